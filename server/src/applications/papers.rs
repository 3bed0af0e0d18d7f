//! The cost sheet and the agreement: rendered, shown, kept as shown.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::DeserializeOwned;
use shared::agreement::{self, ContractReferences, Parties};
use shared::api::{AcknowledgeCostSheetRequest, ContractView, CostSheetView, Empty, ProblemCode};
use shared::application::{Application, Stage};
use shared::canonical::Digest;
use shared::contract::Contract;
use shared::decision::Offer;
use shared::disclosure::CostSheet;
use shared::evidence::{EvidenceBody, signing_message};
use shared::identifier::Mobile;

use super::Case;
use super::case::paper;
use super::view::view;
use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::store::acts::{Answer, FindPaper};

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
    let contract = render_contract(here, who, &case.application, &offer, cost_sheet)?;
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

/// The agreement of an application; equal applications give equal agreements.
fn render_contract(
    here: &Installation,
    who: &SignedIn,
    application: &Application,
    offer: &Offer,
    cost_sheet: Digest,
) -> Result<Contract, Failure> {
    let missing = || Failure::of(ProblemCode::NotFromHere);
    let identity = application.identity.clone().ok_or_else(missing)?;
    let decision = application.decision.as_ref().ok_or_else(missing)?;
    let mobile: Mobile = who.mobile.parse().map_err(Failure::internal)?;
    let parties =
        Parties { lender: here.lender(), segment: application.segment(), identity, mobile };
    let references = ContractReferences {
        number: contract_number(application),
        cost_sheet,
        decision: decision.digests.output,
    };
    Ok(agreement::contract(offer, &parties, references))
}

/// `PH-` and the end of the application's identifier, which is its random part.
fn contract_number(application: &Application) -> String {
    let compact: String = application.id.chars().filter(char::is_ascii_alphanumeric).collect();
    let tail = compact.get(12..).unwrap_or(&compact).to_ascii_uppercase();
    format!("PH-{tail}")
}

/// The agreement to read and sign.
///
/// # Errors
/// [`Failure`]: the cost sheet has not been acknowledged.
pub async fn contract(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<ContractView>, Failure> {
    let case = Case::open(&here, &who.borrower, &id).await?;
    let (contract, digest) = contract_to_sign(&here, &who, &case).await?;
    let challenge = challenge(&here, &case.application, digest);
    let message = signing_message(digest, &case.application.id, challenge);
    let signing_message = STANDARD.encode(message);
    Ok(Json(ContractView { contract, digest, challenge, signing_message }))
}

/// The agreement that stands: the one rendered when the offer was accepted, or signed.
///
/// # Errors
/// [`Failure`]: nothing has been accepted.
pub async fn contract_to_sign(
    here: &Installation,
    who: &SignedIn,
    case: &Case,
) -> Result<(Contract, Digest), Failure> {
    match &case.application.stage {
        Stage::Accepted { offer, cost_sheet, .. } => {
            let contract = render_contract(here, who, &case.application, offer, *cost_sheet)?;
            let digest = shared::canonical::digest(&contract)?;
            Ok((contract, digest))
        }
        Stage::Signed { contract, .. } => Ok((shown(here, case, *contract).await?, *contract)),
        Stage::Expired { .. } => Err(Failure::of(ProblemCode::OfferExpired)),
        _ => Err(Failure::of(ProblemCode::NotFromHere)),
    }
}

async fn shown<T: DeserializeOwned>(
    here: &Installation,
    case: &Case,
    digest: Digest,
) -> Result<T, Failure> {
    let find = FindPaper {
        borrower: case.borrower.clone(),
        application: case.application.id.clone(),
        digest,
    };
    let paper = here.store.paper(find).await?.ok_or(Failure::of(ProblemCode::NotFound))?;
    Ok(paper.read("paper")?)
}

/// The one-time number inside the signed message: nobody can know it before the agreement
/// of this application is shown, and it serves for no other.
pub fn challenge(here: &Installation, application: &Application, contract: Digest) -> Digest {
    let unique = format!("{} {contract}", application.id);
    Digest::from_bytes(here.secret.hash("signing challenge", &unique))
}
