//! Money that is held: looked at again until it is counted or goes back.

use shared::api::ProblemCode;
use shared::calendar::Calendar;
use shared::ledger::released;
use shared::money::Money;
use shared::repayment::{Disposition, Incoming, Matched, dispose_held};
use shared::timestamp::Timestamp;

use super::incoming::{Told, applied, name_entry, named, new_refund};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::{Postponed, new_job};
use crate::store::Document;
use crate::store::acts::{ClearHeld, NewJob};

/// The job that looks again at money that is held.
pub const LOOK_AGAIN: &str = "look_at_held";

/// Seconds from one look to the next: a collection that stands in the way is over by then.
const LOOK_EVERY: u32 = 3_600;

/// The job of money that is held from now on.
///
/// # Errors
/// [`Failure`] when there is no randomness.
pub fn look_again(here: &Installation, reference: &str) -> Result<NewJob, Failure> {
    Ok(NewJob { due_at: next_look(here), ..new_job(here, LOOK_AGAIN, reference)? })
}

fn next_look(here: &Installation) -> Timestamp {
    here.now().plus_seconds(LOOK_EVERY)
}

/// Looks at the money under a reference: counts it, gives it back, or looks again later.
///
/// # Errors
/// [`Postponed`]: still held, or something on our side.
pub async fn look(here: &Installation, reference: &str) -> Result<(), Postponed> {
    let stored = here.store.find_incoming(reference.to_owned()).await?;
    let stored = stored.ok_or(Failure::of(ProblemCode::NotFound))?;
    let told: Told = stored.document.read("payment notice")?;
    let Disposition::Held { reason } = told.disposition else { return Ok(()) };
    let (notice, today) = (told.notice, here.today());
    let loan = named(here, &notice.loan).await?;
    let incoming = Incoming {
        amount: notice.amount,
        on: notice.on,
        today,
        told_before: None,
        loan: loan.as_ref().map(|loan| Matched {
            events: &loan.events,
            collecting: loan.collection_underway().is_some(),
        }),
    };
    let held = (reason, stored.told_at.date_in_china());
    let decided = dispose_held(&incoming, held, &Calendar::china()).map_err(Failure::internal)?;
    let (state, goes_back, counted) = match (&decided, &loan) {
        (Disposition::Applied { event, receipt, returned }, Some(loan)) => {
            ("applied", *returned, Some(applied(here, loan, event, receipt)?))
        }
        (Disposition::Returned { .. }, _) => ("returned", notice.amount, None),
        _ => return Err(Postponed::Until(next_look(here))),
    };
    let refund = goes_back.is_positive().then(|| new_refund(here, &notice, goes_back));
    // What goes back stays held until it is gone.
    let cleared = notice.amount.checked_sub(goes_back).unwrap_or(Money::ZERO);
    let act = ClearHeld {
        reference: stored.reference,
        state,
        entries: name_entry(here, reference, "cleared", released(today, cleared))?,
        refund: refund.transpose()?,
        document: Document::of(&Told { notice, disposition: decided })?,
        applied: counted,
        at: here.now(),
    };
    here.store.clear_held(act).await?;
    Ok(())
}
