//! Signing with the signer's own key, which opens the facility.

use axum::extract::{Path, State};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::pkcs8::DecodePublicKey;
use shared::api::{ProblemCode, SignContractRequest, SteppedUpAct};
use shared::calendar::add_months;
use shared::evidence::{EvidenceBody, SignatureAlgorithm, signing_message};
use shared::timestamp::Timestamp;

use super::Case;
use super::papers::{challenge, contract_to_sign};
use super::view::view;
use crate::command::Commanded;
use crate::facilities::FacilityRecord;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::step_up;
use crate::store::Document;
use crate::store::acts::{Answer, With};

/// Signs the agreement.
///
/// # Errors
/// [`Failure`]: nothing accepted, another agreement, a signature that does not verify.
pub async fn sign(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<SignContractRequest>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || sign_new(&here, &who, &id, &command)).await
}

async fn sign_new(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    command: &Commanded<SignContractRequest>,
) -> Result<Answer, Failure> {
    let asked = &command.value;
    let mut case = Case::open(here, &who.borrower, id).await?;
    let (_, contract) = contract_to_sign(here, who, &case).await?;
    if contract != asked.contract_digest {
        return Err(Failure::of(ProblemCode::DocumentChanged));
    }
    let challenge = challenge(here, &case.application, contract);
    verify(asked, &signing_message(contract, id, challenge))?;
    let act = SteppedUpAct::Sign { application_id: id.to_owned(), contract_digest: contract };
    let verified = step_up::verified(here, who, &act).await?;
    let facility = here.identifier()?;
    let (now, today) = (here.now(), here.today());
    case.application.stage = case.application.stage.sign(contract, facility.clone(), now, today)?;
    let record = facility_record(&case, today)?;
    let until = Timestamp::start_of_day_in_china(record.expires_on).plus_days(1);
    for consent in &mut case.application.consents {
        *consent = consent.clone().while_facility_lives(until);
    }
    let answered = command.answered_with(here, &who.borrower, &view(here, &case).await?)?;
    let answer = answered.answer.clone();
    let mut step = case.step(here)?;
    step.command = Some(answered);
    step.with = vec![With::Facility {
        facility,
        limit_fen: record.offer.limit.fen(),
        document: Document::of(&record)?,
    }];
    step.with.extend(verified.step_up.map(|step_up| With::StepUp { step_up }));
    step.evidence = vec![
        EvidenceBody::SignerVerified { by: verified.by, contract },
        EvidenceBody::Signed {
            algorithm: SignatureAlgorithm::EcdsaP256Sha256,
            challenge,
            contract,
            public_key: asked.public_key.clone(),
            signature: asked.signature.clone(),
        },
    ];
    here.store.advance_application(step).await?;
    Ok(answer)
}

/// The facility that the signed offer opens.
fn facility_record(case: &Case, today: chrono::NaiveDate) -> Result<FacilityRecord, Failure> {
    let offer = case.application.stage.offer().cloned();
    let offer = offer.ok_or(Failure::of(ProblemCode::NotFromHere))?;
    let expires_on =
        add_months(today, i32::from(offer.facility_months)).unwrap_or(chrono::NaiveDate::MAX);
    Ok(FacilityRecord { application_id: case.application.id.clone(), offer, expires_on })
}

/// Whether the key signed exactly this message.
fn verify(asked: &SignContractRequest, message: &[u8]) -> Result<(), Failure> {
    let invalid = || Failure::of(ProblemCode::SignatureInvalid);
    let key = STANDARD.decode(&asked.public_key).map_err(|_| invalid())?;
    let key = VerifyingKey::from_public_key_der(&key).map_err(|_| invalid())?;
    let signature = STANDARD.decode(&asked.signature).map_err(|_| invalid())?;
    let signature = Signature::from_slice(&signature).map_err(|_| invalid())?;
    key.verify(message, &signature).map_err(|_| invalid())
}
