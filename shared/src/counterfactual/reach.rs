//! How far a borrower can believably go.

use crate::facts::{Lever, Metric, Unit};

/// The step in which money is searched: one hundred yuan.
pub const STEP_FEN: i64 = 10_000;

/// The farthest value of a metric that is advised, from today's `value`; `None` for what nobody
/// changes, and for what is already there.
///
/// Down goes to nothing. Up goes to three times today's value, at least a hundred thousand yuan or
/// ten of anything counted, or to the top of named levels.
pub fn farthest(metric: Metric, value: i64) -> Option<i64> {
    let far = match metric.lever() {
        Lever::Lower => 0,
        Lever::Raise => match metric.unit() {
            Unit::Money => value.saturating_mul(3).max(10_000_000),
            Unit::Level(_) | Unit::Category(_) | Unit::Flag => metric.maximum(),
            _ => value.saturating_mul(3).max(10),
        },
        Lever::Time | Lever::Fixed => return None,
    };
    let far = far.min(metric.maximum());
    (far != value).then_some(far)
}

/// The way from a value to the farthest, in steps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    /// The metric.
    pub(super) metric: Metric,
    from: i64,
    far: i64,
    step: i64,
}

impl Way {
    /// The way for a metric of this value, when there is one.
    pub(super) fn from(metric: Metric, value: i64) -> Option<Self> {
        let far = farthest(metric, value)?;
        let step = if metric.unit() == Unit::Money { STEP_FEN } else { 1 };
        Some(Self { metric, from: value, far, step })
    }

    /// How many steps it has; the last may be shorter.
    pub(super) fn steps(&self) -> i64 {
        let room = self.far.saturating_sub(self.from).saturating_abs();
        room.saturating_add(self.step.saturating_sub(1)).div_euclid(self.step)
    }

    /// The value after some steps.
    pub(super) fn value(&self, steps: i64) -> i64 {
        let moved = steps.saturating_mul(self.step);
        if self.far < self.from {
            self.from.saturating_sub(moved).max(self.far)
        } else {
            self.from.saturating_add(moved).min(self.far)
        }
    }

    /// How hard a change is, to put easier advice first: the change in thousandths of today's value,
    /// or of an ordinary one where that is larger.
    pub(super) fn effort(&self, steps: i64) -> i64 {
        let ordinary = match self.metric.unit() {
            Unit::Money => 10_000_000,
            Unit::Level(_) | Unit::Category(_) => 2,
            Unit::Flag => 1,
            _ => 10,
        };
        let change = self.value(steps).saturating_sub(self.from).saturating_abs();
        change.saturating_mul(1_000).div_euclid(self.from.max(ordinary).max(1))
    }
}
