//! The cost sheet: rendered, shown for its reading time, acknowledged.

use axum::extract::{Path, State};
use axum::response::Response;
use shared::agreement;
use shared::api::{AcknowledgeCostSheetRequest, CostSheetView, Empty, ProblemCode};
use shared::application::{Application, Stage};
use shared::canonical::Digest;
use shared::decision::Offer;
use shared::disclosure::CostSheet;
use shared::evidence::EvidenceBody;

use super::Case;
use super::case::paper;
use super::contract::make_out;
use super::view::view;
use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::store::acts::Answer;

/// Puts the cost sheet on the screen; its reading time starts with the first call.
///
/// # Errors
/// [`Failure`]: no offer, or it has expired.
pub async fn show_cost_sheet(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<Empty>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || show(&here, &who, &id, &command)).await
}

async fn show(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    command: &Commanded<Empty>,
) -> Result<Answer, Failure> {
    let mut case = Case::open(here, &who.borrower, id).await?;
    let offer = standing_offer(&case.application)?;
    let sheet = agreement::cost_sheet(
        &offer,
        &here.lender(),
        case.application.segment(),
        here.institution.reading_seconds,
        here.today(),
    )
    .map_err(Failure::internal)?;
    let (digest, kept) = paper("cost_sheet", &sheet)?;
    let before = case.application.stage.clone();
    case.application.stage = before.clone().disclose(digest, here.now(), here.today())?;
    let view = cost_sheet_view(here, &case.application.stage, sheet, digest);
    if case.application.stage == before {
        return command.answer(&view);
    }
    let answered = command.answered_with(here, &who.borrower, &view)?;
    let answer = answered.answer.clone();
    let mut step = case.step(here)?;
    step.command = Some(answered);
    step.with = vec![kept];
    step.evidence = vec![EvidenceBody::CostSheetDisplayed { cost_sheet: digest }];
    here.store.advance_application(step).await?;
    Ok(answer)
}

fn standing_offer(application: &Application) -> Result<Offer, Failure> {
    match &application.stage {
        Stage::Expired { .. } => Err(Failure::of(ProblemCode::OfferExpired)),
        stage => stage.offer().cloned().ok_or(Failure::of(ProblemCode::NotFromHere)),
    }
}

fn cost_sheet_view(
    here: &Installation,
    stage: &Stage,
    cost_sheet: CostSheet,
    digest: Digest,
) -> CostSheetView {
    let reading_seconds = here.institution.reading_seconds;
    let read = match stage {
        Stage::Disclosed { displayed_at, .. } => here.now().seconds_since(*displayed_at),
        _ => 0,
    };
    let seconds_left = reading_seconds.saturating_sub(u32::try_from(read).unwrap_or(u32::MAX));
    CostSheetView { cost_sheet, digest, reading_seconds, seconds_left }
}

/// Acknowledges the cost sheet and accepts the offer; the agreement is rendered for signing.
///
/// # Errors
/// [`Failure`]: not read long enough, another sheet, the offer has expired.
pub async fn acknowledge(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<AcknowledgeCostSheetRequest>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || accept(&here, &who, &id, &command)).await
}

async fn accept(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    command: &Commanded<AcknowledgeCostSheetRequest>,
) -> Result<Answer, Failure> {
    let mut case = Case::open(here, &who.borrower, id).await?;
    let now = here.now();
    let seconds_read = match &case.application.stage {
        Stage::Disclosed { displayed_at, .. } => now.seconds_since(*displayed_at),
        _ => 0,
    };
    let cost_sheet = command.value.digest;
    let offer = standing_offer(&case.application)?;
    case.application.stage = case.application.stage.acknowledge(
        cost_sheet,
        here.institution.reading_seconds,
        now,
        here.today(),
    )?;
    let contract = make_out(here, who, &case.application, &offer, cost_sheet).await?;
    let (contract_digest, kept) = paper("contract", &contract)?;
    let answered = command.answered_with(here, &who.borrower, &view(here, &case).await?)?;
    let answer = answered.answer.clone();
    let mut step = case.step(here)?;
    step.command = Some(answered);
    step.with = vec![kept];
    step.evidence = vec![
        EvidenceBody::CostSheetAcknowledged {
            cost_sheet,
            seconds_read: u32::try_from(seconds_read).unwrap_or(u32::MAX),
        },
        EvidenceBody::ContractRendered { contract: contract_digest },
    ];
    here.store.advance_application(step).await?;
    Ok(answer)
}
