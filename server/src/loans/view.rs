//! A loan as of today: the book is folded from its events each time it is looked at.

use axum::Json;
use axum::extract::{Path, State};
use chrono::{Days, NaiveDate};
use shared::api::{InterestDayView, LoanStatusView, LoanSummary, LoanView, MovementView};
use shared::calendar::Calendar;
use shared::day_count::DayCount;
use shared::interest::interest_for_days;
use shared::loan::{LoanBook, LoanEvent, LoanStatus, Receipt};
use shared::money::Money;
use shared::rounding::Rounding;
use shared::schedule::Schedule;

use super::{Loan, LoanRecord};
use crate::adapters::Party;
use crate::as_of::AsOf;
use crate::facilities::{Facility, drawn_on, limit_on};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::SignedIn;

/// Days of the interest book that are shown.
const INTEREST_DAYS: u64 = 31;

/// One loan as of today, or of a past day.
///
/// # Errors
/// [`Failure`] when it is not this borrower's, or was not drawn by that day.
pub async fn get(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    as_of: AsOf,
) -> Result<Json<LoanView>, Failure> {
    let loan = Loan::open(&here, &who.borrower, &id).await?;
    let Some(day) = as_of.0 else { return Ok(Json(view(&here, &loan).await?)) };
    if day < loan.record.terms.start {
        return Err(AsOf::before_it_began());
    }
    let facility = Facility::open(&here, &loan.borrower, &loan.record.facility_id).await?;
    let drawn = drawn_on(&here, &facility, day).await?;
    let available = facility.record.revolving(limit_on(&here, &facility, day).await?, drawn, day);
    Ok(Json(view_on(&here, &loan.id, &loan.record, &loan.events, available, day)?))
}

/// A loan with what its facility has left.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn view(here: &Installation, loan: &Loan) -> Result<LoanView, Failure> {
    let facility = Facility::open(here, &loan.borrower, &loan.record.facility_id).await?;
    let available = facility.record.revolving(facility.limit, facility.drawn, here.today());
    view_of(here, &loan.id, &loan.record, &loan.events, available)
}

/// A loan in a list.
///
/// # Errors
/// [`Failure`] when the events do not make a book.
pub fn summary(loan: &Loan, today: NaiveDate) -> Result<LoanSummary, Failure> {
    let book = book_on(&loan.events, today)?;
    let payoff = book.as_ref().map(LoanBook::payoff);
    let beyond = payoff.and_then(|owed| owed.total.checked_sub(owed.principal));
    Ok(LoanSummary {
        loan_id: loan.id.clone(),
        drawn: loan.record.terms.principal,
        drawn_on: loan.record.terms.start,
        principal: principal(&loan.record, book.as_ref()),
        interest: beyond.unwrap_or(Money::ZERO),
        next: book.as_ref().and_then(LoanBook::next_due),
        status: status(&loan.record, book.as_ref()),
    })
}

/// The book as of a day; none until the money has arrived.
///
/// # Errors
/// [`Failure`] when the events do not make a book.
pub fn book_on(events: &[LoanEvent], today: NaiveDate) -> Result<Option<LoanBook>, Failure> {
    if events.iter().all(|event| event.on > today) {
        return Ok(None);
    }
    LoanBook::rebuild(events, today, &Calendar::china()).map(Some).map_err(Failure::internal)
}

/// The earliest due date any of the borrower's loans that `counts` is overdue since.
///
/// # Errors
/// [`Failure`] when the store cannot be read, or events make no book.
pub async fn overdue_since(
    here: &Installation,
    borrower: &str,
    counts: impl Fn(&Loan) -> bool,
) -> Result<Option<NaiveDate>, Failure> {
    let mut earliest = None;
    for loan in Loan::all(here, borrower).await?.iter().filter(|loan| counts(loan)) {
        let status = book_on(&loan.events, here.today())?.map(|book| book.status());
        if let Some(LoanStatus::Overdue { since }) = status {
            earliest = Some(earliest.map_or(since, |before: NaiveDate| before.min(since)));
        }
    }
    Ok(earliest)
}

fn principal(record: &LoanRecord, book: Option<&LoanBook>) -> Money {
    match book {
        Some(book) => book.principal(),
        None if record.refused_on.is_some() => Money::ZERO,
        None => record.terms.principal,
    }
}

fn status(record: &LoanRecord, book: Option<&LoanBook>) -> LoanStatusView {
    match (book.map(LoanBook::status), record.refused_on) {
        (Some(LoanStatus::Performing), _) => LoanStatusView::Performing,
        (Some(LoanStatus::Overdue { since }), _) => LoanStatusView::Overdue { since },
        (Some(LoanStatus::Settled { on }), _) => LoanStatusView::Settled { on },
        (None, Some(on)) => LoanStatusView::PayoutRefused { on },
        (None, None) => LoanStatusView::Disbursing,
    }
}

/// A loan from its record and events.
///
/// # Errors
/// [`Failure`] when they do not make a book, which is a fault on our side.
pub fn view_of(
    here: &Installation,
    id: &str,
    record: &LoanRecord,
    events: &[LoanEvent],
    available: Option<Money>,
) -> Result<LoanView, Failure> {
    view_on(here, id, record, events, available, here.today())
}

fn view_on(
    here: &Installation,
    id: &str,
    record: &LoanRecord,
    events: &[LoanEvent],
    available: Option<Money>,
    today: NaiveDate,
) -> Result<LoanView, Failure> {
    let book = book_on(events, today)?;
    let terms = book.as_ref().map_or(&record.terms, LoanBook::terms);
    // Another method that was agreed later changes what is still to come, which the loan's
    // standing tells.
    let planned = book.as_ref().map_or(&record.terms, LoanBook::planned_terms);
    let annual_rate = book.as_ref().map_or(record.terms.annual_rate, LoanBook::annual_rate);
    let principal = principal(record, book.as_ref());
    let payoff = book.as_ref().map_or(principal, |book| book.payoff().total);
    let interest = payoff.checked_sub(principal).unwrap_or(Money::ZERO);
    let due = book.as_ref().map_or(Money::ZERO, |book| book.due().principal);
    let bears = principal.checked_sub(due).unwrap_or(principal);
    let per_day = interest_for_days(bears, annual_rate, 1, DayCount::Act360, Rounding::HalfUp);
    Ok(LoanView {
        loan_id: id.to_owned(),
        facility_id: record.facility_id.clone(),
        product_name: record.product_name.clone(),
        drawn: record.terms.principal,
        drawn_on: record.terms.start,
        arrived_at: record.arrived_at,
        simulated: here.outside.is_simulated(Party::Payment),
        purpose: record.purpose.clone(),
        draw: record.draw.view(),
        annual_rate,
        method: terms.method,
        status: status(record, book.as_ref()),
        today,
        principal,
        interest,
        payoff,
        interest_per_day: per_day.unwrap_or(Money::ZERO),
        schedule: Schedule::build(planned, &Calendar::china()).map_err(Failure::internal)?,
        movements: movements(record, book.as_ref()),
        interest_days: interest_days(book.as_ref(), today)?,
        available,
    })
}

/// What happened, newest first: payments, then the draw they repay.
fn movements(record: &LoanRecord, book: Option<&LoanBook>) -> Vec<MovementView> {
    let Some(book) = book else { return Vec::new() };
    let drawn = MovementView {
        on: record.terms.start,
        amount: record.terms.principal,
        principal: Money::ZERO,
        interest: Money::ZERO,
    };
    book.receipts().iter().rev().map(movement).chain([drawn]).collect()
}

fn movement(receipt: &Receipt) -> MovementView {
    let amount = receipt.amount.checked_neg().unwrap_or(Money::ZERO);
    let interest = receipt.interest.checked_add(receipt.penalty).unwrap_or(receipt.interest);
    MovementView { on: receipt.on, amount, principal: receipt.principal, interest }
}

/// Day by day, newest first.
fn interest_days(
    book: Option<&LoanBook>,
    today: NaiveDate,
) -> Result<Vec<InterestDayView>, Failure> {
    let Some(book) = book else { return Ok(Vec::new()) };
    let from = today.checked_sub_days(Days::new(INTEREST_DAYS)).unwrap_or(NaiveDate::MIN);
    let days = book.interest_days(from, today).map_err(Failure::internal)?;
    Ok(days
        .iter()
        .rev()
        .map(|day| InterestDayView {
            on: day.on,
            balance: day.principal,
            annual_rate: day.annual_rate,
            interest: exact_interest(day.principal, day.annual_rate),
        })
        .collect())
}

/// Balance × rate ÷ 360 in yuan, to four decimals, half up: the day's own interest before
/// it is added to others and rounded to the fen.
fn exact_interest(balance: Money, annual_rate: shared::rate::AnnualRate) -> String {
    // Fen × 1e-10 ÷ 360, in units of 1e-4 yuan (1e-2 fen).
    let numerator = i128::from(balance.fen()) * i128::from(annual_rate.units());
    let divisor = 360_i128 * 100_000_000;
    let units = Rounding::HalfUp.div(numerator, divisor).unwrap_or_default();
    format!("{}.{:04}", units / 10_000, units % 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_s_interest_is_balance_times_rate_by_360_to_four_decimals() {
        let rate = "0.0385".parse().unwrap();
        // 300,000 × 3.85 % ÷ 360 = 32.08333…
        assert_eq!(exact_interest(Money::from_fen(30_000_000), rate), "32.0833");
        assert_eq!(exact_interest(Money::from_fen(1), rate), "0.0000");
        assert_eq!(exact_interest(Money::ZERO, rate), "0.0000");
    }
}
