//! The simulated credit bureau, where it reports on a person.

use shared::facts::Metric;

use super::sketch::{Known, Sketch};

/// A little debt, paid on time, few queries.
pub(super) fn knows(Sketch { age, sales, .. }: Sketch) -> Known {
    vec![
        (Metric::ExistingDebt, sales / 100 * 2),
        (Metric::CurrentOverdue, 0),
        (Metric::Overdues24Months, 0),
        (Metric::SeriousOverdues24Months, 0),
        (Metric::CreditQueries6Months, age % 4),
        (Metric::CreditQueries1Month, 0),
        (Metric::NonBankLenders, 0),
        (Metric::CardUse, 20 + age % 40),
        (Metric::GuaranteesGiven, 0),
        (Metric::FirstBusinessLoan, 0),
    ]
}
