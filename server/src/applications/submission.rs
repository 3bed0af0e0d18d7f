//! Handing in, asking for a person, taking back.

use axum::extract::{Path, State};
use axum::response::Response;
use shared::api::{Empty, ProblemCode};
use shared::application::{Application, Stage, TransitionRefused};
use shared::evidence::EvidenceBody;
use shared::timestamp::Timestamp;

use super::Case;
use super::view::{is_given, view};
use crate::command::Commanded;
use crate::desk::tasks;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::{GATHER_FACTS, new_job};
use crate::session::SignedIn;
use crate::store::acts::{Answer, NewJob, With};

/// Hands the application in; facts are fetched and the decision follows by itself.
///
/// # Errors
/// [`Failure`]: not a draft, no identity, an authorisation missing.
pub async fn submit(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<Empty>,
) -> Result<Response, Failure> {
    let submitted = command
        .once(&here, &who.borrower, || async {
            let case = Case::open(&here, &who.borrower, &id).await?;
            is_complete(&here, &case.application)?;
            let job = new_job(&here, GATHER_FACTS, &id)?;
            let then =
                Then { at: here.now(), jobs: vec![job], evidence: Vec::new(), with: Vec::new() };
            advance(&here, case, &command, then, Stage::submit).await
        })
        .await?;
    here.work.notify_waiters();
    Ok(submitted)
}

fn is_complete(here: &Installation, application: &Application) -> Result<(), Failure> {
    if application.stage != Stage::Draft || application.identity.is_none() {
        return Err(Failure::of(ProblemCode::NotFromHere));
    }
    let product = here.catalogue.product(&application.product_id);
    let needed = product.map(|product| product.consents.as_slice()).unwrap_or_default();
    let now = here.now();
    match needed.iter().find(|kind| !is_given(application, **kind, now)) {
        Some(_) => Err(Failure::of(ProblemCode::ConsentMissing)),
        None => Ok(()),
    }
}

/// Asks for a person to review the decision (PIPL art. 24).
///
/// # Errors
/// [`ProblemCode::NotFromHere`] before a decision or after signing.
pub async fn request_review(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<Empty>,
) -> Result<Response, Failure> {
    let reviewed = || async {
        let case = Case::open(&here, &who.borrower, &id).await?;
        let evidence = vec![EvidenceBody::ReviewRequested {}];
        let at = here.now();
        let with = tasks::for_review(&here, &case, at).await?;
        let then = Then { at, evidence, with, jobs: Vec::new() };
        advance(&here, case, &command, then, Stage::request_review).await
    };
    command.once(&here, &who.borrower, reviewed).await
}

/// Takes the application back.
///
/// # Errors
/// [`ProblemCode::NotFromHere`] once it is signed or has ended.
pub async fn withdraw(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<Empty>,
) -> Result<Response, Failure> {
    let withdrawn = || async {
        let case = Case::open(&here, &who.borrower, &id).await?;
        let evidence = vec![EvidenceBody::Withdrawn {}];
        let at = here.now();
        let with = tasks::taken_back(&here, &case, at).await?;
        let then = Then { at, evidence, with, jobs: Vec::new() };
        advance(&here, case, &command, then, Stage::withdraw).await
    };
    command.once(&here, &who.borrower, withdrawn).await
}

/// What goes with a transition, and when.
struct Then {
    at: Timestamp,
    evidence: Vec<EvidenceBody>,
    jobs: Vec<NewJob>,
    with: Vec<With>,
}

/// Moves the application on by one transition and answers with how it stands then.
async fn advance(
    here: &Installation,
    mut case: Case,
    command: &Commanded<Empty>,
    then: Then,
    transition: fn(Stage, Timestamp) -> Result<Stage, TransitionRefused>,
) -> Result<Answer, Failure> {
    case.application.stage = transition(case.application.stage, then.at)?;
    let answered = command.answered_with(here, &case.borrower, &view(here, &case).await?)?;
    let answer = answered.answer.clone();
    let mut step = case.step(here)?;
    step.command = Some(answered);
    step.evidence = then.evidence;
    step.jobs = then.jobs;
    step.with = then.with;
    here.store.advance_application(step).await?;
    Ok(answer)
}
