//! Seeing who signs, for a borrower who did not want a photo compared or whose photo settled nothing.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;
use shared::api::{DeskAnswer, ProblemCode, SeeSignerRequest};
use shared::desk::{Matter, Officer, Outcome};
use shared::evidence::EvidenceBody;
use shared::timestamp::Timestamp;

use super::{DeskCase, note, with_act};
use crate::applications::case::paper;
use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::{Decides, Staff};
use crate::store::acts::Answer;

/// What was seen, as it is kept: the document the evidence chain names.
#[derive(Serialize)]
struct Seen<'a> {
    by: &'a Officer,
    at: Timestamp,
    is_the_applicant: bool,
    note: &'a str,
}

/// Writes down that whoever signs is the applicant, or that it could not be verified.
///
/// # Errors
/// [`Failure`]: no such task, over already, nothing written.
pub async fn see(
    State(here): State<Installation>,
    Decides(staff): Decides,
    Path(id): Path<String>,
    command: Commanded<SeeSignerRequest>,
) -> Result<Response, Failure> {
    command.once(&here, &staff.scope, || see_waiting(&here, &staff, &id, &command)).await
}

async fn see_waiting(
    here: &Installation,
    staff: &Staff,
    id: &str,
    command: &Commanded<SeeSignerRequest>,
) -> Result<Answer, Failure> {
    let mut opened = DeskCase::open_waiting(here, id).await?;
    let not_from_here = || Failure::of(ProblemCode::NotFromHere);
    let Matter::Signer(_) = opened.task.task.matter else { return Err(not_from_here()) };
    let is_the_applicant = command.value.is_the_applicant;
    let (note, now) = (note(&command.value.note)?, here.now());
    let application = &mut opened.case.application;
    let face = application.face.take().ok_or_else(not_from_here)?;
    application.face = Some(face.seen(is_the_applicant, staff.officer.clone(), now)?);
    let seen = Seen { by: &staff.officer, at: now, is_the_applicant, note: &note };
    let (record, kept) = paper("signer_seen", &seen)?;
    let outcome = Outcome::Seen { by: staff.officer.clone(), is_the_applicant, note: note.clone() };
    let answered = DeskAnswer {
        task_id: opened.task.id.clone(),
        stage: opened.case.application.stage.name(),
        version: None,
        outcome: Some(outcome.clone()),
        next_task_id: None,
    };
    let mut step = opened.case.step(here)?;
    let officer = staff.officer.signature();
    step.evidence = vec![EvidenceBody::SignerSeen { is_the_applicant, officer, record }];
    let ended = opened.task.clone().ended(outcome, now)?;
    step.with = vec![kept, ended.changed()?, with_act(&opened, staff, "signer")];
    let command = command.answered_with(here, &staff.scope, &answered)?;
    let answer = command.answer.clone();
    step.command = Some(command);
    here.store.advance_application(step).await?;
    Ok(answer)
}
