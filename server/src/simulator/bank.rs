//! The simulated banks where the business keeps its accounts and lodges its bills.

use shared::facts::Metric;

use super::sketch::{Known, Sketch};

/// Nearly all sales come in by bank, something always stays, bills fall due within five months.
pub(super) fn knows(Sketch { size, age, sales }: Sketch) -> Known {
    vec![
        (Metric::BankInflow12Months, sales / 100 * 95),
        (Metric::AverageBalance, sales / 100 * 3),
        (Metric::MonthsOfStatements, 18 + age / 8),
        (Metric::PledgedBills, (10 + size) * 1_000_000),
        (Metric::PledgedBillDays, 60 + age % 90),
    ]
}
