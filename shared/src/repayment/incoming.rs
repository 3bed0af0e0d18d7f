//! Money that arrives from outside: counted, held or returned, never lost.

use crate::calendar::Calendar;
use crate::loan::{LoanBook, LoanError, LoanEvent, LoanStatus, Receipt, next_sequence};
use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A payment the rail tells us of.
#[derive(Clone, Copy, Debug)]
pub struct Incoming<'a> {
    /// How much.
    pub amount: Money,
    /// The day it arrived.
    pub on: NaiveDate,
    /// Today.
    pub today: NaiveDate,
    /// The amount and the day told before under the same reference, if any.
    pub told_before: Option<(Money, NaiveDate)>,
    /// The loan it names, when there is one.
    pub loan: Option<Matched<'a>>,
}

/// The loan a payment names.
#[derive(Clone, Copy, Debug)]
pub struct Matched<'a> {
    /// What has happened to it; empty while its money is on the way.
    pub events: &'a [LoanEvent],
    /// Whether a collection from the borrower's account is on its way to it.
    pub collecting: bool,
}

/// What becomes of a payment from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Disposition {
    /// Told before, word for word: nothing more happens.
    Repeated,
    /// It counts towards the loan; what is beyond what was owed goes back.
    Applied {
        /// The event it becomes.
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        event: LoanEvent,
        /// How it is applied.
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        receipt: Receipt,
        /// What goes back to whoever paid.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        returned: Money,
    },
    /// It is kept safe, and looked at again: [`dispose_held`].
    Held {
        /// Why.
        reason: HeldReason,
    },
    /// All of it goes back to whoever paid.
    Returned {
        /// Why.
        reason: ReturnedReason,
    },
}

/// Why money is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HeldReason {
    /// The same reference was told before with another amount or day.
    ReferenceConflict,
    /// It names no loan of ours.
    UnknownLoan,
    /// The loan's own money has not arrived yet.
    NotDisbursed,
    /// It is dated before the loan was drawn.
    BeforeDraw,
    /// It is dated later than today.
    InFuture,
    /// A collection for the same loan is on its way.
    CollectionUnderway,
}

/// Why money goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReturnedReason {
    /// The loan is settled.
    LoanSettled,
    /// It was held for [`HELD_DAYS`] and nothing has made clear what it is for.
    NotCleared,
}

/// Days money is held at most before it goes back to whoever paid. Source: ours.
pub const HELD_DAYS: u32 = 3;

/// Decides what becomes of a payment from outside. Every amount above zero is counted, held or
/// returned, to the fen.
///
/// It counts on the day it arrived, so that a late notice costs the borrower nothing; where something
/// has happened since that it would make too large, it counts today.
///
/// # Errors
/// [`LoanError::PaymentNotPositive`] for nothing or less, which is no payment; otherwise only what
/// makes the loan's own events no book.
pub fn dispose(incoming: &Incoming<'_>, calendar: &Calendar) -> Result<Disposition, LoanError> {
    let Incoming { amount, on, today, told_before, loan } = *incoming;
    if !amount.is_positive() {
        return Err(LoanError::PaymentNotPositive);
    }
    if let Some(before) = told_before {
        let reason = HeldReason::ReferenceConflict;
        let same = before == (amount, on);
        return Ok(if same { Disposition::Repeated } else { Disposition::Held { reason } });
    }
    let held = |reason| Ok(Disposition::Held { reason });
    let Some(Matched { events, collecting }) = loan else { return held(HeldReason::UnknownLoan) };
    let Some(drawn_on) = events.iter().map(|event| event.on).min() else {
        return held(HeldReason::NotDisbursed);
    };
    match () {
        () if on > today => return held(HeldReason::InFuture),
        () if on < drawn_on => return held(HeldReason::BeforeDraw),
        () if collecting => return held(HeldReason::CollectionUnderway),
        () => {}
    }
    let standing = LoanBook::rebuild(events, today, calendar)?;
    if let LoanStatus::Settled { .. } = standing.status() {
        return Ok(Disposition::Returned { reason: ReturnedReason::LoanSettled });
    }
    let counted = match apply(events, on, today, amount, calendar)? {
        Some(counted) => counted,
        None => apply(events, today, today, amount, calendar)?.ok_or(LoanError::Overflow)?,
    };
    let (event, receipt, returned) = counted;
    Ok(Disposition::Applied { event, receipt, returned })
}

/// Looks again at money that is held for `reason`, told of on the day `since`: what has become clear is
/// counted as [`dispose`] counts it, what has not goes back once it was held for [`HELD_DAYS`], money dated
/// ahead from its own day on. Two stories under one reference stay unclear.
///
/// # Errors
/// As [`dispose`].
pub fn dispose_held(
    incoming: &Incoming<'_>,
    (reason, since): (HeldReason, NaiveDate),
    calendar: &Calendar,
) -> Result<Disposition, LoanError> {
    let again = match reason {
        HeldReason::ReferenceConflict => Disposition::Held { reason },
        _ => dispose(incoming, calendar)?,
    };
    let held = incoming.today.signed_duration_since(since.max(incoming.on)).num_days();
    match again {
        Disposition::Held { .. } if held >= i64::from(HELD_DAYS) => {
            Ok(Disposition::Returned { reason: ReturnedReason::NotCleared })
        }
        decided => Ok(decided),
    }
}

/// The payment as an event of `on`, as far as the loan needs it; none when what happened later then
/// has too much.
fn apply(
    events: &[LoanEvent],
    on: NaiveDate,
    today: NaiveDate,
    amount: Money,
    calendar: &Calendar,
) -> Result<Option<(LoanEvent, Receipt, Money)>, LoanError> {
    let owed = LoanBook::rebuild(events, on, calendar)?.payoff().total;
    let counts = amount.min(owed);
    if !counts.is_positive() {
        return Ok(None);
    }
    let event = LoanEvent::paid(on, next_sequence(events, on), counts);
    let mut paid = events.to_vec();
    paid.push(event.clone());
    let book = match LoanBook::rebuild(&paid, today, calendar) {
        Ok(book) => book,
        // A deferral or a renewal of later days no longer fits: it counts today.
        Err(_) if on < today => return Ok(None),
        Err(error) => return Err(error),
    };
    if book.receipts().iter().any(|receipt| receipt.surplus.is_positive()) {
        return Ok(None);
    }
    let is_it = |receipt: &&Receipt| receipt.on == on && receipt.sequence == event.sequence;
    let receipt = book.receipts().iter().find(is_it).cloned().ok_or(LoanError::Overflow)?;
    let returned = amount.checked_sub(counts).ok_or(LoanError::Overflow)?;
    Ok(Some((event, receipt, returned)))
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

    /// 10,000 yuan at 3.60 %, drawn on 15 January 2026: a yuan a day.
    fn drawn() -> Vec<LoanEvent> {
        let terms = Terms::new(
            yuan(10_000),
            AnnualRate::from_basis_points(360).unwrap(),
            date("2026-01-15"),
            TermMonths::new(12).unwrap(),
            RepaymentMethod::AnyTime,
        );
        vec![LoanEvent::drawn(terms, Servicing::default())]
    }

    fn dispose_of(amount: Money, on: &str, events: Option<&[LoanEvent]>) -> Disposition {
        let loan = events.map(|events| Matched { events, collecting: false });
        let (on, today) = (date(on), date("2026-02-01"));
        let incoming = Incoming { amount, on, today, told_before: None, loan };
        dispose(&incoming, &Calendar::china()).unwrap()
    }

    #[test]
    fn what_arrives_counts_on_its_day_and_the_rest_goes_back() {
        let events = drawn();
        let Disposition::Applied { event, receipt, returned } =
            dispose_of(yuan(3_000), "2026-01-25", Some(&events))
        else {
            panic!("it counts")
        };
        assert_eq!((event.on, receipt.interest, returned), (date("2026-01-25"), yuan(10), yuan(0)));
        let Disposition::Applied { receipt, returned, .. } =
            dispose_of(yuan(12_000), "2026-01-25", Some(&events))
        else {
            panic!("it counts")
        };
        assert_eq!((receipt.amount, returned), (yuan(10_010), yuan(1_990)));
    }

    #[test]
    fn one_reference_told_twice_counts_once_and_told_otherwise_is_held() {
        let events = drawn();
        let (on, today) = (date("2026-01-25"), date("2026-02-01"));
        let loan = Some(Matched { events: &events, collecting: false });
        let told = |amount, before| {
            let incoming = Incoming { amount, on, today, told_before: Some((before, on)), loan };
            dispose(&incoming, &Calendar::china()).unwrap()
        };
        assert_eq!(told(yuan(5), yuan(5)), Disposition::Repeated);
        let reason = HeldReason::ReferenceConflict;
        assert_eq!(told(yuan(6), yuan(5)), Disposition::Held { reason });
    }

    #[test]
    fn what_fits_no_loan_is_held_or_returned() {
        let held = |reason| Disposition::Held { reason };
        let events = drawn();
        assert_eq!(dispose_of(yuan(1), "2026-01-25", None), held(HeldReason::UnknownLoan));
        assert_eq!(dispose_of(yuan(1), "2026-01-25", Some(&[])), held(HeldReason::NotDisbursed));
        assert_eq!(dispose_of(yuan(1), "2026-01-14", Some(&events)), held(HeldReason::BeforeDraw));
        assert_eq!(dispose_of(yuan(1), "2026-02-02", Some(&events)), held(HeldReason::InFuture));
        let mut settled = drawn();
        settled.push(LoanEvent::paid(date("2026-01-20"), 0, yuan(10_005)));
        let reason = ReturnedReason::LoanSettled;
        let late = dispose_of(yuan(1), "2026-01-18", Some(&settled));
        assert_eq!(late, Disposition::Returned { reason });
    }

    #[test]
    fn what_is_held_counts_once_it_is_clear_and_goes_back_after_three_days_otherwise() {
        let (events, on) = (drawn(), date("2026-02-01"));
        let look = |reason, loan, today: &str| {
            let (amount, today) = (yuan(1), date(today));
            let incoming = Incoming { amount, on, today, told_before: None, loan };
            dispose_held(&incoming, (reason, on), &Calendar::china()).unwrap()
        };
        let reason = HeldReason::CollectionUnderway;
        let loan = |collecting| Some(Matched { events: &events, collecting });
        assert_eq!(look(reason, loan(true), "2026-02-02"), Disposition::Held { reason });
        let clear = look(reason, loan(false), "2026-02-02");
        assert!(matches!(clear, Disposition::Applied { .. }), "{clear:?}");
        let back = Disposition::Returned { reason: ReturnedReason::NotCleared };
        let reason = HeldReason::UnknownLoan;
        assert_eq!(look(reason, None, "2026-02-03"), Disposition::Held { reason });
        assert_eq!(look(reason, None, "2026-02-04"), back);
        let reason = HeldReason::ReferenceConflict;
        assert_eq!(look(reason, loan(false), "2026-02-03"), Disposition::Held { reason });
        assert_eq!(look(reason, loan(false), "2026-02-04"), back);
    }

    #[test]
    fn nothing_and_less_are_no_payment() {
        for amount in [Money::ZERO, Money::from_fen(-1)] {
            let (on, today) = (date("2026-01-25"), date("2026-02-01"));
            let incoming = Incoming { amount, on, today, told_before: None, loan: None };
            let refused = dispose(&incoming, &Calendar::china());
            assert_eq!(refused, Err(LoanError::PaymentNotPositive));
        }
    }

    #[test]
    fn a_late_notice_that_would_make_a_later_payment_too_large_counts_today() {
        let mut events = drawn();
        events.push(LoanEvent::paid(date("2026-01-30"), 0, yuan(9_000)));
        // On 25 January all of it would have been owed; since then 9,000 were paid.
        let Disposition::Applied { event, receipt, returned } =
            dispose_of(yuan(5_000), "2026-01-25", Some(&events))
        else {
            panic!("it counts")
        };
        assert_eq!(event.on, date("2026-02-01"));
        assert_eq!(receipt.amount.checked_add(returned), Some(yuan(5_000)));
        assert!(returned.is_positive());
    }
}
