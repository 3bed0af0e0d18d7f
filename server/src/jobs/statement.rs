//! Monthly statements, made on the first of the next month.

use shared::api::{NoticeKind, ProblemCode};
use shared::language::Label;
use shared::statement::Month;
use shared::timestamp::Timestamp;

use super::{Postponed, messages};
use crate::facilities::{Facility, statements};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::loans::Loan;
use crate::store::acts::{NewJob, OrderWork};

/// Makes the statement of a month that is over.
pub const MAKE_STATEMENT: &str = "make_statement";

/// The hour of the day, China time.
const HOUR: u32 = 8;

/// The job that makes a facility's statement of `month` once it is over.
///
/// # Errors
/// [`Failure`] when there is no randomness.
pub fn job(here: &Installation, facility: &str, month: Month) -> Result<NewJob, Failure> {
    let due_at = Timestamp::start_of_day_in_china(month.next().first()).plus_seconds(HOUR * 3600);
    let subject = format!("{facility}|{month}");
    Ok(NewJob { due_at, ..super::new_job(here, MAKE_STATEMENT, &subject)? })
}

/// Makes the statement, tells the borrower, and orders the next as long as anything is owed.
///
/// # Errors
/// [`Postponed`]: the message could not be sent, or something on our side.
pub async fn make(here: &Installation, borrower: &str, subject: &str) -> Result<(), Postponed> {
    let named = subject
        .split_once('|')
        .and_then(|(facility, month)| Some((facility, month.parse::<Month>().ok()?)));
    let (facility, month) = named.ok_or(Failure::of(ProblemCode::Internal))?;
    let facility = Facility::open(here, borrower, facility).await?;
    if statements::made(here, &facility, month).await?.is_none() {
        return Ok(());
    }
    let loans = Loan::all(here, borrower).await?;
    let newest = loans.iter().find(|loan| loan.record.facility_id == facility.id);
    if let Some(loan) = newest.filter(|loan| loan.record.service.reminders) {
        let text = Label::new(
            format!("{month}的对账单已生成，请查看并确认是否相符。"),
            format!("The statement of {month} is ready. Please say whether it agrees."),
        );
        messages::about(here, loan, NoticeKind::Statement, &month.to_string(), text).await?;
    }
    let next = job(here, &facility.id, month.next())?;
    let act = OrderWork { borrower: borrower.to_owned(), jobs: vec![next] };
    here.store.order_work(act).await?;
    Ok(())
}
