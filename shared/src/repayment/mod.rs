//! Repaying: what a payment would do, how one amount is shared among several loans, and what becomes
//! of money that comes in from outside.
//!
//! Nothing here books anything. [`preview`] is the fold that books, looked at beforehand; so what is
//! quoted for a day is what is booked on that day, as long as nothing happens in between.

mod allocation;
mod incoming;

pub use allocation::{Allocation, Part, PartReason, allocate};
pub use incoming::{
    Disposition, HELD_DAYS, HeldReason, Incoming, Matched, ReturnedReason, dispose, dispose_held,
};

use crate::calendar::Calendar;
use crate::loan::{LoanBook, LoanError, LoanEvent, Owed, Receipt, next_sequence};
use crate::money::Money;
use crate::servicing::Outlook;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a payment would do on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RepaymentPreview {
    /// The day.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// What settles the loan on that day.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub payoff: Owed,
    /// How the payment is applied.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub receipt: Receipt,
    /// What is still to be paid on that day without the payment.
    pub before: Outlook,
    /// What is still to be paid after it.
    pub after: Outlook,
    /// What the payment saves: interest and fees that no longer arise.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub saved: Money,
}

/// What a payment of `amount`, or of everything owed, would do on `on`, if nothing else happens
/// until then.
///
/// # Rounding
/// None of its own: every amount is one the loan's book gives.
///
/// # Errors
/// As [`crate::loan::preview_payment`]; [`LoanError::BeforeDraw`] for a day before the draw and
/// [`LoanError::BeforeBook`] for a day before something that has happened already.
pub fn preview(
    events: &[LoanEvent],
    on: NaiveDate,
    amount: Option<Money>,
    calendar: &Calendar,
) -> Result<RepaymentPreview, LoanError> {
    if let Some(last) = events.iter().map(|event| event.on).max().filter(|last| on < *last) {
        let first = events.iter().map(|event| event.on).min().filter(|first| on < *first);
        return Err(match first {
            Some(_) => LoanError::BeforeDraw { on },
            None => LoanError::BeforeBook { as_of: last },
        });
    }
    let book = LoanBook::rebuild(events, on, calendar)?;
    let payoff = book.payoff();
    let amount = amount.unwrap_or(payoff.total);
    if amount > payoff.total {
        return Err(LoanError::PaymentAbovePayoff { payoff: payoff.total });
    }
    let mut paid = events.to_vec();
    paid.push(LoanEvent::paid(on, next_sequence(events, on), amount));
    let after = LoanBook::rebuild(&paid, on, calendar)?;
    let receipt = after.receipts().last().cloned().ok_or(LoanError::PaymentNotPositive)?;
    let (before, after) = (Outlook::of(&book)?, Outlook::of(&after)?);
    let still = after.total.checked_add(amount).ok_or(LoanError::Overflow)?;
    let saved = before.total.checked_sub(still).ok_or(LoanError::Overflow)?;
    Ok(RepaymentPreview { on, payoff, receipt, before, after, saved })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan::Servicing;
    use crate::rate::AnnualRate;
    use crate::schedule::{RepaymentMethod, TermMonths, Terms};

    fn date(text: &str) -> NaiveDate {
        crate::date_text::parse(text).unwrap()
    }

    fn yuan(amount: i64) -> Money {
        Money::from_yuan(amount).unwrap()
    }

    fn drawn() -> Vec<LoanEvent> {
        let terms = Terms::new(
            yuan(100_000),
            AnnualRate::from_basis_points(360).unwrap(),
            date("2026-01-15"),
            TermMonths::new(12).unwrap(),
            RepaymentMethod::AnyTime,
        );
        vec![LoanEvent::drawn(terms, Servicing::default())]
    }

    #[test]
    fn settling_early_saves_the_interest_of_the_days_that_are_left() {
        let calendar = Calendar::china();
        let today = preview(&drawn(), date("2026-01-25"), None, &calendar).unwrap();
        assert_eq!((today.payoff.total, today.receipt.interest), (yuan(100_100), yuan(100)));
        // 355 of 365 days at 10.00.
        assert_eq!((today.saved, today.after.total), (yuan(3_550), Money::ZERO));
        let half = preview(&drawn(), date("2026-01-25"), Some(yuan(50_100)), &calendar).unwrap();
        assert_eq!((half.saved, half.after.principal), (yuan(1_775), yuan(50_000)));
    }

    #[test]
    fn a_day_before_the_draw_and_one_that_is_past_are_named() {
        let mut events = drawn();
        let ask = |events: &[LoanEvent], on: &str| {
            preview(events, date(on), None, &Calendar::china()).map(|preview| preview.saved)
        };
        let on = date("2026-01-14");
        assert_eq!(ask(&events, "2026-01-14"), Err(LoanError::BeforeDraw { on }));
        events.push(LoanEvent::paid(date("2026-02-01"), 0, yuan(1_000)));
        let as_of = date("2026-02-01");
        assert_eq!(ask(&events, "2026-01-31"), Err(LoanError::BeforeBook { as_of }));
        assert!(ask(&events, "2026-02-01").is_ok());
    }

    #[test]
    fn nothing_a_fen_and_more_than_is_owed() {
        let ask = |amount| preview(&drawn(), date("2026-01-25"), Some(amount), &Calendar::china());
        assert_eq!(ask(Money::ZERO), Err(LoanError::PaymentNotPositive));
        assert_eq!(ask(Money::from_fen(-1)), Err(LoanError::PaymentNotPositive));
        let fen = ask(Money::from_fen(1)).unwrap();
        assert_eq!((fen.receipt.interest, fen.saved), (Money::from_fen(1), Money::ZERO));
        let payoff = yuan(100_100);
        let above = payoff.checked_add(Money::from_fen(1)).unwrap();
        assert_eq!(ask(above), Err(LoanError::PaymentAbovePayoff { payoff }));
    }
}
