//! One task on the desk, with the application it concerns.

use shared::api::ProblemCode;
use shared::facts::Facts;

use super::tasks::NamedTask;
use crate::applications::{Case, deciding};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::randomness::is_identifier;

/// A task and its application, with what is verified about it.
#[derive(Clone, Debug)]
pub struct DeskCase {
    /// The task.
    pub task: NamedTask,
    /// The application.
    pub case: Case,
    /// Everything verified about it.
    pub verified: Facts,
}

impl DeskCase {
    /// Opens one task, whosever application it concerns.
    ///
    /// # Errors
    /// [`ProblemCode::NotFound`].
    pub async fn open(here: &Installation, id: &str) -> Result<Self, Failure> {
        if !is_identifier(id) {
            return Err(Failure::of(ProblemCode::NotFound));
        }
        let stored = here.store.find_task(id.to_owned()).await?;
        let stored = stored.ok_or(Failure::of(ProblemCode::NotFound))?;
        let case = Case::open(here, &stored.borrower, &stored.application).await?;
        let verified = deciding::verified(here, &case).await?;
        Ok(Self { task: NamedTask::read(&stored)?, case, verified })
    }

    /// The same, when it still waits.
    ///
    /// # Errors
    /// [`ProblemCode::NotFound`], [`ProblemCode::TaskClosed`].
    pub async fn open_waiting(here: &Installation, id: &str) -> Result<Self, Failure> {
        let opened = Self::open(here, id).await?;
        if opened.task.task.is_open() {
            Ok(opened)
        } else {
            Err(Failure::of(ProblemCode::TaskClosed))
        }
    }
}
