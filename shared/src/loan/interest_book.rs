//! The open interest book: what each day cost, for anyone to recompute.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::book::Book;
use super::error::LoanError;
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::schedule::period::{Period, Span};

/// One day of the interest book.
///
/// Interest is exact underneath and rounded once where it is settled, so a day shows the
/// difference its night made: the days of a settled stretch add up to what was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterestDay {
    /// The day; its interest is earned overnight.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// Principal that bore the contract rate.
    pub principal: Money,
    /// The contract rate that day.
    pub annual_rate: AnnualRate,
    /// Interest the day added.
    pub interest: Money,
    /// Overdue amounts that bore the penalty rate.
    pub overdue: Money,
    /// Penalty interest the day added.
    pub penalty: Money,
}

/// The days from `from` up to, not including, `to`, as far as the book stands.
pub(super) fn days(
    book: &Book,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<InterestDay>, LoanError> {
    let stretches = stretches(book);
    let mut days = Vec::new();
    let mut on = from.max(book.terms.start);
    while on < to.min(book.on) {
        let next = on.succ_opt().ok_or(LoanError::Overflow)?;
        let stretch = stretches.iter().find(|(period, _)| period.from <= on && on < period.to);
        let (principal, interest) = match stretch {
            None => (Money::ZERO, Money::ZERO),
            Some((period, balance)) => {
                let until = interest_until(book, period, *balance, next)?;
                let before = interest_until(book, period, *balance, on)?;
                (*balance, until.checked_sub(before).ok_or(LoanError::Overflow)?)
            }
        };
        let (overdue, penalty) = penalty(book, on, next)?;
        let annual_rate = book.rates.on(on);
        days.push(InterestDay { on, principal, annual_rate, interest, overdue, penalty });
        on = next;
    }
    Ok(days)
}

/// Every stretch of days over which one balance earned interest, the running one last.
pub(super) fn stretches(book: &Book) -> Vec<(Period, Money)> {
    let settled = book.history.iter().map(|stretch| (stretch.period, stretch.balance));
    settled.chain(book.current_period().map(|period| (period, book.undue))).collect()
}

/// Interest of `period` up to `day`, rounded.
fn interest_until(
    book: &Book,
    period: &Period,
    balance: Money,
    day: NaiveDate,
) -> Result<Money, LoanError> {
    if day <= period.from {
        return Ok(Money::ZERO);
    }
    let span = match period.span {
        Span::Whole => Span::Rest { days: crate::day_count::actual_days(period.from, period.to) },
        other => other,
    };
    let elapsed = Period { to: day.min(period.to), span, ..*period };
    book.interest_of(&elapsed, balance).ok_or(LoanError::Overflow)
}

fn penalty(book: &Book, on: NaiveDate, next: NaiveDate) -> Result<(Money, Money), LoanError> {
    let (mut overdue, mut penalty) = (Money::ZERO, Money::ZERO);
    for arrear in &book.arrears {
        let added = arrear
            .penalty_before(next, book.charge())
            .zip(arrear.penalty_before(on, book.charge()))
            .and_then(|(after, before)| after.checked_sub(before));
        overdue = overdue.checked_add(arrear.base_on(on)).ok_or(LoanError::Overflow)?;
        penalty = added.and_then(|added| penalty.checked_add(added)).ok_or(LoanError::Overflow)?;
    }
    Ok((overdue, penalty))
}
