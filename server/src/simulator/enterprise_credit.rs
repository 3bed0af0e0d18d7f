//! The simulated credit bureau, where it reports on an enterprise.

use shared::facts::Metric;

use super::sketch::{Known, Sketch};

/// Nothing overdue, one or two lenders.
pub(super) fn knows(Sketch { age, .. }: Sketch) -> Known {
    vec![(Metric::EnterpriseOverdue, 0), (Metric::EnterpriseLenders, age % 3)]
}
