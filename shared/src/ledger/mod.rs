//! The bank's own books: every movement of money posts a double entry.
//!
//! A loan's book has a [`Position`] in the ledger, each account worked out from another part of the
//! book: what is owed from balances and arrears, what was earned from the stretches of days, what came
//! in from the receipts. An [`Entry`] is what leads from the position before an act to the one after
//! it. So a backdated event corrects by itself, and every position and entry adding up to zero says
//! that earning, owing and paying agree. Invariants, tested over random histories:
//!
//! * the postings of every entry add up to zero, and so does every position;
//! * the entries of a loan, added up, are the position of its book rebuilt from all its events.
//!
//! Debits are positive, credits negative. Interest is recognised up to the day of an act with the act;
//! between acts [`Position::of`] gives what has accrued by any day.
//!
//! Start reading at [`entry_of_act`].

mod account;
mod entry;
mod outside;
mod position;

pub use account::Account;
pub use entry::{Entry, EntryError, TrialBalance};
pub use outside::{held, pool, released};
pub use position::Position;

use crate::calendar::Calendar;
use crate::loan::{LoanBook, LoanError, LoanEvent};
use chrono::NaiveDate;

/// Why an act cannot be entered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// The events make no book.
    #[error("the loan's events make no book")]
    Loan(#[from] LoanError),
    /// The postings are no entry.
    #[error("the postings are no entry")]
    Entry(#[from] EntryError),
}

/// The entry of an act that takes a loan's events from `before` to `after`; none when it moves
/// nothing between accounts.
///
/// # Rounding
/// None of its own: every amount is one the loan's book gives.
///
/// # Errors
/// [`LedgerError`]: events that make no book, or a book that does not balance, which is a fault.
pub fn entry_of_act(
    before: &[LoanEvent],
    after: &[LoanEvent],
    calendar: &Calendar,
) -> Result<Option<Entry>, LedgerError> {
    let start = position_at_last(before, calendar)?;
    let end = position_at_last(after, calendar)?;
    let on = last_day(after).or_else(|| last_day(before)).unwrap_or(NaiveDate::MIN);
    Ok(Entry::between(on, &start, &end)?)
}

/// The entries of a whole life, act by act in the order the events are given.
///
/// # Errors
/// As [`entry_of_act`].
pub fn journal(events: &[LoanEvent], calendar: &Calendar) -> Result<Vec<Entry>, LedgerError> {
    let mut entries = Vec::new();
    let mut position = Position::default();
    for known in 1..=events.len() {
        let so_far = events.get(..known).unwrap_or_default();
        let next = position_at_last(so_far, calendar)?;
        let on = last_day(so_far).unwrap_or(NaiveDate::MIN);
        entries.extend(Entry::between(on, &position, &next)?);
        position = next;
    }
    Ok(entries)
}

/// The position on the day of the last event.
fn position_at_last(events: &[LoanEvent], calendar: &Calendar) -> Result<Position, LedgerError> {
    match last_day(events) {
        None => Ok(Position::default()),
        Some(day) => Ok(Position::of(&LoanBook::rebuild(events, day, calendar)?)?),
    }
}

fn last_day(events: &[LoanEvent]) -> Option<NaiveDate> {
    events.iter().map(|event| event.on).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan::{LoanEventKind, Servicing};
    use crate::money::Money;
    use crate::rate::AnnualRate;
    use crate::schedule::{RepaymentMethod, TermMonths, Terms};

    fn date(text: &str) -> NaiveDate {
        crate::date_text::parse(text).unwrap()
    }

    fn yuan(amount: i64) -> Money {
        Money::from_yuan(amount).unwrap()
    }

    fn drawn() -> LoanEvent {
        let terms = Terms::new(
            yuan(100_000),
            AnnualRate::from_basis_points(360).unwrap(),
            date("2026-01-15"),
            TermMonths::new(12).unwrap(),
            RepaymentMethod::AnyTime,
        );
        LoanEvent::drawn(terms, Servicing::default())
    }

    fn postings(entry: &Entry) -> Vec<(Account, i64)> {
        entry.postings().map(|(account, amount)| (account, amount.fen() / 100)).collect()
    }

    #[test]
    fn a_draw_and_a_payment_read_as_an_accountant_writes_them() {
        let events = [drawn(), LoanEvent::paid(date("2026-01-25"), 0, yuan(40_100))];
        let entries = journal(&events, &Calendar::china()).unwrap();
        let expected: [&[(Account, i64)]; 2] = [
            &[(Account::LoanPrincipal, 100_000), (Account::CashClearing, -100_000)],
            &[
                (Account::LoanPrincipal, -40_000),
                (Account::CashClearing, 40_100),
                (Account::InterestIncome, -100),
            ],
        ];
        assert_eq!(entries.iter().map(postings).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn interest_that_is_earned_and_not_paid_stands_as_receivable() {
        let rate = AnnualRate::from_basis_points(180).unwrap();
        let kind = LoanEventKind::RateChanged { annual_rate: rate };
        let changed = LoanEvent { on: date("2026-01-25"), sequence: 0, kind };
        let entries = journal(&[drawn(), changed], &Calendar::china()).unwrap();
        let earned = [(Account::InterestReceivable, 100), (Account::InterestIncome, -100)];
        assert_eq!(postings(&entries[1]), earned);
    }

    #[test]
    fn a_backdated_payment_corrects_what_was_posted_too_much() {
        let late = LoanEvent::paid(date("2026-02-04"), 0, yuan(1_000));
        let known_later = LoanEvent::paid(date("2026-01-25"), 0, yuan(50_100));
        let events = [drawn(), late, known_later];
        let entries = journal(&events, &Calendar::china()).unwrap();
        // 10 days at 5.00 instead of 10.00: 50.00 less was earned than was posted.
        let correction: i64 = entries[2]
            .postings()
            .filter(|(account, _)| *account == Account::InterestIncome)
            .map(|(_, amount)| amount.fen())
            .sum();
        assert_eq!(correction, 5_000);
        let mut books = TrialBalance::default();
        for entry in &entries {
            books.add(entry).unwrap();
            assert!(books.is_balanced());
        }
        let rebuilt = position_at_last(&events, &Calendar::china()).unwrap();
        assert_eq!(books.position(), &rebuilt);
    }

    #[test]
    fn a_renewal_moves_no_cash_between_the_two_loans_together() {
        let on = date("2027-01-05");
        let mut old = vec![drawn()];
        old.push(LoanEvent::paid(on, 0, yuan(3_550)));
        let kind = LoanEventKind::Renewed { principal: yuan(100_000) };
        let mut renewed = old.clone();
        renewed.push(LoanEvent { on, sequence: 1, kind });
        let calendar = Calendar::china();
        let settled = entry_of_act(&old, &renewed, &calendar);
        let LoanEventKind::Drawn(agreed) = drawn().kind else { panic!() };
        let terms = Terms { start: on, ..agreed.terms };
        let new = [LoanEvent::drawn(terms, agreed.servicing)];
        let opened = entry_of_act(&[], &new, &calendar);
        let mut books = TrialBalance::default();
        books.add(&settled.unwrap().unwrap()).unwrap();
        books.add(&opened.unwrap().unwrap()).unwrap();
        assert_eq!(books.position().of_account(Account::CashClearing), Money::ZERO);
    }
}
