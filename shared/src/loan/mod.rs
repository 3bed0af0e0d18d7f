//! The life of one loan, as a pure fold over dated events.
//!
//! [`LoanBook::rebuild`] is the only way to a book, so a backdated event, a preview and a
//! booking are the same computation. Invariants, tested over random lives:
//!
//! * rebuilt from the same events in any order, the book is the same;
//! * principal repaid plus principal outstanding equals what was drawn (plus financed
//!   fees and interest that joined the principal);
//! * what [`LoanBook::payoff`] says for a day settles the loan on that day, to the fen;
//! * of every payment, fee + penalty + interest + principal + surplus is the payment.
//!
//! A day begins with what falls due on it; then its events follow by sequence. What falls
//! due on a day is on time until that day ends. Interest runs on principal not yet due;
//! overdue principal bears the penalty rate instead. Each stretch of days between two
//! settlements of interest is rounded once, by the terms' rounding.
//!
//! Start reading at [`LoanBook::rebuild`]; `book` holds the fold.

mod arrear;
mod book;
mod due;
mod error;
mod event;
mod interest_book;
#[cfg(feature = "every-product")]
mod interest_line;
mod owing;
mod payment;
mod planning;
mod receipt;
mod servicing;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use arrear::penalty_rate;
pub use due::FallenDue;
pub use error::LoanError;
pub use event::{Drawn, LoanEvent, LoanEventKind};
pub use interest_book::InterestDay;
#[cfg(feature = "every-product")]
pub use interest_line::{Change, InterestLine};
pub use receipt::{NextDue, Owed, PaidBy, Receipt};
pub use servicing::{AfterPrepayment, Component, Servicing};

use book::Book;

use crate::calendar::Calendar;
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::schedule::{Instalment, Terms};

/// Where a loan stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoanStatus {
    /// Nothing is past its due date.
    Performing,
    /// Something is past its due date.
    Overdue {
        /// The earliest unpaid due date; the first day overdue is the day after.
        #[serde(with = "crate::date_text")]
        since: NaiveDate,
    },
    /// Nothing is owed any more.
    Settled {
        /// The day of the last payment.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
    },
}

/// One loan on one day.
#[derive(Clone, Debug)]
pub struct LoanBook {
    book: Book,
    status: LoanStatus,
    due: Owed,
    payoff: Owed,
}

impl LoanBook {
    /// The loan as of the end of `as_of`, from its events in any order.
    ///
    /// Events after `as_of` are left out, so any day can be looked at again.
    ///
    /// # Rounding
    /// Interest of each stretch between settlements once, penalty interest of each arrear
    /// once, by the terms' rounding.
    ///
    /// # Errors
    /// [`LoanError`]; a payment above what is owed is no error but a surplus in its
    /// receipt, since a backdated event may make it so.
    pub fn rebuild(
        events: &[LoanEvent],
        as_of: NaiveDate,
        calendar: &Calendar,
    ) -> Result<Self, LoanError> {
        let ordered = ordered(events, as_of)?;
        let (first, rest) = ordered.split_first().ok_or(LoanError::NotDrawn)?;
        let LoanEventKind::Drawn(drawn) = &first.kind else {
            return Err(misplaced(events, first.on));
        };
        if first.on != drawn.terms.start {
            return Err(LoanError::DrawDate { start: drawn.terms.start });
        }
        let mut book = Book::open(drawn, calendar)?;
        for event in rest {
            book.advance(event.on)?;
            book.apply(event, calendar)?;
        }
        book.advance(as_of)?;
        Self::of(book)
    }

    fn of(mut book: Book) -> Result<Self, LoanError> {
        book.refresh()?;
        let due = book.due()?;
        let payoff = book.payoff()?;
        let mut status = match book.settled_on {
            Some(on) => LoanStatus::Settled { on },
            None => LoanStatus::Performing,
        };
        for arrear in &book.arrears {
            if arrear.due_date < book.on && !arrear.is_met(book.charge())? {
                status = LoanStatus::Overdue { since: arrear.due_date };
                break;
            }
        }
        Ok(Self { book, status, due, payoff })
    }

    /// The day the book stands at.
    pub fn as_of(&self) -> NaiveDate {
        self.book.on
    }

    /// The terms as they now are, extensions and deferrals included.
    pub fn terms(&self) -> &Terms {
        &self.book.terms
    }

    /// The terms as drawn, with extensions and deferrals up to the first change of method; what
    /// was planned at the draw is laid out by them.
    pub fn planned_terms(&self) -> &Terms {
        self.book.before_change.as_ref().unwrap_or(&self.book.terms)
    }

    /// The rules of the loan's product.
    pub fn servicing(&self) -> &Servicing {
        &self.book.servicing
    }

    /// The contract rate of the day.
    pub fn annual_rate(&self) -> AnnualRate {
        self.book.rates.on(self.book.on)
    }

    /// Where the loan stands.
    pub fn status(&self) -> LoanStatus {
        self.status
    }

    /// Days past the earliest unpaid due date, 0 when nothing is overdue.
    pub fn days_past_due(&self) -> u32 {
        match self.status {
            LoanStatus::Overdue { since } => {
                u32::try_from(crate::day_count::actual_days(since, self.book.on)).unwrap_or(0)
            }
            _ => 0,
        }
    }

    /// Principal outstanding, due or not.
    pub fn principal(&self) -> Money {
        self.payoff.principal
    }

    /// Interest earned up to the day and not paid, due or not, penalty apart.
    pub fn accrued_interest(&self) -> Money {
        self.payoff.interest
    }

    /// Penalty interest up to the day, not paid.
    pub fn penalty_interest(&self) -> Money {
        self.due.penalty
    }

    /// Everything that has fallen due and is not paid.
    pub fn due(&self) -> Owed {
        self.due
    }

    /// What settles the loan today: paid today, it leaves nothing.
    pub fn payoff(&self) -> Owed {
        self.payoff
    }

    /// What will settle the loan on a later day, if nothing happens in between.
    ///
    /// # Errors
    /// [`LoanError::BeforeBook`] for a day before the book's.
    pub fn payoff_on(&self, day: NaiveDate) -> Result<Owed, LoanError> {
        if day < self.book.on {
            return Err(LoanError::BeforeBook { as_of: self.book.on });
        }
        let mut book = self.book.clone();
        book.advance(day)?;
        book.payoff()
    }

    /// What will have fallen due and not been paid by the end of a later day, if nothing is paid.
    ///
    /// # Errors
    /// [`LoanError::BeforeBook`] for a day before the book's.
    pub fn due_by(&self, day: NaiveDate) -> Result<Owed, LoanError> {
        if day < self.book.on {
            return Err(LoanError::BeforeBook { as_of: self.book.on });
        }
        let mut book = self.book.clone();
        book.advance(day)?;
        book.due()
    }

    /// The next amount to be paid; `None` when nothing is owed.
    pub fn next_due(&self) -> Option<NextDue> {
        let unmet = |arrear: &&arrear::Arrear| !arrear.is_met(self.book.charge()).unwrap_or(true);
        if let Some(arrear) = self.book.arrears.iter().find(unmet) {
            return Some(NextDue { due_date: arrear.due_date, owed: self.due });
        }
        let next = self.book.plan.iter().find(|p| !p.instalment.total.is_zero())?.instalment;
        let interest = next.interest.checked_sub(self.book.interest_paid)?.max(Money::ZERO);
        let owed = Owed::of(next.principal, interest, Money::ZERO, next.fee)?;
        Some(NextDue { due_date: next.due_date, owed })
    }

    /// All interest earned up to the day at the contract rate, paid or not.
    ///
    /// Interest asked for at a due date that a holiday moved before the period's end counts
    /// with it.
    ///
    /// # Rounding
    /// Each stretch between settlements once, by the terms' rounding.
    ///
    /// # Errors
    /// [`LoanError::Overflow`] only for absurd amounts.
    pub fn earned_interest(&self) -> Result<Money, LoanError> {
        self.book.earned_interest()
    }

    /// All penalty interest counted up to the day, paid or not.
    ///
    /// # Rounding
    /// That of each arrear once, by the terms' rounding.
    ///
    /// # Errors
    /// [`LoanError::Overflow`] only for absurd amounts.
    pub fn earned_penalty(&self) -> Result<Money, LoanError> {
        self.book.earned_penalty()
    }

    /// Everything that has fallen due so far, in the order it did, met or not.
    pub fn fallen_due(&self) -> &[FallenDue] {
        &self.book.dues
    }

    /// Upfront fees that were added to the debt at the draw.
    pub fn financed_fee(&self) -> Money {
        self.book.financed_fee
    }

    /// Interest of the instalments still to fall due that was paid already.
    pub fn paid_ahead(&self) -> Money {
        self.book.interest_paid
    }

    /// The instalments still to fall due, ascending; what was paid ahead of their
    /// interest is not deducted.
    pub fn upcoming(&self) -> impl Iterator<Item = &Instalment> {
        self.book.plan.iter().map(|planned| &planned.instalment)
    }

    /// What the instalments still to fall due ask for, ascending, less what was paid ahead of their
    /// interest.
    pub fn still_to_pay(&self) -> impl Iterator<Item = Instalment> {
        let mut ahead = self.book.interest_paid;
        self.book.plan.iter().map(move |planned| {
            let Instalment { principal, interest, total, .. } = planned.instalment;
            // Interest that joins the principal is not asked for.
            let asked = if principal.is_negative() { Money::ZERO } else { interest };
            let met = ahead.min(asked);
            ahead = ahead.checked_sub(met).unwrap_or(Money::ZERO);
            let less = |amount: Money| amount.checked_sub(met).unwrap_or(amount);
            Instalment { interest: less(interest), total: less(total), ..planned.instalment }
        })
    }

    /// How each payment was applied, in the order they counted.
    pub fn receipts(&self) -> &[Receipt] {
        &self.book.receipts
    }

    /// The interest book: each day from `from` up to, not including, `to`, as far as the
    /// book stands.
    ///
    /// # Errors
    /// [`LoanError::Overflow`] only for absurd amounts.
    pub fn interest_days(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<InterestDay>, LoanError> {
        interest_book::days(&self.book, from, to)
    }

    /// The interest book to the last detail, as far as the book stands: what each night from
    /// `from` up to, not including, `to` earned on which balance, and everything that changed it.
    ///
    /// `events` are those the book was built from.
    ///
    /// # Errors
    /// [`LoanError::Overflow`] only for absurd amounts.
    #[cfg(feature = "every-product")]
    pub fn interest_lines(
        &self,
        events: &[LoanEvent],
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<InterestLine>, LoanError> {
        interest_line::lines(&self.book, events, from, to)
    }
}

/// How a payment of `amount` on `on` would be applied, after the events of that day.
///
/// The same fold as booking it: book the payment and the receipt is this one.
///
/// # Errors
/// [`LoanError::PaymentAbovePayoff`] when it is more than settles the loan that day;
/// otherwise as [`LoanBook::rebuild`].
pub fn preview_payment(
    events: &[LoanEvent],
    on: NaiveDate,
    amount: Money,
    calendar: &Calendar,
) -> Result<Receipt, LoanError> {
    let before = LoanBook::rebuild(events, on, calendar)?;
    let payoff = before.payoff().total;
    if amount > payoff {
        return Err(LoanError::PaymentAbovePayoff { payoff });
    }
    let sequence = next_sequence(events, on);
    let mut book = before.book;
    book.apply(&LoanEvent::paid(on, sequence, amount), calendar)?;
    book.receipts.pop().ok_or(LoanError::PaymentNotPositive)
}

/// The sequence of a further event on `on`.
pub fn next_sequence(events: &[LoanEvent], on: NaiveDate) -> u32 {
    events
        .iter()
        .filter(|event| event.on == on)
        .map(|event| event.sequence.saturating_add(1))
        .max()
        .unwrap_or(0)
}

/// The events up to `as_of` by day and sequence.
fn ordered(events: &[LoanEvent], as_of: NaiveDate) -> Result<Vec<&LoanEvent>, LoanError> {
    let mut ordered: Vec<&LoanEvent> = events.iter().filter(|event| event.on <= as_of).collect();
    ordered.sort_by_key(|event| (event.on, event.sequence));
    for (a, b) in ordered.iter().zip(ordered.iter().skip(1)) {
        if (a.on, a.sequence) == (b.on, b.sequence) {
            return Err(LoanError::DuplicateSequence { on: a.on, sequence: a.sequence });
        }
    }
    Ok(ordered)
}

/// Why the first event is not a draw.
fn misplaced(events: &[LoanEvent], on: NaiveDate) -> LoanError {
    let drawn = events.iter().any(|event| matches!(event.kind, LoanEventKind::Drawn(_)));
    if drawn { LoanError::BeforeDraw { on } } else { LoanError::NotDrawn }
}

#[cfg(test)]
mod tests;
