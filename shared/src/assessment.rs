//! One product held against one business: rules, limit and price, with a trace of each step.
//!
//! The same function serves the quote on the phone and the decision on the server; only the
//! provenance of the facts differs. It never guesses: a metric that a rule needs and nobody
//! knows is listed in [`Assessment::missing`], and what that means is the caller's affair
//! (a quote says "to be verified", a decision refers).

use crate::catalogue::{Condition, LprPublication, LprTenor, OnFailure, Product};
use crate::facts::{Datum, Facts, Metric};
use crate::money::Money;
use crate::rate::AnnualRate;
use serde::{Deserialize, Serialize};

/// How one rule came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RuleOutcome {
    /// The requirement holds.
    Passed,
    /// It does not, and the product is not for this business now.
    Declined,
    /// It does not, and a person decides.
    Referred,
    /// Nobody knows the metric.
    Missing,
}

/// One rule as it was evaluated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TraceEntry {
    /// Rule id; also the reason code.
    pub rule: String,
    /// What was required.
    pub require: Condition,
    /// What was observed, as canonical text.
    pub observed: Option<String>,
    /// How it came out.
    pub outcome: RuleOutcome,
}

/// A candidate limit that decided the limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Binding {
    /// Candidate id, or `maximum` for the product's own maximum.
    pub candidate: String,
    /// The candidate's amount before rounding down to the product's step.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
}

/// The price of a product for one business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Price {
    /// Contract rate, nominal per year.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub annual_rate: AnnualRate,
    /// Pricing class.
    pub grade: String,
    /// The LPR used.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub lpr: AnnualRate,
    /// Day of the LPR used.
    #[serde(with = "crate::date_text")]
    pub lpr_published: chrono::NaiveDate,
    /// Which LPR.
    pub lpr_tenor: LprTenor,
    /// Scorecard points.
    pub score: i32,
    /// Grade and adjustments over LPR, in basis points, before floor and cap.
    pub spread_bp: i32,
}

/// A product assessed for a business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Every rule, in the order of the product.
    pub trace: Vec<TraceEntry>,
    /// Metrics that a rule or the limit needs and nobody knows, each once.
    pub missing: Vec<Metric>,
    /// What can be lent, rounded down to the product's step; zero below its minimum.
    pub limit: Money,
    /// What decided the limit.
    pub binding: Vec<Binding>,
    /// What it costs.
    pub price: Price,
}

impl Assessment {
    /// Whether any entry came out this way.
    pub fn any(&self, outcome: RuleOutcome) -> bool {
        self.trace.iter().any(|entry| entry.outcome == outcome)
    }

    /// Whether the product is for this business as far as is known.
    pub fn is_eligible(&self) -> bool {
        !self.any(RuleOutcome::Declined) && self.limit.is_positive()
    }
}

/// Holds `product` against `facts` at the given LPR.
pub fn assess(product: &Product, facts: &Facts, lpr: &LprPublication) -> Assessment {
    let mut missing = Vec::new();
    let trace = product
        .rules
        .iter()
        .map(|rule| {
            let datum = facts.datum(rule.require.metric);
            let outcome = match datum {
                None => {
                    note(&mut missing, rule.require.metric);
                    RuleOutcome::Missing
                }
                Some(datum) if rule.require.holds(datum.value) => RuleOutcome::Passed,
                Some(_) if rule.otherwise == OnFailure::Refer => RuleOutcome::Referred,
                Some(_) => RuleOutcome::Declined,
            };
            let observed = datum.map(|Datum { value, .. }| rule.require.metric.unit().text(value));
            TraceEntry { rule: rule.id.clone(), require: rule.require.clone(), observed, outcome }
        })
        .collect();
    let (limit, binding) = limit(product, facts, &mut missing);
    Assessment { trace, missing, limit, binding, price: price(product, facts, lpr) }
}

/// What [`assess`] answers, without the trace: for searches that ask thousands of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether no rule declines and the limit reaches the product's minimum.
    pub eligible: bool,
    /// What can be lent.
    pub limit: Money,
    /// Contract rate.
    pub annual_rate: AnnualRate,
}

/// The answer of [`assess`] without its explanation.
pub fn verdict(product: &Product, facts: &Facts, lpr: &LprPublication) -> Verdict {
    let limit = smallest(product, facts, &mut |_, _| (), &mut |_| ());
    Verdict {
        eligible: !is_declined(product, facts) && limit.is_positive(),
        limit,
        annual_rate: rate(product, facts, lpr).2,
    }
}

/// What can be lent, without its price; `None` when the product is not for this business.
pub fn attainable(product: &Product, facts: &Facts) -> Option<Money> {
    if is_declined(product, facts) {
        return None;
    }
    let limit = smallest(product, facts, &mut |_, _| (), &mut |_| ());
    limit.is_positive().then_some(limit)
}

fn is_declined(product: &Product, facts: &Facts) -> bool {
    product.rules.iter().any(|rule| {
        rule.otherwise == OnFailure::Decline
            && facts.value(rule.require.metric).is_some_and(|value| !rule.require.holds(value))
    })
}

fn note(missing: &mut Vec<Metric>, metric: Metric) {
    if !missing.contains(&metric) {
        missing.push(metric);
    }
}

/// The smallest candidate rounded down to the step, zero below the product's minimum.
///
/// `on_candidate` hears every amount, `on_missing` every metric a candidate lacked. A candidate
/// that lacks a metric is passed over: it can only lower the limit once the metric is known.
fn smallest(
    product: &Product,
    facts: &Facts,
    on_candidate: &mut impl FnMut(&str, Money),
    on_missing: &mut impl FnMut(Metric),
) -> Money {
    on_candidate("maximum", product.facility.maximum);
    let mut smallest = product.facility.maximum;
    for candidate in &product.limits {
        match candidate.amount(facts) {
            Ok(amount) => {
                on_candidate(&candidate.id, amount);
                smallest = smallest.min(amount);
            }
            Err(metric) => on_missing(metric),
        }
    }
    let limit = smallest.floor_to(product.facility.step);
    if limit < product.facility.minimum { Money::ZERO } else { limit }
}

fn limit(product: &Product, facts: &Facts, missing: &mut Vec<Metric>) -> (Money, Vec<Binding>) {
    let mut least = product.facility.maximum;
    let mut binding: Vec<Binding> = Vec::new();
    let limit = smallest(
        product,
        facts,
        &mut |candidate, amount| {
            if amount < least {
                least = amount;
                binding.clear();
            }
            if amount == least {
                binding.push(Binding { candidate: candidate.to_owned(), amount });
            }
        },
        &mut |metric| note(missing, metric),
    );
    (limit, binding)
}

/// Score, spread in basis points, and the rate between floor and cap.
fn rate(product: &Product, facts: &Facts, lpr: &LprPublication) -> (i32, i32, AnnualRate) {
    let pricing = &product.pricing;
    let score =
        pricing.scorecard.iter().fold(0_i32, |sum, line| sum.saturating_add(line.points(facts)));
    let grade =
        pricing.grades.iter().find(|grade| score >= grade.at_least).or(pricing.grades.last());
    let adjusted = pricing
        .adjustments
        .iter()
        .filter(|adjustment| {
            facts.value(adjustment.when.metric).is_some_and(|v| adjustment.when.holds(v))
        })
        .fold(0_i32, |sum, adjustment| sum.saturating_add(adjustment.spread_bp));
    let spread_bp = grade.map_or(0, |grade| grade.spread_bp).saturating_add(adjusted);
    // A spread that would leave the range of rates ends at the floor or the cap all the same.
    let fallback = if spread_bp < 0 { pricing.floor } else { pricing.cap };
    let sum = lpr.rate(pricing.lpr).checked_add_bp(i64::from(spread_bp)).unwrap_or(fallback);
    (score, spread_bp, sum.max(pricing.floor).min(pricing.cap))
}

fn price(product: &Product, facts: &Facts, lpr: &LprPublication) -> Price {
    let (score, spread_bp, annual_rate) = rate(product, facts, lpr);
    let grades = &product.pricing.grades;
    let grade = grades.iter().find(|grade| score >= grade.at_least).or(grades.last());
    Price {
        grade: grade.map_or_else(String::new, |grade| grade.id.clone()),
        score,
        lpr_published: lpr.published,
        lpr_tenor: product.pricing.lpr,
        lpr: lpr.rate(product.pricing.lpr),
        spread_bp,
        annual_rate,
    }
}
