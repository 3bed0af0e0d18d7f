//! Work to be done after an act.

use shared::timestamp::Timestamp;

use super::BorrowerId;
use crate::store::at_rest::at_rest;

/// Work to be done after the act that orders it.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// The job's identifier.
    pub job: String,
    /// What to do.
    pub kind: String,
    /// To what; one job per kind and subject.
    pub subject: String,
    /// Not before.
    pub due_at: Timestamp,
}

/// Takes the next job that is due.
#[derive(Clone, Debug)]
pub struct LeaseJob {
    /// Now.
    pub at: Timestamp,
    /// Until when nobody else may take it.
    pub leased_until: Timestamp,
}

/// Work to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// On whose behalf.
    pub borrower: BorrowerId,
    /// The job's identifier.
    pub job: String,
    /// What to do.
    pub kind: String,
    /// To what.
    pub subject: String,
    /// How often it has been tried before.
    pub attempts: i64,
}

/// Marks a job done.
#[derive(Clone, Debug)]
pub struct FinishJob {
    /// On whose behalf.
    pub borrower: BorrowerId,
    /// Which job.
    pub job: String,
    /// Now.
    pub at: Timestamp,
}

/// Puts a job off after a failure.
#[derive(Clone, Debug)]
pub struct PostponeJob {
    /// On whose behalf.
    pub borrower: BorrowerId,
    /// Which job.
    pub job: String,
    /// Not before.
    pub due_at: Timestamp,
    /// A stable word for what went wrong; no personal data.
    pub failure: String,
}

/// Orders work by itself, such as the next in a chain.
#[derive(Clone, Debug)]
pub struct OrderWork {
    /// On whose behalf.
    pub borrower: BorrowerId,
    /// What to do.
    pub jobs: Vec<NewJob>,
}

at_rest! {
    LeaseJob of nobody {}
    FinishJob of borrower {}
    PostponeJob of borrower {}
    OrderWork of borrower {}
}

acts! {
    /// Orders work by itself.
    order_work(OrderWork) -> ();
    /// Takes the next job that is due, if any.
    lease_job(LeaseJob) -> Option<Job>;
    /// Marks a job done.
    finish_job(FinishJob) -> ();
    /// Puts a job off after a failure.
    postpone_job(PostponeJob) -> ();
}
