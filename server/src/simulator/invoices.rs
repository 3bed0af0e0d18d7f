//! The simulated invoice platform. It answers with figures; a script makes it list invoices.

use shared::facts::Metric;

use super::sketch::{Known, Sketch};

/// Most sales invoiced, month after month, to many buyers.
pub(super) fn knows(Sketch { age, sales, .. }: Sketch) -> Known {
    vec![
        (Metric::InvoicedSales12Months, sales / 100 * 92),
        (Metric::MonthsInvoicing, 24 + age / 16),
        (Metric::LongestInvoiceGap, 10 + age % 40),
        (Metric::InvoiceTrend, 95 + age % 30),
        (Metric::InvoicesCancelled, 0),
        (Metric::LargestBuyer, 20 + age % 40),
        (Metric::DuplicateInvoices, 0),
    ]
}
