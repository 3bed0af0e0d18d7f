//! Work that follows a command: asking outside parties, deciding, moving money.
//!
//! A job is ordered in the same transaction as the command it follows, taken under a
//! lease, and done in steps that may each be repeated. Killed anywhere, it is taken up
//! again; done twice, it changes nothing the second time.

pub mod asking;
pub mod close_day;
pub mod due;
pub mod facts;
mod messages;
pub mod statement;
pub mod timestamp;

use std::time::Duration;

use shared::api::ProblemCode;
use shared::timestamp::Timestamp;

use crate::backing::confirm;
use crate::demonstration;
use crate::devices;
use crate::facilities::increase::told;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::loans::{held_money, payment, refund, settled};
use crate::store::StoreError;
use crate::store::acts::{FinishJob, Job, LeaseJob, NewJob, PostponeJob};

/// Asks outside parties about an application, then decides.
pub const GATHER_FACTS: &str = "gather_facts";

/// Has the payment rail carry out an order, then books it.
pub const CARRY_OUT: &str = "carry_out";

/// Tells a borrower by text message what happened to their account.
pub const TELL: &str = "tell";
/// Tells a borrower what came of a paper handed in for a higher limit.
pub const TELL_LIMIT: &str = "tell_limit";
/// Asks whoever can vouch for a paper.
pub const CONFIRM_PAPER: &str = "confirm_paper";
/// Has a signature time-stamped.
pub const TIMESTAMP: &str = "timestamp";
/// Has the bank's signature on a certificate time-stamped.
pub const STAMP_SETTLED: &str = "stamp_settled";

/// Nobody else takes a job for this long.
const LEASE_SECONDS: u32 = 60;

/// How often to look for due jobs when nobody says there is one.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Jobs done at the same time by one server.
const HANDS: usize = 8;

/// The longest wait between two tries, in seconds.
const WAIT_SECONDS_MAX: u32 = 60;

/// Why a job is not done yet.
#[derive(Debug)]
pub enum Postponed {
    /// An outside party gave no usable answer; the word says how.
    Outside(&'static str),
    /// Somebody has not answered yet and may take their time: not before then.
    Until(Timestamp),
    /// Something on our side.
    Ours(Failure),
}

impl From<Failure> for Postponed {
    fn from(failure: Failure) -> Self {
        Self::Ours(failure)
    }
}

impl From<StoreError> for Postponed {
    fn from(error: StoreError) -> Self {
        Self::Ours(error.into())
    }
}

/// Does jobs until the task is dropped.
pub async fn keep_working(here: Installation) {
    if let Err(failure) = close_day::order_today(&here).await {
        tracing::error!(?failure, "the closing of the day cannot be ordered");
    }
    let hands: Vec<_> = (0..HANDS).map(|_| tokio::spawn(work_alone(here.clone()))).collect();
    for hand in hands {
        if let Err(error) = hand.await {
            tracing::error!(%error, "a worker stopped");
        }
    }
}

async fn work_alone(here: Installation) {
    loop {
        let heard = here.work.notified();
        if !do_next(&here).await {
            demonstration::follow(&here).await;
            let _ = tokio::time::timeout(LOOK_EVERY, heard).await;
        }
    }
}

/// Does every job that is due now and returns how many there were.
pub async fn do_due(here: &Installation) -> usize {
    let mut done = 0;
    while do_next(here).await {
        done += 1;
    }
    done
}

/// Does the job that has been due longest; `false` when none is due.
async fn do_next(here: &Installation) -> bool {
    let now = here.now();
    let lease = LeaseJob { at: now, leased_until: now.plus_seconds(LEASE_SECONDS) };
    let job = match here.store.lease_job(lease).await {
        Ok(Some(job)) => job,
        Ok(None) => return false,
        Err(error) => {
            tracing::error!(%error, "no job can be taken");
            return false;
        }
    };
    let done = perform(here, &job).await;
    if let Err(error) = conclude(here, &job, done).await {
        tracing::error!(%error, job = job.job, "a job cannot be concluded; its lease will end");
    }
    true
}

/// Work that is due at once.
///
/// # Errors
/// [`Failure`] when there is no randomness for its identifier.
pub fn new_job(here: &Installation, kind: &str, subject: &str) -> Result<NewJob, Failure> {
    Ok(NewJob {
        job: here.identifier()?,
        kind: kind.to_owned(),
        subject: subject.to_owned(),
        due_at: here.now(),
    })
}

async fn perform(here: &Installation, job: &Job) -> Result<(), Postponed> {
    match job.kind.as_str() {
        GATHER_FACTS => facts::gather_and_decide(here, &job.borrower, &job.subject).await,
        TELL => devices::tell(here, &job.borrower, &job.subject).await,
        TELL_LIMIT => told::tell(here, &job.borrower, &job.subject).await,
        CARRY_OUT => {
            payment::settle(here, &job.borrower, &job.subject).await?;
            Ok(())
        }
        CONFIRM_PAPER => confirm::ask_and_keep(here, &job.borrower, &job.subject).await,
        TIMESTAMP => timestamp::stamp(here, &job.borrower, &job.subject).await,
        STAMP_SETTLED => settled::stamp(here, &job.borrower, &job.subject).await,
        due::REMIND => due::remind(here, &job.borrower, &job.subject).await,
        due::COLLECT => due::collect(here, &job.borrower, &job.subject).await,
        due::WATCH => due::watch(here, &job.borrower, &job.subject).await,
        statement::MAKE_STATEMENT => statement::make(here, &job.borrower, &job.subject).await,
        held_money::LOOK_AGAIN => held_money::look(here, &job.subject).await,
        refund::CARRY_BACK => refund::carry_back(here, &job.subject).await,
        close_day::CLOSE_DAY => close_day::close(here, &job.subject).await,
        other => {
            tracing::error!(kind = other, "nobody knows how to do this job");
            Ok(())
        }
    }
}

async fn conclude(
    here: &Installation,
    job: &Job,
    done: Result<(), Postponed>,
) -> Result<(), StoreError> {
    let (borrower, at) = (job.borrower.clone(), here.now());
    let failure = match done {
        Ok(()) => {
            let finish = FinishJob { borrower, job: job.job.clone(), at };
            return here.store.finish_job(finish).await;
        }
        Err(Postponed::Until(due_at)) => {
            let (job, failure) = (job.job.clone(), "awaited".to_owned());
            let postpone = PostponeJob { borrower, job, due_at, failure };
            return here.store.postpone_job(postpone).await;
        }
        Err(Postponed::Outside(word)) => word.to_owned(),
        // A borrower acted meanwhile: read again at once and decide again.
        Err(Postponed::Ours(failure)) if failure.code() == ProblemCode::VersionConflict => {
            "changed".to_owned()
        }
        Err(Postponed::Ours(failure)) => {
            tracing::error!(?failure, kind = job.kind, job = job.job, "a job failed on our side");
            "ours".to_owned()
        }
    };
    let due_at = at.plus_seconds(wait_seconds(here, job.attempts));
    here.store.postpone_job(PostponeJob { borrower, job: job.job.clone(), due_at, failure }).await
}

/// One second doubled per try, up to a minute, and up to a quarter more so that many
/// jobs that failed together do not return together.
fn wait_seconds(here: &Installation, attempts: i64) -> u32 {
    let doublings = u32::try_from(attempts.clamp(0, 6)).unwrap_or(6);
    let wait = (1_u32 << doublings).min(WAIT_SECONDS_MAX);
    let jitter = here.randomness.bytes::<1>().map_or(0, |[byte]| u32::from(byte));
    wait + wait * jitter / 1024
}
