//! The simulated payment institutions behind card terminals and QR codes.

use shared::facts::Metric;

use super::sketch::{Known, Sketch};

/// Two fifths of sales are paid by card or code.
pub(super) fn knows(Sketch { age, sales, .. }: Sketch) -> Known {
    vec![(Metric::Takings12Months, sales / 100 * 40), (Metric::MonthsOfTakings, 18 + age / 8)]
}
