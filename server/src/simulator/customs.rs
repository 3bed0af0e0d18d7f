//! The simulated customs.

use shared::facts::Metric;

use super::sketch::{Known, Sketch};

/// Exports of a tenth of sales, no violations.
pub(super) fn knows(Sketch { age, sales, .. }: Sketch) -> Known {
    vec![
        (Metric::Exports12Months, sales / 100 * 10),
        (Metric::CustomsGrade, 2 + age % 3),
        (Metric::CustomsViolations24Months, 0),
    ]
}
