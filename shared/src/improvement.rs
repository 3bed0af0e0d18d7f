//! What would raise the limit: the smallest change of one thing the borrower can change.
//!
//! Every piece of advice is found by search and confirmed by running the engine again on the
//! changed facts. Metrics that only time changes, or that nobody can or should change, are
//! never advised.

use crate::assessment::{Verdict, verdict};
use crate::catalogue::{LprPublication, Product};
use crate::facts::{Facts, Lever, Metric, Unit};
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
    lpr: &LprPublication,
    wanted: Money,
    on: NaiveDate,
) -> Vec<Improvement> {
    let now = verdict(product, facts, lpr);
    let enough = wanted.min(product.facility.maximum);
    if now.eligible && now.limit >= enough {
        return Vec::new();
    }
    let mut found: Vec<Improvement> = facts
        .iter()
        .filter_map(|(metric, datum)| {
            let search = Search { product, facts, lpr, metric, from: datum.value, on };
            search.smallest(&now, enough)
        })
        .collect();
    // The sort is stable: equal limits keep the order of the metric list.
    short_list::sort_by(&mut found, |a, b| b.limit.cmp(&a.limit));
    found.truncate(MOST);
    found
}

struct Search<'a> {
    product: &'a Product,
    facts: &'a Facts,
    lpr: &'a LprPublication,
    metric: Metric,
    from: i64,
    on: NaiveDate,
}

impl Search<'_> {
    /// The least change that reaches `enough`, else the least that reaches what the far end
    /// of the search range reaches.
    fn smallest(&self, now: &Verdict, enough: Money) -> Option<Improvement> {
        let step = if self.metric.unit() == Unit::Money { 10_000 } else { 1 };
        let (direction, room) = match self.metric.lever() {
            Lever::Raise => (1, self.farthest().saturating_sub(self.from)),
            Lever::Lower => (-1, self.from),
            Lever::Time | Lever::Fixed => return None,
        };
        let steps = room.checked_div(step)?;
        if steps <= 0 {
            return None;
        }
        let value = |count: i64| {
            self.from.saturating_add(count.saturating_mul(step).saturating_mul(direction))
        };
        let far = self.answer(value(steps));
        let goal = far.limit.min(enough);
        if !far.eligible || goal <= if now.eligible { now.limit } else { Money::ZERO } {
            return None;
        }
        let reached = |count: i64| {
            let answer = self.answer(value(count));
            answer.eligible && answer.limit >= goal
        };
        // Limits and rules are monotone in every lever, so bisection finds the first success.
        let (mut failing, mut succeeding) = (0_i64, steps);
        while succeeding.saturating_sub(failing) > 1 {
            let middle = failing.saturating_add(succeeding).div_euclid(2);
            if reached(middle) { succeeding = middle } else { failing = middle }
        }
        let to = value(succeeding);
        let confirmed = self.answer(to);
        (confirmed.eligible && confirmed.limit >= goal).then(|| Improvement {
            metric: self.metric,
            from: self.metric.unit().text(self.from),
            to: self.metric.unit().text(to),
            limit: confirmed.limit,
        })
    }

    fn answer(&self, value: i64) -> Verdict {
        verdict(self.product, &self.facts.with(self.metric, value, self.on), self.lpr)
    }

    /// How far a borrower can believably go: three times today's value, at least a hundred
    /// thousand yuan; the top for levels.
    fn farthest(&self) -> i64 {
        let far = match self.metric.unit() {
            Unit::Money => self.from.saturating_mul(3).max(10_000_000),
            Unit::Level(_) | Unit::Category(_) | Unit::Flag => self.metric.maximum(),
            _ => self.from.saturating_mul(3).max(10),
        };
        far.min(self.metric.maximum())
    }
}
