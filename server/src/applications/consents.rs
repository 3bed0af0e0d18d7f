//! Authorisations: shown, given, withdrawn, one purpose at a time.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;
use shared::api::{ApplicationView, ConsentTextView, GiveConsentRequest, ProblemCode};
use shared::application::{Identity, Stage};
use shared::canonical::{self, Digest};
use shared::consent::{self, Consent, ConsentKind};
use shared::evidence::EvidenceBody;

use super::case::paper;
use super::view::{is_given, view};
use super::{Case, face};
use crate::command::{Commanded, decided_again};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::store::acts::{Answer, With};

/// The text of an authorisation in its current version.
///
/// # Errors
/// [`ProblemCode::NotFound`] for a purpose this application does not need.
pub async fn text(
    State(here): State<Installation>,
    who: SignedIn,
    Path((id, kind)): Path<(String, String)>,
) -> Result<Json<ConsentTextView>, Failure> {
    let case = Case::open(&here, &who.borrower, &id).await?;
    let kind = needed_kind(&here, &case, &kind)?;
    let text = consent::text::render(kind, here.name());
    Ok(Json(ConsentTextView { digest: canonical::digest(&text)?, text }))
}

fn needed_kind(here: &Installation, case: &Case, key: &str) -> Result<ConsentKind, Failure> {
    let product = here.catalogue.product(&case.application.product_id);
    let needed = product.map(|product| product.consents.as_slice()).unwrap_or_default();
    let kinds = needed.iter().copied();
    let face = face::is_needed(here, &case.application).then_some(ConsentKind::FaceCheck);
    let found = kinds.chain(face).find(|kind| kind.key() == key);
    found.ok_or(Failure::of(ProblemCode::NotFound))
}

/// Gives one authorisation to exactly the text shown.
///
/// # Errors
/// [`Failure`]: another text than the current one, no identity yet, a stage at which it is not given.
pub async fn give(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<GiveConsentRequest>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || give_new(&here, &who, &id, &command)).await
}

async fn give_new(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    command: &Commanded<GiveConsentRequest>,
) -> Result<Answer, Failure> {
    let mut case = Case::open(here, &who.borrower, id).await?;
    let kind = needed_kind(here, &case, command.value.kind.key())?;
    let now = here.now();
    if !may_be_given(kind, &case.application.stage) {
        return Err(Failure::of(ProblemCode::NotFromHere));
    }
    let identity = case.application.identity.as_ref();
    let identity = identity.ok_or(Failure::of(ProblemCode::NotFromHere))?;
    let (identity, who_agreed) = paper("identity", &shown_identity(here, id, identity))?;
    if is_given(&case.application, kind, now) {
        return command.answer(&view(here, &case).await?);
    }
    let text = consent::text::render(kind, here.name());
    let (text_digest, kept) = paper("consent_text", &text)?;
    if text_digest != command.value.text_digest {
        return Err(Failure::of(ProblemCode::DocumentChanged));
    }
    let consent = Consent::give(kind, text.version, text_digest, now);
    let given = With::Consent {
        consent: here.identifier()?,
        purpose: kind.key().to_owned(),
        text_hash: text_digest,
        valid_until: consent.valid_until,
    };
    case.application.consents.push(consent);
    let answer = command.answered_with(here, &who.borrower, &view(here, &case).await?)?;
    let mut step = case.step(here)?;
    // One moment: the document and the row say the same.
    step.at = now;
    let given_answer = answer.answer.clone();
    step.command = Some(answer);
    step.with = vec![given, kept, who_agreed];
    step.evidence = vec![EvidenceBody::ConsentGiven {
        identity,
        kind,
        text: text_digest,
        text_version: text.version,
    }];
    here.store.advance_application(step).await?;
    Ok(given_answer)
}

/// Whether an authorisation of this kind is given at this stage.
const fn may_be_given(kind: ConsentKind, stage: &Stage) -> bool {
    match stage {
        // After signing one is given anew that has lapsed, when papers are to be checked under it.
        Stage::Draft | Stage::Signed { .. } => kind.is_of_products(),
        // A face is asked for when everything else is settled.
        Stage::Accepted { .. } => !kind.is_of_products(),
        _ => false,
    }
}

/// Who agreed, as evidence names it: with a number nobody can guess, so that the digest, which
/// stands in the open, does not let anybody try all identities.
#[derive(Debug, Serialize)]
struct ShownIdentity<'a> {
    identity: &'a Identity,
    salt: Digest,
}

fn shown_identity<'a>(
    here: &Installation,
    application: &str,
    identity: &'a Identity,
) -> ShownIdentity<'a> {
    let salt = Digest::from_bytes(here.secret.hash("identity salt", application));
    ShownIdentity { identity, salt }
}

/// Takes one authorisation back; nothing is asked under it from now on.
///
/// # Errors
/// [`ProblemCode::NotFound`] when none of this purpose stands.
pub async fn withdraw(
    State(here): State<Installation>,
    who: SignedIn,
    Path((id, kind)): Path<(String, String)>,
) -> Result<Json<ApplicationView>, Failure> {
    let case = decided_again(|| withdraw_one(&here, &who.borrower, &id, &kind)).await?;
    Ok(Json(view(&here, &case).await?))
}

async fn withdraw_one(
    here: &Installation,
    borrower: &str,
    id: &str,
    kind: &str,
) -> Result<Case, Failure> {
    let mut case = Case::open(here, borrower, id).await?;
    let now = here.now();
    let live = case
        .application
        .consents
        .iter_mut()
        .find(|consent| consent.kind.key() == kind && consent.is_live(now))
        .ok_or(Failure::of(ProblemCode::NotFound))?;
    let (kind, text) = (live.kind, live.text_digest);
    *live = live.clone().withdraw(now);
    let mut step = case.step(here)?;
    // One moment: the document and the row say the same.
    step.at = now;
    step.with = vec![With::Withdrawal { purpose: kind.key().to_owned() }];
    step.evidence = vec![EvidenceBody::ConsentWithdrawn { kind, text }];
    here.store.advance_application(step).await?;
    Ok(case)
}
