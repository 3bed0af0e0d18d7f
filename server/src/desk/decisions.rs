//! A person's decision, and every decision as its borrower reads it.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use shared::api::{DecideCaseRequest, DecisionVersions, ProblemCode};
use shared::application::Stage;
use shared::desk::{Judging, judge};
use shared::evidence::EvidenceBody;

use super::{DeskCase, conclude, view};
use crate::applications::Case;
use crate::applications::case::paper;
use crate::applications::deciding::{self, Made};
use crate::command::Commanded;
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::session::{Decides, SignedIn, Staff};
use crate::store::acts::Answer;

/// Decides a case the engine referred, or a review.
///
/// # Errors
/// [`Failure`]: no such task, over already, decided again since it was read, or a decision that the
/// engine's figures do not allow.
pub async fn decide(
    State(here): State<Installation>,
    Decides(staff): Decides,
    Path(id): Path<String>,
    command: Commanded<DecideCaseRequest>,
) -> Result<Response, Failure> {
    command.once(&here, &staff.scope, || decide_waiting(&here, &staff, &id, &command)).await
}

async fn decide_waiting(
    here: &Installation,
    staff: &Staff,
    id: &str,
    command: &Commanded<DecideCaseRequest>,
) -> Result<Answer, Failure> {
    let mut case = DeskCase::open_waiting(here, id).await?;
    let is_case = case.task.task.matter.is_about_the_case();
    if !is_case || !matches!(case.case.application.stage, Stage::Referred { .. }) {
        return Err(Failure::of(ProblemCode::NotFromHere));
    }
    let DecideCaseRequest { on_version, judgement } = &command.value;
    let latest = deciding::next_version(here, &case.case).await?.saturating_sub(1);
    if *on_version != latest {
        return Err(Failure::of(ProblemCode::CaseChanged));
    }
    let said = case.case.application.own_word();
    let request = deciding::request(here, &case.case.application, (&said, &case.verified));
    let judging = Judging {
        request: &request,
        on_version: latest,
        officer: &staff.officer,
        at: here.now(),
        judgement,
    };
    let decision = judge(&here.catalogue, &judging)
        .map_err(|refused| Failure::fields(vec![FieldRefusal::new(refused.field(), &refused)]))?;
    let (judgement, question) = paper("judgement", &judging)?;
    let officer = staff.officer.signature();
    let before = vec![EvidenceBody::Judged { judgement, officer }];
    let made = Made { decision, question, before };
    let recorded = deciding::record(here, &mut case.case, made).await?;
    conclude(here, staff, command, &case, "decision", recorded).await
}

/// Every decision on one of the borrower's applications, oldest first.
///
/// # Errors
/// [`ProblemCode::NotFound`], for somebody else's as well.
pub async fn versions(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<DecisionVersions>, Failure> {
    let case = Case::open(&here, &who.borrower, &id).await?;
    Ok(Json(DecisionVersions { versions: view::versions(&here, &case).await? }))
}
