//! Closing a day: what we booked is held against the payment rail's file, and the books are checked.

use chrono::NaiveDate;
use shared::api::ProblemCode;
use shared::money::Money;
use shared::reconciliation::{Difference, Movement, MovementDirection, MovementState, reconcile};
use shared::timestamp::Timestamp;

use super::Postponed;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::store::acts::{FindMovements, KeepReconciliation, NewJob, OrderWork, StoredMovement};
use crate::store::{Document, StoreError};

/// Closes a day that is over.
pub const CLOSE_DAY: &str = "close_day";

/// Whose key the installation's own work is under.
const INSTALLATION: &str = "installation";

/// The hour of the next day, China time, by which the rail has its file.
const HOUR: u32 = 2;

/// The job that closes `day` once it is over.
///
/// # Errors
/// [`Failure`] when there is no randomness.
fn job(here: &Installation, day: NaiveDate) -> Result<NewJob, Failure> {
    let due_at = Timestamp::start_of_day_in_china(day).plus_days(1).plus_seconds(HOUR * 3600);
    Ok(NewJob { due_at, ..super::new_job(here, CLOSE_DAY, &day.to_string())? })
}

/// Orders the closing of today; what is ordered already stays as it is.
///
/// # Errors
/// [`Failure`] when the store cannot be written.
pub async fn order_today(here: &Installation) -> Result<(), Failure> {
    order(here, here.today()).await
}

async fn order(here: &Installation, day: NaiveDate) -> Result<(), Failure> {
    let act = OrderWork { borrower: INSTALLATION.to_owned(), jobs: vec![job(here, day)?] };
    Ok(here.store.order_work(act).await?)
}

/// Closes a day, and orders the closing of the next.
///
/// # Errors
/// [`Postponed`]: the rail's file could not be had, or something on our side.
pub async fn close(here: &Installation, subject: &str) -> Result<(), Postponed> {
    let day = shared::date_text::parse(subject).ok_or(Failure::of(ProblemCode::Internal))?;
    reconciled(here, day).await?;
    check_books(here).await?;
    let next = day.succ_opt().ok_or(Failure::of(ProblemCode::Internal))?;
    Ok(order(here, next).await?)
}

/// Holds a day against the rail's file and keeps every difference.
///
/// # Errors
/// [`Postponed`]: the rail's file could not be had, or something on our side.
pub async fn reconciled(here: &Installation, day: NaiveDate) -> Result<Vec<Difference>, Postponed> {
    let theirs = here.outside.payment_file(day).await.map_err(|error| {
        tracing::warn!(service = "payment", reason = error.word(), %day, "no file");
        Postponed::Outside(error.word())
    })?;
    let from = Timestamp::start_of_day_in_china(day);
    let find = FindMovements { day, from, until: from.plus_days(1) };
    let ours = here.store.movements(find).await?;
    let ours = ours.iter().map(movement).collect::<Result<Vec<_>, _>>()?;
    let differences = reconcile(&ours, &theirs);
    if !differences.is_empty() {
        let count = differences.len();
        tracing::error!(%day, count, "the payment rail's file differs from our records");
    }
    let act = KeepReconciliation {
        day,
        differences: i64::try_from(differences.len()).unwrap_or(i64::MAX),
        document: Document::of(&differences)?,
        at: here.now(),
    };
    here.store.keep_reconciliation(act).await?;
    Ok(differences)
}

fn movement(stored: &StoredMovement) -> Result<Movement, Failure> {
    let word = |text: &str| serde_json::Value::String(text.to_owned());
    let direction: MovementDirection =
        serde_json::from_value(word(&stored.direction)).map_err(Failure::internal)?;
    let state: MovementState =
        serde_json::from_value(word(&stored.state)).map_err(Failure::internal)?;
    let amount = Money::from_fen(stored.amount_fen);
    Ok(Movement { order: stored.order.clone(), direction, amount, state })
}

/// Whether debits and credits agree, entry by entry and all together. A difference is a fault on our
/// side and told as one.
///
/// # Errors
/// [`Failure`] when they do not, or the store cannot be read.
pub async fn check_books(here: &Installation) -> Result<(), Failure> {
    let unbalanced = here.store.unbalanced_entries(()).await?;
    let accounts = here.store.trial_balance(()).await?;
    let sum: i128 = accounts.iter().map(|account| i128::from(account.amount_fen)).sum();
    if unbalanced.is_empty() && sum == 0 {
        return Ok(());
    }
    tracing::error!(entries = unbalanced.len(), %sum, "the books do not balance");
    Err(Failure::internal(StoreError::Unbalanced))
}
