//! What makes a product unsound although it can be computed: rules that punish a better fact, facts
//! nobody is asked for, scores with gaps, tolerances that nothing can meet.
//!
//! A product that passes is monotone by construction: more of what a borrower can raise, or less of
//! what they can lower, never lowers a limit, raises a rate or turns a yes into a no.

use super::check::{check_score_line, entry};
use super::{ByMetric, Condition, LimitCandidate, Multiple, OnFailure, Op, Product};
use crate::facts::{Lever, Metric, Source, Unit};
use crate::money::Money;

/// Holds one product to all of it.
pub(super) fn check(product: &Product, say: &mut impl FnMut(&str, &str)) {
    check_rules(product, say);
    for (index, candidate) in product.limits.iter().enumerate() {
        check_candidate(index, candidate, say);
        check_score(index, candidate, say);
    }
    check_price(product, say);
    check_consents(product, say);
    check_mechanisms(product, say);
    super::draw_conditions::check(product, say);
    if let Some(rules) = &product.servicing {
        super::servicing::check(rules, say);
    }
}

/// Whether meeting the condition can only be helped by a better fact.
const fn rewards_better(condition: &Condition) -> bool {
    let is_top = condition.threshold == condition.metric.maximum();
    match (condition.metric.lever(), condition.op) {
        (Lever::Raise, Op::AtLeast | Op::Above)
        | (Lever::Lower, Op::AtMost | Op::Below)
        | (Lever::Time | Lever::Fixed, _) => true,
        (Lever::Raise, Op::Is) => is_top,
        (Lever::Lower, Op::Is) => condition.threshold == 0,
        (Lever::Raise | Lever::Lower, _) => false,
    }
}

/// Whether meeting the condition can only be hindered by a better fact.
const fn punishes_worse(condition: &Condition) -> bool {
    let is_top = condition.threshold == condition.metric.maximum();
    match (condition.metric.lever(), condition.op) {
        (Lever::Raise, Op::AtMost | Op::Below)
        | (Lever::Lower, Op::AtLeast | Op::Above)
        | (Lever::Time | Lever::Fixed, _) => true,
        (Lever::Raise, Op::Is) => condition.threshold == 0,
        (Lever::Lower, Op::Is) => is_top,
        (Lever::Raise | Lever::Lower, _) => false,
    }
}

fn turn_around(condition: &Condition) -> String {
    let key = condition.metric.key();
    match condition.metric.lever() {
        Lever::Lower => ["a rule must not punish less of `", key, "`; write <= or <"].concat(),
        _ => ["a rule must not punish more of `", key, "`; write >= or >"].concat(),
    }
}

fn check_rules(product: &Product, say: &mut impl FnMut(&str, &str)) {
    for (index, rule) in product.rules.iter().enumerate() {
        if !rewards_better(&rule.require) {
            say(&entry("rules", index, "require"), &turn_around(&rule.require));
        }
        if rule.source.trim().is_empty() {
            say(
                &entry("rules", index, "source"),
                "say where the rule comes from, with 未核实 if nobody checked",
            );
        }
    }
    contradictions(product, say);
}

/// Two rules about one metric that no value can meet together.
fn contradictions(product: &Product, say: &mut impl FnMut(&str, &str)) {
    for (index, one) in product.rules.iter().enumerate() {
        let at_least = floor_of(&one.require);
        for other in product.rules.iter().skip(index.saturating_add(1)) {
            let same = one.require.metric == other.require.metric;
            let low = at_least.max(floor_of(&other.require));
            let high = ceiling_of(&one.require).min(ceiling_of(&other.require));
            if same && low > high && one.otherwise == OnFailure::Decline {
                let told = ["no `", one.require.metric.key(), "` can meet both this rule and `"];
                say(
                    &entry("rules", index, "require"),
                    &[&told.concat(), other.id.as_str(), "`; widen one"].concat(),
                );
            }
        }
    }
}

const fn floor_of(condition: &Condition) -> i64 {
    match condition.op {
        Op::AtLeast | Op::Is => condition.threshold,
        Op::Above => condition.threshold.saturating_add(1),
        Op::AtMost | Op::Below | Op::Within => 0,
    }
}

const fn ceiling_of(condition: &Condition) -> i64 {
    match condition.op {
        Op::AtMost | Op::Is => condition.threshold,
        Op::Below => condition.threshold.saturating_sub(1),
        Op::AtLeast | Op::Above | Op::Within => i64::MAX,
    }
}

fn check_candidate(index: usize, candidate: &LimitCandidate, say: &mut impl FnMut(&str, &str)) {
    for part in &candidate.parts {
        let least = part
            .times_by
            .iter()
            .flat_map(|by| by.values.values())
            .chain(part.times.iter())
            .map(|times| times.parts());
        let (least, most) = (least.clone().min().unwrap_or(0), least.max().unwrap_or(0));
        let wrong = match part.metric.lever() {
            Lever::Raise => least < 0,
            Lever::Lower => most > 0,
            Lever::Time | Lever::Fixed => false,
        };
        if wrong {
            say(&entry("limits", index, "parts.times"), &sign(part.metric));
        }
        if part.by.iter().any(|metric| !matches!(metric.unit(), Unit::Count | Unit::Months)) {
            say(&entry("limits", index, "parts.by"), "multiply by counts or months only");
        }
        if !part.by.is_empty() && least < 0 {
            say(
                &entry("limits", index, "parts.by"),
                "take away one metric, not a product of several",
            );
        }
        if let Some(by) = &part.times_by {
            check_rising(
                by,
                |times: &Multiple| times.parts(),
                &entry("limits", index, "parts.times_by"),
                say,
            );
        }
    }
    if let Some(by) = &candidate.amount_by {
        check_rising(by, |amount: &Money| amount.fen(), &entry("limits", index, "amount_by"), say);
    }
    if candidate.source.trim().is_empty() {
        say(
            &entry("limits", index, "source"),
            "say where the multiple comes from, with 未核实 if nobody checked",
        );
    }
    if let Some(uplift) = &candidate.uplift {
        if uplift.when.is_empty() || uplift.percent == 0 || uplift.percent > 100 {
            say(
                &entry("limits", index, "uplift"),
                "write at least one condition and 1 to 100 per cent",
            );
        }
        if let Some(condition) = uplift.when.iter().find(|condition| !rewards_better(condition)) {
            say(&entry("limits", index, "uplift.when"), &turn_around(condition));
        }
    }
}

fn sign(metric: Metric) -> String {
    match metric.lever() {
        Lever::Lower => {
            ["more of `", metric.key(), "` must not raise a limit; write a multiple below 0"]
                .concat()
        }
        _ => ["more of `", metric.key(), "` must not lower a limit; write a multiple above 0"]
            .concat(),
    }
}

/// A better level must never choose less; a level left out counts as nothing.
fn check_rising<T>(
    by: &ByMetric<T>,
    figure: impl Fn(&T) -> i64,
    field: &str,
    say: &mut impl FnMut(&str, &str),
) {
    let Unit::Level(names) = by.metric.unit() else { return };
    let chosen = names.iter().map(|name| by.values.get(*name).map_or(0, &figure));
    if !chosen.is_sorted() {
        let told = ["give a better `", by.metric.key(), "` at least as much as a worse one"];
        say(field, &told.concat());
    }
}

fn check_score(index: usize, candidate: &LimitCandidate, say: &mut impl FnMut(&str, &str)) {
    let Some(score) = &candidate.score else { return };
    for factor in &score.factors {
        let field = entry("limits", index, "score.factors");
        check_score_line(&factor.line, &mut |instead| say(&field, instead));
        if factor.line.bins.iter().any(|bin| !rewards_better(&bin.when)) {
            say(&entry("limits", index, "score.factors"), &backwards(factor.line.metric));
        }
    }
    let falling = score
        .bands
        .is_sorted_by(|high, low| high.at_least > low.at_least && high.amount > low.amount);
    if score.bands.is_empty() || !falling {
        say(
            &entry("limits", index, "score.bands"),
            "list bands from the highest score down, each with a smaller amount",
        );
    }
    let most = score
        .factors
        .iter()
        .map(|factor| factor.line.bins.iter().map(|bin| bin.points).max().unwrap_or(0));
    let most = most.fold(0, i32::saturating_add);
    if score.bands.first().is_some_and(|top| top.at_least > most) {
        say(
            &entry("limits", index, "score.bands"),
            "write a highest band that the factors' points can reach",
        );
    }
}

fn backwards(metric: Metric) -> String {
    let op = if metric.lever() == Lever::Lower { "<=" } else { ">=" };
    ["points for `", metric.key(), "` must not fall as it gets better; write bins with ", op]
        .concat()
}

fn check_price(product: &Product, say: &mut impl FnMut(&str, &str)) {
    for (index, line) in product.pricing.scorecard.iter().enumerate() {
        if line.bins.iter().any(|bin| !rewards_better(&bin.when)) {
            say(&entry("pricing.scorecard", index, "bins"), &backwards(line.metric));
        }
    }
    for (index, adjustment) in product.pricing.adjustments.iter().enumerate() {
        let sound = match adjustment.spread_bp {
            ..=-1 => rewards_better(&adjustment.when),
            0 => false,
            1.. => punishes_worse(&adjustment.when),
        };
        if !sound {
            say(
                &entry("pricing.adjustments", index, "spread_bp"),
                "write a discount (below 0) for a better fact or a surcharge (above 0) for a worse one",
            );
        }
    }
    if product.pricing.source.trim().is_empty() {
        say("pricing.source", "say where the prices come from, with 未核实 if nobody checked");
    }
}

/// Every metric a rule or a candidate needs must be one somebody is asked for.
fn check_consents(product: &Product, say: &mut impl FnMut(&str, &str)) {
    if product.consents.iter().any(|kind| !kind.is_of_products()) {
        say(
            "consents",
            "leave out \"face_check\": it is asked for by itself, above the institution's limit",
        );
    }
    let asked = |source: Source| {
        matches!(source, Source::Identity | Source::Declared)
            || product.consents.iter().any(|kind| kind.source() == source)
    };
    let of_rules = product.rules.iter().map(|rule| rule.require.metric);
    let needed = of_rules.chain(product.limits.iter().flat_map(LimitCandidate::metrics));
    let mut said: Vec<Source> = Vec::new();
    for metric in needed {
        let source = metric.verifier();
        if !asked(source) && !said.contains(&source) {
            said.push(source);
            let kind = crate::consent::ConsentKind::ALL
                .into_iter()
                .find(|kind| kind.source() == source)
                .map_or("", crate::consent::ConsentKind::key);
            say("consents", &["add \"", kind, "\": `", metric.key(), "` is needed"].concat());
        }
    }
}

fn check_mechanisms(product: &Product, say: &mut impl FnMut(&str, &str)) {
    for (index, fee) in product.fees.iter().enumerate() {
        if product.fees.iter().take(index).any(|earlier| earlier.id == fee.id) {
            say(&entry("fees", index, "id"), "give each fee an id of its own, and include it once");
        }
    }
    for (index, check) in product.cross_checks.iter().enumerate() {
        if product.cross_checks.iter().take(index).any(|earlier| earlier.id == check.id) {
            say(&entry("cross_checks", index, "id"), "give each cross-check an id of its own");
        }
        if check.metric == check.against || check.metric.unit() != check.against.unit() {
            say(
                &entry("cross_checks", index, "against"),
                "hold a figure against another one of the same unit",
            );
        }
        if check.at_least_percent > check.at_most_percent || check.at_most_percent == 0 {
            say(
                &entry("cross_checks", index, "at_most_percent"),
                "write a share of at least at_least_percent, above 0",
            );
        }
    }
    if let Some(lane) = &product.green_lane
        && (lane.any_of.is_empty()
            || lane.promise_minutes == 0
            || lane.promise_minutes >= lane.ordinary_minutes)
    {
        say("green_lane", "write a condition, and a promise shorter than the ordinary one");
    }
    if let Some(pool) = &product.risk_pool
        && (pool.coverage_percent == 0
            || pool.coverage_percent > 100
            || pool.leverage == 0
            || pool.breaker_percent == 0
            || pool.breaker_percent > 100
            || pool.claim_after_days == 0
            || !pool.cap_per_borrower.is_positive())
    {
        say(
            "risk_pool",
            "write shares of 1 to 100 per cent, a leverage and days of at least 1, a positive cap",
        );
    }
    if product.scene.is_some() && product.entrusted_payment_above.is_positive() {
        say("entrusted_payment_above", "write \"0.00\": a scene's money always goes to its seller");
    }
}
