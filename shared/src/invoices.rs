//! Invoices as the platform lists them, and the figures they come to.
//!
//! A number counts once, however often it is listed; how many lines repeat one is a figure of its own
//! ([`Metric::DuplicateInvoices`]), which a decision asks about.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::add_months;
use crate::facts::Metric;
use crate::identifier::InvoiceNumber;
use crate::money::Money;
use crate::rounding::Rounding;

/// One invoice the business issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invoice {
    /// Its number.
    pub number: InvoiceNumber,
    /// When it was issued.
    #[serde(with = "crate::date_text")]
    pub issued_on: NaiveDate,
    /// Whom it was issued to.
    pub buyer: String,
    /// How much, tax included; not below zero.
    pub amount: Money,
    /// Cancelled or reversed since.
    #[serde(default)]
    pub cancelled: bool,
}

/// Why a list of invoices cannot be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvoicesError {
    /// An invoice issued after the day the list is of.
    #[error("an invoice is of a later day than the list")]
    Later,
    /// An amount below zero; reversals are marked, not negative.
    #[error("an amount is below zero")]
    Negative,
    /// The amounts do not fit.
    #[error("the amounts come to too much")]
    TooMuch,
}

/// The figures a list comes to on `as_of`, each with its metric; what cannot be said of it is absent.
///
/// Twelve months are those that end with `as_of`. The longest gap includes the days since the latest
/// invoice. Cancelled invoices count only toward the share of cancelled ones.
///
/// # Rounding
/// Percentages half up to the whole per cent.
///
/// # Errors
/// [`InvoicesError`].
pub fn figures(
    invoices: &[Invoice],
    as_of: NaiveDate,
) -> Result<Vec<(Metric, i64)>, InvoicesError> {
    if invoices.iter().any(|invoice| invoice.issued_on > as_of) {
        return Err(InvoicesError::Later);
    }
    if invoices.iter().any(|invoice| invoice.amount.is_negative()) {
        return Err(InvoicesError::Negative);
    }
    let mut numbers = BTreeSet::new();
    let (once, again): (Vec<&Invoice>, Vec<&Invoice>) =
        invoices.iter().partition(|invoice| numbers.insert(&invoice.number));
    let standing: Vec<&Invoice> = once.iter().copied().filter(|one| !one.cancelled).collect();
    let year = Span::months_to(as_of, 12);
    let of_year = || standing.iter().copied().filter(|one| year.holds(one.issued_on));
    let sales = sum(of_year())?;
    let mut figures = vec![
        (Metric::InvoicedSales12Months, sales.fen()),
        (Metric::DuplicateInvoices, count(again.len())),
    ];
    let first = standing.iter().map(|one| one.issued_on).min();
    figures.extend(first.map(|first| (Metric::MonthsInvoicing, whole_months(first, as_of))));
    let gap = longest_gap(of_year().map(|one| one.issued_on), as_of);
    figures.extend(gap.map(|days| (Metric::LongestInvoiceGap, days)));
    figures.extend(trend(&standing, as_of)?.map(|percent| (Metric::InvoiceTrend, percent)));
    let all_of_year = once.iter().filter(|one| year.holds(one.issued_on)).count();
    let cancelled = once.iter().filter(|one| one.cancelled && year.holds(one.issued_on)).count();
    let cancelled = percent(count(cancelled), count(all_of_year));
    figures.extend(cancelled.map(|percent| (Metric::InvoicesCancelled, percent)));
    let largest = largest_buyer(of_year())?;
    let largest = percent(largest.fen(), sales.fen());
    figures.extend(largest.map(|percent| (Metric::LargestBuyer, percent)));
    Ok(figures)
}

/// Days after the first and up to the last.
#[derive(Clone, Copy)]
struct Span(NaiveDate, NaiveDate);

impl Span {
    fn months_to(last: NaiveDate, months: i32) -> Self {
        let back = months.saturating_neg();
        Self(add_months(last, back).unwrap_or(NaiveDate::MIN), last)
    }

    fn holds(self, day: NaiveDate) -> bool {
        self.0 < day && day <= self.1
    }
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

fn sum<'a>(invoices: impl Iterator<Item = &'a Invoice>) -> Result<Money, InvoicesError> {
    Money::checked_sum(invoices.map(|one| one.amount)).ok_or(InvoicesError::TooMuch)
}

/// `part` in per cent of `whole`; nothing when there is no whole.
fn percent(part: i64, whole: i64) -> Option<i64> {
    let hundredfold = i128::from(part).saturating_mul(100);
    if whole <= 0 {
        return None;
    }
    Rounding::HalfUp.div(hundredfold, i128::from(whole)).and_then(|share| share.try_into().ok())
}

fn whole_months(first: NaiveDate, last: NaiveDate) -> i64 {
    let reached = |months: &i32| add_months(first, *months).is_some_and(|day| day <= last);
    (1..=1_200).take_while(reached).last().map_or(0, i64::from)
}

fn longest_gap(days: impl Iterator<Item = NaiveDate>, as_of: NaiveDate) -> Option<i64> {
    let mut days: Vec<NaiveDate> = days.collect();
    days.sort_unstable();
    days.push(as_of);
    let gaps = days.windows(2).filter_map(|pair| match pair {
        [one, next] => Some(next.signed_duration_since(*one).num_days()),
        _ => None,
    });
    gaps.max()
}

/// The last three months against the same three a year before.
fn trend(standing: &[&Invoice], as_of: NaiveDate) -> Result<Option<i64>, InvoicesError> {
    let of =
        |span: Span| sum(standing.iter().copied().filter(move |one| span.holds(one.issued_on)));
    let Some(year_before) = add_months(as_of, -12) else { return Ok(None) };
    let (now, before) = (of(Span::months_to(as_of, 3))?, of(Span::months_to(year_before, 3))?);
    Ok(percent(now.fen(), before.fen()))
}

fn largest_buyer<'a>(invoices: impl Iterator<Item = &'a Invoice>) -> Result<Money, InvoicesError> {
    let mut by_buyer: BTreeMap<&str, Money> = BTreeMap::new();
    for one in invoices {
        let so_far = by_buyer.entry(&one.buyer).or_insert(Money::ZERO);
        *so_far = so_far.checked_add(one.amount).ok_or(InvoicesError::TooMuch)?;
    }
    Ok(by_buyer.into_values().max().unwrap_or(Money::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invoice(number: u32, day: &str, buyer: &str, yuan: i64) -> Invoice {
        Invoice {
            number: format!("255120000000{number:08}").parse().unwrap(),
            issued_on: day.parse().unwrap(),
            buyer: buyer.to_owned(),
            amount: Money::from_yuan(yuan).unwrap(),
            cancelled: false,
        }
    }

    fn on(day: &str, invoices: &[Invoice]) -> BTreeMap<Metric, i64> {
        figures(invoices, day.parse().unwrap()).unwrap().into_iter().collect()
    }

    #[test]
    fn a_number_listed_twice_counts_once_and_is_noticed() {
        let list = [
            invoice(1, "2026-10-01", "甲", 300),
            invoice(2, "2026-10-11", "乙", 100),
            invoice(1, "2026-10-01", "甲", 300),
        ];
        let found = on("2026-10-21", &list);
        assert_eq!(found[&Metric::InvoicedSales12Months], 40_000);
        assert_eq!(found[&Metric::DuplicateInvoices], 1);
        assert_eq!(found[&Metric::LargestBuyer], 75);
        assert_eq!(found[&Metric::LongestInvoiceGap], 10);
        assert_eq!(found[&Metric::MonthsInvoicing], 0);
        assert_eq!(found.get(&Metric::InvoiceTrend), None, "nothing a year before");
    }

    #[test]
    fn what_was_cancelled_is_a_share_and_no_sale() {
        let mut list = vec![
            invoice(1, "2025-09-15", "甲", 200),
            invoice(2, "2026-09-15", "甲", 300),
            invoice(3, "2026-09-20", "甲", 900),
        ];
        list[2].cancelled = true;
        let found = on("2026-10-15", &list);
        assert_eq!(found[&Metric::InvoicedSales12Months], 30_000);
        assert_eq!(found[&Metric::InvoicesCancelled], 50);
        assert_eq!(found[&Metric::InvoiceTrend], 150);
        assert_eq!(found[&Metric::MonthsInvoicing], 13);
        assert_eq!(found[&Metric::DuplicateInvoices], 0);
    }

    #[test]
    fn invoices_of_tomorrow_and_amounts_below_zero_are_no_list() {
        let list = [invoice(1, "2026-10-02", "甲", 1)];
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(figures(&list, day("2026-10-01")), Err(InvoicesError::Later));
        let mut negative = list;
        negative[0].amount = Money::from_fen(-1);
        assert_eq!(figures(&negative, day("2026-10-02")), Err(InvoicesError::Negative));
    }
}
