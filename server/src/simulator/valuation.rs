//! The simulated property valuer.

use shared::facts::Metric;

use super::sketch::{Known, Sketch};

/// A property in good order, nothing on it.
pub(super) fn knows(Sketch { size, age, .. }: Sketch) -> Known {
    vec![
        (Metric::PropertyValue, (80 + size) * 1_000_000),
        (Metric::PropertyKind, age % 4),
        (Metric::PriorMortgage, 0),
        (Metric::PropertyAge, 3 + age % 20),
    ]
}
