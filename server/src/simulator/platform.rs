//! The simulated chain company, which is a trading platform as well.

use shared::facts::Metric;

use super::sketch::{Known, Sketch};

/// On the list of partners for years; orders, receivables and payables confirmed, no disputes.
pub(super) fn knows(Sketch { size, age, sales }: Sketch) -> Known {
    vec![
        (Metric::ConfirmedReceivables, (20 + size) * 1_000_000),
        (Metric::ReceivableDays, 60 + age % 90),
        (Metric::ListedPayables, (20 + size) * 1_000_000),
        (Metric::ConfirmedOrders, (30 + size) * 1_000_000),
        (Metric::OrdersPrepaid, (30 + size) * 200_000),
        (Metric::MonthsTrading, 18 + age / 8),
        (Metric::Traded12Months, sales / 100 * 60),
        (Metric::Disputes12Months, 0),
        (Metric::ListedPartner, 1),
    ]
}
