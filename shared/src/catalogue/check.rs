//! What makes a catalogue unusable, found before anybody is quoted from it.

use super::{CatalogueDraft, LimitCandidate, Op, Pricing, Product, ScoreLine};
use crate::facts::Unit;
use crate::schedule::RepaymentMethod;
use crate::short_list;

/// One thing to mend in a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("product `{product}`, field `{field}`: {instead}")]
pub struct CatalogueProblem {
    /// Product id; empty for the catalogue itself.
    pub product: String,
    /// Which field.
    pub field: String,
    /// What to write instead.
    pub instead: String,
}

impl CatalogueProblem {
    pub(super) fn new(product: &str, field: &str, instead: &str) -> Self {
        Self { product: product.to_owned(), field: field.to_owned(), instead: instead.to_owned() }
    }
}

/// Everything wrong with a draft, in reading order; empty when it can be published.
pub(super) fn problems(draft: &CatalogueDraft) -> Vec<CatalogueProblem> {
    let mut found = Vec::new();
    if draft.lpr.is_empty() {
        found.push(CatalogueProblem::new("", "lpr", "list at least one LPR publication"));
    }
    if !draft.lpr.is_sorted_by(|a, b| a.published < b.published) {
        found.push(CatalogueProblem::new(
            "",
            "lpr",
            "list publications by ascending day, each day once",
        ));
    }
    for (index, product) in draft.products.iter().enumerate() {
        let mut say = |field: &str, instead: &str| {
            found.push(CatalogueProblem::new(&product.id, field, instead));
        };
        if draft.products.iter().take(index).any(|earlier| earlier.id == product.id) {
            say("id", "give each product an id of its own");
        }
        check_terms(product, &mut say);
        check_rules(product, &mut say);
        check_limits(&product.limits, &mut say);
        check_pricing(&product.pricing, &mut say);
        #[cfg(feature = "every-product")]
        super::soundness::check(product, &mut say);
    }
    found
}

fn check_terms(product: &Product, say: &mut impl FnMut(&str, &str)) {
    if product.id.is_empty()
        || !product.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    {
        say("id", "use lower-case letters, digits and hyphens");
    }
    if product.segments.is_empty() {
        say("segments", "name at least one segment");
    }
    if product.methods.is_empty() {
        say("methods", "name at least one repayment method");
    }
    if product.methods.contains(&RepaymentMethod::Seasonal) && product.seasonal_plan.is_none() {
        say(
            "seasonal_plan",
            "say when principal falls due, for example harvests = [{ month = 10, weight = 1 }]",
        );
    }
    if product.terms_months.is_empty()
        || !product.terms_months.is_sorted_by(|a, b| a < b)
        || product.terms_months.first() == Some(&0)
    {
        say("terms_months", "list months of at least 1, ascending, each once");
    }
    let facility = &product.facility;
    if !facility.step.is_positive() {
        say("facility.step", "write a positive amount");
    }
    if !facility.minimum.is_positive() || facility.maximum < facility.minimum {
        say("facility.maximum", "write a maximum of at least the minimum, both positive");
    }
    if facility.months == 0 || facility.months > 360 {
        say("facility.months", "write 1 to 360 months");
    }
    if !(30..=50).contains(&product.overdue_penalty_percent) {
        say("overdue_penalty_percent", "write 30 to 50");
    }
    if !(50..=100).contains(&product.misuse_penalty_percent) {
        say("misuse_penalty_percent", "write 50 to 100");
    }
    if product.validity_days == 0 {
        say("validity_days", "write at least 1");
    }
}

/// A field of the entry `index` of a list: `rules[2].require`. A phone, which only has to know that
/// a catalogue is unusable, names the list.
pub(super) fn entry(list: &str, index: usize, field: &str) -> String {
    if cfg!(feature = "every-product") {
        [list, "[", &index.to_string(), "].", field].concat()
    } else {
        list.to_owned()
    }
}

fn check_rules(product: &Product, say: &mut impl FnMut(&str, &str)) {
    for (index, rule) in product.rules.iter().enumerate() {
        if product.rules.iter().take(index).any(|earlier| earlier.id == rule.id) {
            say(&entry("rules", index, "id"), "give each rule an id of its own");
        }
    }
}

fn check_limits(limits: &[LimitCandidate], say: &mut impl FnMut(&str, &str)) {
    if limits.is_empty() {
        say("limits", "write at least one candidate");
    }
    for (index, candidate) in limits.iter().enumerate() {
        if limits.iter().take(index).any(|earlier| earlier.id == candidate.id) {
            say(&entry("limits", index, "id"), "give each candidate an id of its own");
        }
        #[cfg(feature = "every-product")]
        let has_other = candidate.amount.is_some() || candidate.score.is_some();
        #[cfg(not(feature = "every-product"))]
        let has_other = false;
        if candidate.parts.is_empty() && candidate.amount_by.is_none() && !has_other {
            say("limits.parts", "write parts, amount_by, amount or score");
        }
        for part in &candidate.parts {
            if part.times.is_none() == part.times_by.is_none() {
                say("limits.parts", "write either times or times_by");
            }
            if let Some(by) = &part.times_by {
                check_names(by.metric.unit(), by.values.keys(), "limits.parts.times_by", say);
            }
        }
        if let Some(by) = &candidate.amount_by {
            check_names(by.metric.unit(), by.values.keys(), "limits.amount_by", say);
        }
    }
}

fn check_names<'a>(
    unit: Unit,
    mut keys: impl Iterator<Item = &'a String>,
    field: &str,
    say: &mut impl FnMut(&str, &str),
) {
    let (Unit::Level(names) | Unit::Category(names)) = unit else {
        say(field, "choose by a metric that has named levels or kinds");
        return;
    };
    if keys.any(|key| !names.contains(&key.as_str())) {
        let mut instead = "use only these names: ".to_owned();
        instead.push_str(&names.join(", "));
        say(field, &instead);
    }
}

fn check_pricing(pricing: &Pricing, say: &mut impl FnMut(&str, &str)) {
    if pricing.floor > pricing.cap {
        say("pricing.floor", "write a floor of at most the cap");
    }
    if pricing.grades.is_empty() {
        say("pricing.grades", "write at least one grade");
    }
    let falling = pricing.grades.is_sorted_by(|better, worse| better.at_least > worse.at_least);
    let dearer = pricing.grades.is_sorted_by(|better, worse| better.spread_bp <= worse.spread_bp);
    if !falling || !dearer {
        say("pricing.grades", "list grades from best to worst: lower score, never a lower spread");
    }
    for (index, line) in pricing.scorecard.iter().enumerate() {
        let field = entry("pricing.scorecard", index, "bins");
        check_score_line(line, &mut |instead| say(&field, instead));
    }
}

/// Points must move one way along the metric, or a better fact could cost points.
pub(super) fn check_score_line(line: &ScoreLine, say: &mut impl FnMut(&str)) {
    if line.bins.iter().any(|bin| bin.when.metric != line.metric) {
        say("each bin compares the metric of its line");
    }
    let upward = line.bins.iter().all(|bin| matches!(bin.when.op, Op::AtLeast | Op::Above));
    let downward = line.bins.iter().all(|bin| matches!(bin.when.op, Op::AtMost | Op::Below));
    let mut bins: Vec<(i64, i32)> =
        line.bins.iter().map(|bin| (bin.when.threshold, bin.points)).collect();
    short_list::sort_by(&mut bins, Ord::cmp);
    let distinct = bins.is_sorted_by(|a, b| a.0 < b.0);
    let monotone = if upward {
        bins.is_sorted_by(|a, b| a.1 < b.1)
    } else {
        downward && bins.is_sorted_by(|a, b| a.1 > b.1)
    };
    if !distinct || !monotone || bins.iter().any(|bin| bin.1 <= 0) {
        say(
            "write bins that all use >= with rising points, or all <= with falling points, each threshold once, points above 0",
        );
    }
}
