//! What would change an answer: the smallest change of one thing the borrower can change, then of two.
//!
//! Three goals are searched: that the product is for this business at all, that its limit reaches
//! what is wanted, that it costs less. Every piece of advice was run through the engine again. What
//! only time changes, or nobody can change, is named beside it and never advised.
//!
//! A checked catalogue is monotone in everything advised (see [`crate::catalogue`]). So where some
//! change inside the bounds helps, the farthest change helps, and bisection finds the
//! smallest; a pair is smallest in the sense that neither half can be made smaller by itself.

mod reach;
mod search;
mod takes;

use crate::assessment::verdict;
use crate::catalogue::{LprPublication, Product};
use crate::facts::{Facts, Lever, Metric};
use crate::language::Label;
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::short_list;
use chrono::NaiveDate;
use search::{Found, Search};
use serde::{Deserialize, Serialize};

pub use reach::{STEP_FEN, farthest};

/// What advice aims at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// That no rule declines or refers and something can be lent.
    Eligibility,
    /// That the limit reaches what is wanted, or the product's maximum below that.
    Limit,
    /// That the rate is lower than today's.
    Price,
}

/// One thing to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// What.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub metric: Metric,
    /// Canonical text of today's value.
    pub from: String,
    /// Canonical text of the value that suffices.
    pub to: String,
    /// What that costs or takes.
    pub takes: Label,
}

/// A change, or two together, and what the engine answers after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Advice {
    /// What it achieves.
    pub goal: Goal,
    /// Whether the goal is reached in full; a limit may only come nearer to what is wanted.
    pub reaches: bool,
    /// One change, or two.
    pub changes: Vec<Change>,
    /// The limit afterwards.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub limit: Money,
    /// The rate afterwards.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub annual_rate: AnnualRate,
}

/// Something that only time changes, and the value that would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// What.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub metric: Metric,
    /// Canonical text of today's value.
    pub from: String,
    /// Canonical text of the value the rule asks for.
    pub to: String,
}

/// Everything that would change the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counterfactuals {
    /// Advice by goal, each goal's easiest first; at most three a goal.
    pub advice: Vec<Advice>,
    /// Rules that fail on what only time changes.
    pub waiting: Vec<Waiting>,
    /// Metrics of rules that fail and nobody can or should change: named, never advised.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub fixed: Vec<Metric>,
}

/// The most advice anybody reads about one goal.
const MOST: usize = 3;

/// What would change `product`'s answer to these facts.
///
/// Only known metrics are changed. Money moves in whole hundreds of yuan, so that the advice can be
/// said aloud, or all the way to nothing.
pub fn counterfactuals(
    product: &Product,
    facts: &Facts,
    lpr: &LprPublication,
    wanted: Money,
    on: NaiveDate,
) -> Counterfactuals {
    let now = verdict(product, facts, lpr);
    let mut search = Search::new(product, facts, lpr, on);
    let mut found = Counterfactuals { advice: Vec::new(), ..named(product, facts) };
    let most = wanted.min(product.facility.maximum);
    let goals = [
        (Goal::Eligibility, !(now.eligible && search.nothing_refers()), Money::ZERO),
        (Goal::Limit, now.limit < most, most),
        (Goal::Price, now.eligible, Money::ZERO),
    ];
    for (goal, is_open, target) in goals {
        if !is_open {
            continue;
        }
        search.aim(goal, target, now);
        let mut of_goal = search.singles();
        if of_goal.iter().all(|found| !found.reaches) {
            of_goal.extend(search.pairs());
        }
        // The sort is stable: equal efforts keep the order of the metric list.
        short_list::sort_by(&mut of_goal, |a, b| {
            (!a.reaches, a.values.len(), a.effort).cmp(&(!b.reaches, b.values.len(), b.effort))
        });
        of_goal.truncate(MOST);
        found.advice.extend(of_goal.iter().map(|found| advice(goal, facts, found)));
    }
    found
}

fn advice(goal: Goal, facts: &Facts, found: &Found) -> Advice {
    let changes = found.values.iter().map(|(metric, to)| {
        let from = facts.value(*metric).unwrap_or_default();
        Change {
            metric: *metric,
            from: metric.unit().text(from),
            to: metric.unit().text(*to),
            takes: takes::takes(*metric, from, *to),
        }
    });
    Advice {
        goal,
        reaches: found.reaches,
        changes: changes.collect(),
        limit: found.verdict.limit,
        annual_rate: found.verdict.annual_rate,
    }
}

/// What fails and cannot be advised.
fn named(product: &Product, facts: &Facts) -> Counterfactuals {
    let mut found = Counterfactuals::default();
    for rule in &product.rules {
        let condition = &rule.require;
        let Some(value) = facts.value(condition.metric) else { continue };
        if condition.holds(value) {
            continue;
        }
        match condition.metric.lever() {
            Lever::Fixed if !found.fixed.contains(&condition.metric) => {
                found.fixed.push(condition.metric);
            }
            Lever::Time => found.waiting.push(Waiting {
                metric: condition.metric,
                from: condition.metric.unit().text(value),
                to: condition.metric.unit().text(condition.threshold),
            }),
            Lever::Fixed | Lever::Raise | Lever::Lower => {}
        }
    }
    found
}
