//! Signing with the signer's own key, which opens the facility.

use axum::extract::{Path, State};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::api::{ProblemCode, SignContractRequest, SteppedUpAct};
use shared::calendar::add_months;
use shared::canonical::Digest;
use shared::contract::Contract;
use shared::evidence::certificate::verify_device_signature;
use shared::evidence::{
    ContractSignature, EvidenceBody, SignatureAlgorithm, signed_attributes, signing_message,
};
use shared::timestamp::Timestamp;

use super::contract::{key_clauses, standing_as_seen};
use super::signing::{down, file, files, ready, with_issuers};
use super::view::view;
use super::{Case, face};
use crate::adapters::Certified;
use crate::command::Commanded;
use crate::facilities::FacilityRecord;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::{TIMESTAMP, new_job};
use crate::session::SignedIn;
use crate::signing::cms::{SignatureParts, assemble};
use crate::step_up;
use crate::store::Document;
use crate::store::acts::{Answer, FileKind, With};

/// How long what was prepared can be signed.
const PREPARED_SECONDS: u64 = 15 * 60;

/// Signs the agreement.
///
/// # Errors
/// [`Failure`]: nothing accepted, another agreement, somebody else who signs for the business, a signer not seen yet, prepared too long ago, a certificate that has lapsed or was
/// taken back, a signature that does not verify.
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
    let contract = standing_as_seen(here, who, &case, asked.contract_digest).await?;
    case.application.check_signatory()?;
    face::check(here, &case.application)?;
    let clauses = key_clauses(&contract);
    let (now, today) = (here.now(), here.today());
    case.application.stage.check_may_sign(asked.contract_digest, &clauses, today)?;
    check_age(asked.prepared_at, now)?;
    let certified = standing_certificate(here, &case, asked.certificate).await?;
    let signed = verified(here, &case, contract, asked, &certified).await?;
    let act = SteppedUpAct::Sign {
        application_id: id.to_owned(),
        contract_digest: asked.contract_digest,
    };
    let shown = step_up::verified(here, who, &act).await?;
    let facility = here.identifier()?;
    case.application.stage = case.application.stage.sign(
        asked.contract_digest,
        &clauses,
        facility.clone(),
        now,
        today,
    )?;
    let record = facility_record(&case, today)?;
    let until = Timestamp::start_of_day_in_china(record.expires_on).plus_days(1);
    for consent in &mut case.application.consents {
        *consent = consent.clone().while_facility_lives(until);
    }
    let answered = command.answered_with(here, &who.borrower, &view(here, &case).await?)?;
    let answer = answered.answer.clone();
    let mut step = case.step(here)?;
    step.command = Some(answered);
    step.with = vec![
        file(FileKind::PreparedPdf, signed.pdf),
        With::Facility {
            facility,
            limit_fen: record.offer.limit.fen(),
            document: Document::of(&record)?,
        },
    ];
    step.with.extend(shown.step_up.map(|step_up| With::StepUp { step_up }));
    step.evidence = vec![
        EvidenceBody::SignerVerified { by: shown.by, contract: asked.contract_digest },
        EvidenceBody::ContractSigned(signed.evidence),
    ];
    // In the same transaction: a signature is never left without its time-stamp being asked for.
    step.jobs = vec![new_job(here, TIMESTAMP, id)?];
    here.store.advance_application(step).await?;
    here.work.notify_one();
    Ok(answer)
}

/// A signature that holds, as it is recorded.
struct Signed {
    evidence: ContractSignature,
    /// The PDF with room for the signature.
    pdf: Vec<u8>,
}

fn check_age(prepared_at: Timestamp, now: Timestamp) -> Result<(), Failure> {
    if prepared_at > now || now.seconds_since(prepared_at) > PREPARED_SECONDS {
        return Err(Failure::of(ProblemCode::SigningExpired));
    }
    Ok(())
}

/// The certificate with this digest, when it stands now and was not taken back.
async fn standing_certificate(
    here: &Installation,
    case: &Case,
    digest: Digest,
) -> Result<Certified, Failure> {
    let invalid = || Failure::of(ProblemCode::CertificateInvalid);
    let kept = files(here, case, FileKind::Certificate).await?;
    let own = kept.into_iter().find(|file| Digest::of(file) == digest).ok_or_else(invalid)?;
    let certified = with_issuers(here, case, own).await?;
    let chain = certified.chain().map_err(Failure::internal)?;
    here.outside.check_certificate(&chain, here.now()).map_err(|_| invalid())?;
    if here.outside.is_revoked(&chain, here.now()).await.map_err(|error| down(&error))? {
        return Err(invalid());
    }
    Ok(certified)
}

/// Checks that the certified key signed exactly what was prepared.
async fn verified(
    here: &Installation,
    case: &Case,
    contract: Contract,
    asked: &SignContractRequest,
    certified: &Certified,
) -> Result<Signed, Failure> {
    let invalid = || Failure::of(ProblemCode::SignatureInvalid);
    let decode = |text: &str| STANDARD.decode(text).map_err(|_| invalid());
    let (public_key, raw) = (decode(&asked.public_key)?, decode(&asked.signature)?);
    let chain = certified.chain().map_err(Failure::internal)?;
    chain.check_key(&public_key).map_err(|_| invalid())?;
    let application = &case.application;
    let ready = ready(here, application, contract, asked.certificate, asked.prepared_at).await?;
    let message = signing_message(asked.contract_digest, &application.id, ready.challenge);
    let signed_attributes = signed_attributes(ready.pdf.digest(), asked.certificate, &message);
    let signature = verify_device_signature(&public_key, &signed_attributes, &raw);
    let mut certificates = vec![certified.own.clone()];
    certificates.extend(certified.issuers.iter().cloned());
    let parts = SignatureParts {
        signed_attributes,
        signature: signature.ok_or_else(invalid)?,
        certificates,
        token: None,
    };
    let cms = assemble(&parts).map_err(Failure::internal)?;
    let document = Digest::of(&ready.pdf.fill(&cms).map_err(Failure::internal)?);
    let evidence = ContractSignature {
        algorithm: SignatureAlgorithm::EcdsaP256Sha256,
        certificate: asked.certificate,
        challenge: ready.challenge,
        contract: asked.contract_digest,
        document,
        issuers: certified.issuers.iter().map(|one| Digest::of(one)).collect(),
        pdf: ready.pdf.digest(),
        public_key: asked.public_key.clone(),
        signature: asked.signature.clone(),
    };
    Ok(Signed { evidence, pdf: ready.pdf.bytes().to_vec() })
}

/// The facility that the signed offer opens.
fn facility_record(case: &Case, today: chrono::NaiveDate) -> Result<FacilityRecord, Failure> {
    let offer = case.application.stage.offer().cloned();
    let offer = offer.ok_or(Failure::of(ProblemCode::NotFromHere))?;
    let expires_on =
        add_months(today, i32::from(offer.facility_months)).unwrap_or(chrono::NaiveDate::MAX);
    Ok(FacilityRecord { application_id: case.application.id.clone(), offer, expires_on })
}
