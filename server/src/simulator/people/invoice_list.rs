//! The invoices of a demonstration, one by one.

use chrono::{Datelike, NaiveDate};
use shared::calendar::{add_months, day_in_month};
use shared::invoices::Invoice;
use shared::money::Money;

/// Months the list goes back.
const MONTHS: i32 = 30;

/// Each month: the day, the buyer and the amount in yuan.
const EVERY_MONTH: [(u32, &str, i64); 3] =
    [(5, "泸州大润批发市场", 90_000), (15, "江阳区第一食堂", 80_000), (25, "泸州长江酒店", 60_000)];

/// Invoices issued up to `as_of`, oldest first; the two latest stand there twice.
pub(super) fn with_two_listed_twice(as_of: NaiveDate) -> Vec<Invoice> {
    let mut invoices: Vec<Invoice> = (0..=MONTHS)
        .rev()
        .filter_map(|back| add_months(as_of, -back))
        .flat_map(|month| EVERY_MONTH.iter().filter_map(move |one| invoice(month, *one)))
        .filter(|invoice| invoice.issued_on <= as_of)
        .collect();
    let again = invoices.iter().rev().take(2).cloned().collect::<Vec<_>>();
    invoices.extend(again);
    invoices
}

fn invoice(month: NaiveDate, (day, buyer, yuan): (u32, &str, i64)) -> Option<Invoice> {
    let issued_on = day_in_month(month, day)?;
    // A digital invoice's number: year, region, and a running number of eleven digits.
    let number = format!(
        "{:02}5105000{:02}{:02}{:07}",
        issued_on.year().rem_euclid(100),
        issued_on.month(),
        day,
        yuan
    );
    let number = number.parse().ok()?;
    Some(Invoice {
        number,
        issued_on,
        buyer: buyer.to_owned(),
        amount: Money::from_yuan(yuan)?,
        cancelled: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::facts::Metric;
    use shared::invoices::figures;

    #[test]
    fn the_list_comes_to_sound_figures_and_two_duplicates_on_any_day() {
        for day in ["2026-11-23", "2027-02-28", "2028-02-29", "2026-01-01"] {
            let as_of = day.parse().unwrap();
            let found = figures(&with_two_listed_twice(as_of), as_of).unwrap();
            let value = |metric| found.iter().find(|(one, _)| *one == metric).unwrap().1;
            assert_eq!(value(Metric::InvoicedSales12Months), 276_000_000, "{day}");
            assert_eq!(value(Metric::DuplicateInvoices), 2);
            assert!(value(Metric::LongestInvoiceGap) <= 15 && value(Metric::MonthsInvoicing) >= 28);
            assert_eq!(value(Metric::InvoiceTrend), 100);
        }
    }
}
