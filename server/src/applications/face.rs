//! Seeing, above a limit, that whoever signs is the applicant: a photo compared outside and kept nowhere, or
//! a person of the bank.

use axum::extract::{Path, State};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::api::{CompareFaceRequest, Empty, FaceCheckState, FaceCheckView, ProblemCode};
use shared::application::{Application, Stage};
use shared::canonical::{self, Digest};
use shared::consent::ConsentKind;
use shared::desk::Matter;
use shared::evidence::EvidenceBody;
use shared::face_check::{Compared, FaceCheck, PhotoKind, WhyInPerson};
use shared::queue::ServicePromise;

use super::Case;
use super::case::paper;
use super::queries::{KeptAnswer, ask_on_record};
use super::view::view;
use crate::adapters::{FaceCompared, Party, Photo};
use crate::command::Commanded;
use crate::desk::tasks::{self, NamedTask};
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::store::acts::{AdvanceApplication, Answer};

/// Whether the offer is one before whose signature the signer has to be seen.
pub fn is_needed(here: &Installation, application: &Application) -> bool {
    let offer = application.stage.offer();
    let from = here.institution.face_check_from;
    offer.zip(from).is_some_and(|(offer, from)| offer.limit >= from)
}

/// Whether the applicant may sign, as far as this goes.
///
/// # Errors
/// [`ProblemCode::FaceCheckRequired`], [`ProblemCode::FaceCheckAtTheDesk`].
pub fn check(here: &Installation, application: &Application) -> Result<(), Failure> {
    match &application.face {
        _ if !is_needed(here, application) => Ok(()),
        Some(face) if face.is_settled() => Ok(()),
        Some(FaceCheck::AtTheDesk { .. }) => Err(Failure::of(ProblemCode::FaceCheckAtTheDesk)),
        _ => Err(Failure::of(ProblemCode::FaceCheckRequired)),
    }
}

/// How far it is, as the borrower sees it; nothing where it is not needed.
pub fn shown(here: &Installation, application: &Application) -> Option<FaceCheckView> {
    if !is_needed(here, application) {
        return None;
    }
    let face = application.face.clone().unwrap_or_default();
    let state = match &face {
        FaceCheck::Open { .. } => FaceCheckState::Open,
        FaceCheck::AtTheDesk { why, promised_by } => {
            FaceCheckState::AtTheDesk { why: *why, promised_by: *promised_by }
        }
        FaceCheck::NotVerified { .. } => FaceCheckState::NotVerified,
        FaceCheck::Same { .. } | FaceCheck::InPerson { .. } => FaceCheckState::Settled,
    };
    Some(FaceCheckView {
        state,
        tries_left: u8::try_from(face.tries_left()).unwrap_or(u8::MAX),
        last: face.last(),
        simulated: here.outside.is_simulated(Party::Face),
    })
}

/// Has a photo of whoever signs compared.
///
/// # Errors
/// [`Failure`]: not asked for now, no consent, no photo, a party that does not answer.
pub async fn compare(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<CompareFaceRequest>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || compare_new(&here, &who, &id, &command)).await
}

async fn compare_new(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    command: &Commanded<CompareFaceRequest>,
) -> Result<Answer, Failure> {
    let (mut case, face) = about_to_sign(here, who, id).await?;
    face.may_compare()?;
    let bytes = STANDARD.decode(&command.value.photo).unwrap_or_default();
    let kind = PhotoKind::of(&bytes)
        .map_err(|refused| Failure::fields(vec![FieldRefusal::new("photo", &refused)]))?;
    // The same command is the same question, however often it is put.
    let request = Digest::of(&[command.key.as_bytes(), command.request_hash.as_bytes()].concat());
    let photo = Photo { bytes: &bytes, kind };
    let FaceCompared { outcome, reference, .. } = asked(here, &case, &request, photo).await?;
    let compared = Compared { at: here.now(), outcome, reference };
    let (record, kept) = paper("face_compared", &compared)?;
    let promise = tasks::promise(here, &case, here.now());
    let face = face.compared(compared, promise.due_at)?;
    case.application.face = Some(face.clone());
    let mut step = case.step(here)?;
    step.evidence = vec![EvidenceBody::FaceCompared { outcome, record }];
    step.with.push(kept);
    if let FaceCheck::AtTheDesk { why, .. } = face {
        hand_to_the_desk(here, &case, &mut step, (why, promise))?;
    }
    concluded(here, &case, command, step).await
}

/// Asks the party, under the consent that stands, and notes the question and how it went.
async fn asked(
    here: &Installation,
    case: &Case,
    request: &Digest,
    photo: Photo<'_>,
) -> Result<FaceCompared, Failure> {
    let identity = case.application.identity.as_ref();
    let identity = identity.ok_or(Failure::of(ProblemCode::NotFromHere))?;
    let (kind, request) = (ConsentKind::FaceCheck, request.to_string());
    // Neither the photo nor the answer is kept.
    let keep = |said: &FaceCompared| {
        let digest = canonical::digest(&(said.outcome, &said.reference))?;
        Ok(KeptAnswer { digest, document: None })
    };
    let answer =
        ask_on_record(here, case, (kind, kind.key().to_owned()), keep, async |authorisation| {
            here.outside.compare_face(&request, identity, photo, authorisation).await
        });
    let answer = answer.await?.ok_or(Failure::of(ProblemCode::ConsentMissing))?;
    answer.map_err(|_| {
        Failure::of(ProblemCode::OutsidePartyDown).because(
            "人脸核验机构暂时没有回应，这次不计次数。请稍后再拍，或者改由银行工作人员核实。",
            "The face check does not answer; this counts as no try. Take the photo again shortly, or have a person of the bank verify you.",
        )
    })
}

/// Has a person of the bank see who signs, instead of a photo.
///
/// # Errors
/// [`Failure`]: not asked for now, settled, or waiting for one already.
pub async fn ask_to_be_seen(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<Empty>,
) -> Result<Response, Failure> {
    let asked = || async {
        let (mut case, face) = about_to_sign(&here, &who, &id).await?;
        let promise = tasks::promise(&here, &case, here.now());
        case.application.face = Some(face.in_person_instead(promise.due_at)?);
        let mut step = case.step(&here)?;
        hand_to_the_desk(&here, &case, &mut step, (WhyInPerson::Wanted, promise))?;
        concluded(&here, &case, &command, step).await
    };
    command.once(&here, &who.borrower, asked).await
}

/// The application whose agreement waits for its signature, where the signer has to be seen, and how far that is.
async fn about_to_sign(
    here: &Installation,
    who: &SignedIn,
    id: &str,
) -> Result<(Case, FaceCheck), Failure> {
    let case = Case::open(here, &who.borrower, id).await?;
    let is_accepted = matches!(case.application.stage, Stage::Accepted { .. });
    if !is_accepted || !is_needed(here, &case.application) {
        return Err(Failure::of(ProblemCode::NotFromHere));
    }
    let face = case.application.face.clone().unwrap_or_default();
    Ok((case, face))
}

/// Opens the task of a person of the bank, who is told why.
fn hand_to_the_desk(
    here: &Installation,
    case: &Case,
    step: &mut AdvanceApplication,
    (why, promise): (WhyInPerson, ServicePromise),
) -> Result<(), Failure> {
    let task = NamedTask::new(here, case, Matter::Signer(why), promise)?;
    step.with.push(task.opened()?);
    step.evidence.push(EvidenceBody::SeeingSignerAsked { why });
    Ok(())
}

/// Records the step and answers with the application as it then is.
async fn concluded<T>(
    here: &Installation,
    case: &Case,
    command: &Commanded<T>,
    mut step: AdvanceApplication,
) -> Result<Answer, Failure> {
    let answered = command.answered_with(here, &case.borrower, &view(here, case).await?)?;
    let answer = answered.answer.clone();
    step.command = Some(answered);
    here.store.advance_application(step).await?;
    Ok(answer)
}
