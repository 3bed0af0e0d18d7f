//! Tasks by name, and the steps that open, change and end them.

use shared::desk::{Matter, Outcome, Task, TaskState};
use shared::queue::ServicePromise;
use shared::timestamp::Timestamp;

use crate::applications::Case;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::store::Document;
use crate::store::acts::{DeskStep, FindApplication, StoredTask, With};

/// What concerns an application as a whole.
const CASE: &str = "case";

/// What concerns who signs.
const SIGNER: &str = "signer";

/// Cases looked after in one go at the start.
const ADOPTED_AT_ONCE: i64 = 256;

/// A task with its identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedTask {
    /// Its identifier.
    pub id: String,
    /// The task.
    pub task: Task,
}

impl NamedTask {
    /// A task as it is stored.
    ///
    /// # Errors
    /// [`Failure`] when it does not read back.
    pub fn read(stored: &StoredTask) -> Result<Self, Failure> {
        Ok(Self { id: stored.task.clone(), task: stored.document.read("task")? })
    }

    /// A task that opens now.
    ///
    /// # Errors
    /// [`Failure`] when there is no randomness for its identifier.
    pub fn new(
        here: &Installation,
        case: &Case,
        matter: Matter,
        promise: ServicePromise,
    ) -> Result<Self, Failure> {
        let application_id = case.application.id.clone();
        let task = Task { matter, application_id, promise, state: TaskState::Open };
        Ok(Self { id: here.identifier()?, task })
    }

    /// The same task, over.
    ///
    /// # Errors
    /// [`Failure`] when it is over already.
    pub fn ended(self, outcome: Outcome, at: Timestamp) -> Result<Self, Failure> {
        let closed = |_| Failure::of(shared::api::ProblemCode::TaskClosed);
        Ok(Self { task: self.task.close(outcome, at).map_err(closed)?, ..self })
    }

    /// The step that opens it.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be written.
    pub fn opened(&self) -> Result<With, Failure> {
        let promise = &self.task.promise;
        Ok(With::Desk(DeskStep::Open {
            task: self.id.clone(),
            kind: self.task.matter.kind().key(),
            subject: subject(&self.task.matter),
            referred_at: promise.referred_at,
            due_at: promise.due_at,
            document: Document::of(&self.task)?,
        }))
    }

    /// The step that writes it as it now is.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be written.
    pub fn changed(&self) -> Result<With, Failure> {
        let closed_at = match &self.task.state {
            TaskState::Open => None,
            TaskState::Closed { at, .. } => Some(*at),
        };
        Ok(With::Desk(DeskStep::Change {
            task: self.id.clone(),
            due_at: self.task.promise.due_at,
            closed_at,
            document: Document::of(&self.task)?,
        }))
    }
}

/// What a task is about, one open task for each: the case, who signs, one disputed datum, or one figure shown on paper.
fn subject(matter: &Matter) -> String {
    match matter {
        Matter::Dispute(dispute) => format!("dispute {}", dispute.metric.key()),
        Matter::Paper(shown) => format!("paper {}", shown.metric.key()),
        Matter::Signer(_) => SIGNER.to_owned(),
        Matter::Referral | Matter::Review | Matter::Visit => CASE.to_owned(),
    }
}

/// Every task about an application, oldest first.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn all_of(here: &Installation, case: &Case) -> Result<Vec<NamedTask>, Failure> {
    here.store.tasks_of(case.name()).await?.iter().map(NamedTask::read).collect()
}

/// The open task about the application as a whole, if there is one.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn of_case(here: &Installation, case: &Case) -> Result<Option<NamedTask>, Failure> {
    let is_open_case =
        |named: &NamedTask| named.task.is_open() && subject(&named.task.matter) == CASE;
    Ok(all_of(here, case).await?.into_iter().find(is_open_case))
}

/// The open task about who signs, if there is one.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
async fn about_the_signer(here: &Installation, case: &Case) -> Result<Option<NamedTask>, Failure> {
    let is_it = |named: &NamedTask| named.task.is_open() && subject(&named.task.matter) == SIGNER;
    Ok(all_of(here, case).await?.into_iter().find(is_it))
}

/// What a borrower's wish for a review opens. A case that waits already keeps the promise it has.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn for_review(
    here: &Installation,
    case: &Case,
    now: Timestamp,
) -> Result<Vec<With>, Failure> {
    let Some(waits) = of_case(here, case).await? else {
        let review = NamedTask::new(here, case, Matter::Review, promise(here, case, now))?;
        return Ok(vec![review.opened()?]);
    };
    if waits.task.matter == Matter::Review {
        return Ok(Vec::new());
    }
    let promise = waits.task.promise.clone();
    let review = NamedTask::new(here, case, Matter::Review, promise)?;
    Ok(vec![waits.ended(Outcome::Replaced, now)?.changed()?, review.opened()?])
}

/// What ends with an application that is taken back.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn taken_back(
    here: &Installation,
    case: &Case,
    now: Timestamp,
) -> Result<Vec<With>, Failure> {
    let waiting = [of_case(here, case).await?, about_the_signer(here, case).await?];
    let ended = |waits: NamedTask| waits.ended(Outcome::TakenBack, now)?.changed();
    waiting.into_iter().flatten().map(ended).collect()
}

/// The promise to a case that comes now.
pub fn promise(here: &Installation, case: &Case, now: Timestamp) -> ServicePromise {
    let application = &case.application;
    let product = here.catalogue.product(&application.product_id);
    let lane = product.and_then(|product| product.green_lane.as_ref());
    let facts = application.decision.as_ref().map(|decision| &decision.facts);
    ServicePromise::make(lane, facts.unwrap_or(&application.declared), now)
}

/// Gives a task to every referred case that has none, as those of before the desk: nobody waits
/// without somebody knowing. Returns how many there were.
///
/// # Errors
/// [`Failure`] when the store cannot be read or written.
pub async fn adopt(here: &Installation) -> Result<usize, Failure> {
    let mut adopted = 0;
    loop {
        let found = here.store.referred_without_task(ADOPTED_AT_ONCE).await?;
        if found.is_empty() {
            return Ok(adopted);
        }
        for FindApplication { borrower, application } in found {
            let case = Case::open(here, &borrower, &application).await?;
            let promise = promise(here, &case, here.now());
            let task = NamedTask::new(here, &case, Matter::Referral, promise)?;
            let mut step = case.step(here)?;
            step.with = vec![task.opened()?];
            here.store.advance_application(step).await?;
            adopted += 1;
        }
    }
}
