//! Finding the smallest change, and the smallest pair.

use super::Goal;
use super::reach::Way;
use crate::assessment::{Verdict, verdict};
use crate::catalogue::{LprPublication, OnFailure, Product};
use crate::facts::{Facts, Metric, Source};
use crate::money::Money;
use chrono::NaiveDate;

/// A change that helps: metrics with their new values.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) values: Vec<(Metric, i64)>,
    pub(super) verdict: Verdict,
    pub(super) reaches: bool,
    pub(super) effort: i64,
}

/// One product held against facts that change under the search's hands.
pub(super) struct Search<'a> {
    product: &'a Product,
    lpr: &'a LprPublication,
    on: NaiveDate,
    /// The facts as they are, but for what is being tried.
    trial: Facts,
    ways: Vec<Way>,
    goal: Goal,
    target: Money,
    now: Verdict,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        product: &'a Product,
        facts: &Facts,
        lpr: &'a LprPublication,
        on: NaiveDate,
    ) -> Self {
        let looked_at = product.metrics();
        let ways = facts
            .iter()
            .filter(|(metric, _)| looked_at.contains(metric))
            .filter_map(|(metric, datum)| Way::from(metric, datum.value))
            .collect();
        let now = verdict(product, facts, lpr);
        let trial = facts.clone();
        Self { product, lpr, on, trial, ways, goal: Goal::Eligibility, target: Money::ZERO, now }
    }

    /// What to search for from here on.
    pub(super) fn aim(&mut self, goal: Goal, target: Money, now: Verdict) {
        self.goal = goal;
        self.target = target;
        self.now = now;
    }

    /// Whether every rule that refers holds, as far as is known.
    pub(super) fn nothing_refers(&self) -> bool {
        self.product.rules.iter().filter(|rule| rule.otherwise == OnFailure::Refer).all(|rule| {
            self.trial.value(rule.require.metric).is_none_or(|value| rule.require.holds(value))
        })
    }

    fn answer(&self) -> Verdict {
        verdict(self.product, &self.trial, self.lpr)
    }

    /// Whether the trial facts reach the goal, with `target` as the limit to reach.
    fn reaches(&self, target: Money) -> Option<Verdict> {
        let answer = self.answer();
        let reached = answer.eligible
            && match self.goal {
                Goal::Eligibility => self.nothing_refers(),
                Goal::Limit => answer.limit >= target,
                Goal::Price => answer.annual_rate < self.now.annual_rate,
            };
        reached.then_some(answer)
    }

    fn put(&mut self, way: Way, steps: i64) {
        let source = self.trial.datum(way.metric).map_or(Source::Declared, |datum| datum.source);
        // The way stays inside what the metric admits.
        let _ = self.trial.set(way.metric, way.value(steps), source, self.on);
    }

    /// The fewest steps along `way` that reach `target`; the trial is left there. `None` when the
    /// farthest does not, with the trial back at the start.
    fn fewest(&mut self, way: Way, target: Money) -> Option<i64> {
        let (mut failing, mut succeeding) = (0, way.steps());
        self.put(way, succeeding);
        if self.reaches(target).is_none() {
            self.put(way, 0);
            return None;
        }
        while succeeding.saturating_sub(failing) > 1 {
            let middle = failing.saturating_add(succeeding).div_euclid(2);
            self.put(way, middle);
            if self.reaches(target).is_some() { succeeding = middle } else { failing = middle }
        }
        self.put(way, succeeding);
        Some(succeeding)
    }

    /// The smallest change of each single metric that reaches the goal; for limits also those that
    /// only come nearer, as near as that metric can.
    pub(super) fn singles(&mut self) -> Vec<Found> {
        let mut found = Vec::new();
        for way in self.ways.clone() {
            let nearer = self.as_near_as(way);
            let Some(target) = nearer else { continue };
            if let Some(steps) = self.fewest(way, target)
                && let Some(verdict) = self.reaches(target)
            {
                let values = vec![(way.metric, way.value(steps))];
                let reaches = self.goal != Goal::Limit || verdict.limit >= self.target;
                found.push(Found { values, verdict, reaches, effort: way.effort(steps) });
            }
            self.put(way, 0);
        }
        found
    }

    /// The limit the farthest change along `way` reaches, at most what is wanted; `None` when that
    /// is no better than today. Goals other than a limit have no target.
    fn as_near_as(&mut self, way: Way) -> Option<Money> {
        if self.goal != Goal::Limit {
            return Some(Money::ZERO);
        }
        self.put(way, way.steps());
        let far = self.answer();
        self.put(way, 0);
        let today = if self.now.eligible { self.now.limit } else { Money::ZERO };
        let target = far.limit.min(self.target);
        (far.eligible && target > today).then_some(target)
    }

    /// The smallest pair of changes of every two metrics that reach the goal together.
    pub(super) fn pairs(&mut self) -> Vec<Found> {
        let ways = self.ways.clone();
        let mut found = Vec::new();
        for (index, one) in ways.iter().enumerate() {
            for other in ways.iter().skip(index.saturating_add(1)) {
                found.extend(self.pair(*one, *other));
            }
        }
        found
    }

    fn pair(&mut self, one: Way, other: Way) -> Option<Found> {
        self.put(one, one.steps());
        self.put(other, other.steps());
        let helps = self.reaches(self.target).is_some();
        let best = helps.then(|| {
            let (first, second) = (self.shrunk(one, other), self.shrunk(other, one));
            if second.effort < first.effort { second } else { first }
        });
        self.put(one, 0);
        self.put(other, 0);
        best
    }

    /// From the farthest pair, as little as possible of `one`, then of `other`.
    fn shrunk(&mut self, one: Way, other: Way) -> Found {
        self.put(other, other.steps());
        let of_one = self.fewest(one, self.target).unwrap_or_else(|| one.steps());
        let of_other = self.fewest(other, self.target).unwrap_or_else(|| other.steps());
        let mut values =
            vec![(one.metric, one.value(of_one)), (other.metric, other.value(of_other))];
        crate::short_list::sort_by(&mut values, |a, b| a.0.cmp(&b.0));
        let effort = one.effort(of_one).saturating_add(other.effort(of_other));
        Found { values, verdict: self.answer(), reaches: true, effort }
    }
}
