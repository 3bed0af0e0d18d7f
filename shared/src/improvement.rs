//! What would raise the limit: the smallest change of one thing the borrower can change.
//!
//! Every piece of advice is found by search and confirmed by running the engine again on the
//! changed facts. Metrics that only time changes, or that nobody can or should change, are
//! never advised.

use crate::assessment::attainable;
use crate::catalogue::Product;
use crate::facts::{Datum, Facts, Lever, Metric, Unit};
use crate::money::Money;
use crate::short_list;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One change and what the engine answers after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Improvement {
    /// What to change.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub metric: Metric,
    /// Canonical text of today's value.
    pub from: String,
    /// Canonical text of the value that suffices.
    pub to: String,
    /// The limit after the change.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub limit: Money,
}

/// The most advice anybody reads.
const MOST: usize = 3;

/// The smallest single changes that lift `product`'s limit to `wanted`, or, where no single
/// change can, that lift it at all; best limit first.
///
/// Only known metrics are changed. Money is searched in whole hundreds of yuan so that the
/// advice can be said aloud.
pub fn improvements(
    product: &Product,
    facts: &Facts,
    wanted: Money,
    on: NaiveDate,
) -> Vec<Improvement> {
    let now = attainable(product, facts);
    let enough = wanted.min(product.facility.maximum);
    if now.is_some_and(|limit| limit >= enough) {
        return Vec::new();
    }
    let mut trial = facts.clone();
    let mut found = Vec::new();
    for (metric, datum) in facts.iter() {
        let mut search = Search { product, trial: &mut trial, metric, datum, on };
        found.extend(search.smallest(now, enough));
        search.put(datum.value, datum.as_of);
    }
    // The sort is stable: equal limits keep the order of the metric list.
    short_list::sort_by(&mut found, |a: &Improvement, b| b.limit.cmp(&a.limit));
    found.truncate(MOST);
    found
}

struct Search<'a> {
    product: &'a Product,
    /// The facts as they are, but for the metric that is being tried.
    trial: &'a mut Facts,
    metric: Metric,
    /// What is known of the metric.
    datum: Datum,
    on: NaiveDate,
}

impl Search<'_> {
    /// The least change that reaches `enough`, else the least that reaches what the far end
    /// of the search range reaches.
    fn smallest(&mut self, now: Option<Money>, enough: Money) -> Option<Improvement> {
        let from = self.datum.value;
        let step = if self.metric.unit() == Unit::Money { 10_000 } else { 1 };
        let (direction, room) = match self.metric.lever() {
            Lever::Raise => (1, self.farthest().saturating_sub(from)),
            Lever::Lower => (-1, from),
            Lever::Time | Lever::Fixed => return None,
        };
        let steps = room.checked_div(step)?;
        if steps <= 0 {
            return None;
        }
        let value =
            |count: i64| from.saturating_add(count.saturating_mul(step).saturating_mul(direction));
        let goal = self.limit_at(value(steps))?.min(enough);
        if goal <= now.unwrap_or(Money::ZERO) {
            return None;
        }
        // Limits and rules are monotone in every lever, so bisection finds the first success.
        let (mut failing, mut succeeding) = (0_i64, steps);
        while succeeding.saturating_sub(failing) > 1 {
            let middle = failing.saturating_add(succeeding).div_euclid(2);
            let reached = self.limit_at(value(middle)).is_some_and(|limit| limit >= goal);
            if reached { succeeding = middle } else { failing = middle }
        }
        let to = value(succeeding);
        let confirmed = self.limit_at(to).filter(|limit| *limit >= goal)?;
        let text = |value| self.metric.unit().text(value);
        Some(Improvement { metric: self.metric, from: text(from), to: text(to), limit: confirmed })
    }

    /// What can be lent when the metric has this value.
    fn limit_at(&mut self, value: i64) -> Option<Money> {
        self.put(value, self.on);
        attainable(self.product, self.trial)
    }

    fn put(&mut self, value: i64, as_of: NaiveDate) {
        // The search stays inside what the metric admits.
        let _ = self.trial.set(self.metric, value, self.datum.source, as_of);
    }

    /// How far a borrower can believably go: three times today's value, at least a hundred
    /// thousand yuan; the top for levels.
    fn farthest(&self) -> i64 {
        let from = self.datum.value;
        let far = match self.metric.unit() {
            Unit::Money => from.saturating_mul(3).max(10_000_000),
            Unit::Level(_) | Unit::Category(_) | Unit::Flag => self.metric.maximum(),
            _ => from.saturating_mul(3).max(10),
        };
        far.min(self.metric.maximum())
    }
}
