//! Asks outside parties what they know, then decides with the same engine as the quote.

use shared::api::ProblemCode;
use shared::application::Stage;

use super::Postponed;
use super::asking::ask_whoever_has_not_answered;
use crate::applications::{Case, deciding};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::store::StoreError;

/// Asks whoever has not answered yet; when all have, decides.
///
/// # Errors
/// [`Postponed`] when somebody gave no usable answer: what was answered is kept, and the
/// application waits.
pub async fn gather_and_decide(
    here: &Installation,
    borrower: &str,
    application: &str,
) -> Result<(), Postponed> {
    let case = Case::open(here, borrower, application).await?;
    let Stage::Submitted { .. } = case.application.stage else {
        // Taken back or decided meanwhile.
        return Ok(());
    };
    let unanswered = ask_whoever_has_not_answered(here, &case).await?;
    match unanswered {
        Some(word) => Err(Postponed::Outside(word)),
        None => record_decision(here, case).await,
    }
}

/// Decides on what was verified and records decision, evidence, stage and what follows together.
async fn record_decision(here: &Installation, mut case: Case) -> Result<(), Postponed> {
    let verified = deciding::verified(here, &case).await?;
    let made = deciding::by_engine(here, &case.application, &verified)?;
    let recorded = deciding::record(here, &mut case, made).await?;
    match here.store.advance_application(recorded.step).await {
        Ok(()) => Ok(()),
        // Changed meanwhile: the next try reads it again.
        Err(StoreError::Changed) => Err(Failure::of(ProblemCode::VersionConflict).into()),
        Err(error) => Err(error.into()),
    }
}
