//! The simulated courts.

use shared::facts::Metric;

use super::sketch::{Known, Sketch};

/// Nothing is being enforced, nobody sues.
pub(super) fn knows(_: Sketch) -> Known {
    vec![(Metric::JudgmentDebtor, 0), (Metric::Suits24Months, 0)]
}
