//! Preparing a signature: the signer's key is certified and the agreement made out as the PDF that will be signed.
//!
//! Nothing of it has to be remembered between preparing and signing: the PDF is the same bytes for the same moment, and the
//! challenge, which only this server can compute, binds agreement, certificate, PDF and moment.

use axum::extract::{Path, State};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::api::{PrepareSigningRequest, ProblemCode, SigningView, SteppedUpAct};
use shared::application::Application;
use shared::canonical::Digest;
use shared::contract::Contract;
use shared::evidence::certificate::{Certificate, path, verify_device_signature};
use shared::evidence::certification_request_info;
use shared::facts::Segment;
use shared::timestamp::Timestamp;

use super::contract::{key_clauses, standing_as_seen};
use super::{Case, face};
use crate::adapters::{AdapterError, Certified, Subject};
use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::printing;
use crate::session::SignedIn;
use crate::signing::pdf::Prepared;
use crate::signing::printed;
use crate::step_up;
use crate::store::acts::{Answer, FileKind, FindFiles, With};

/// What a signature will be over.
#[derive(Debug)]
pub struct Ready {
    /// The PDF with room for it.
    pub pdf: Prepared,
    /// The number that makes this signing different from every other.
    pub challenge: Digest,
}

/// Has the signer's key certified and the agreement made out for signing.
///
/// # Errors
/// [`Failure`]: another agreement, somebody else who signs for the business, a signer not seen yet, key clauses not acknowledged,
/// a key whose owner does not prove to hold it, an authority that does not answer, or with a certificate that is not valid now.
pub async fn prepare(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<PrepareSigningRequest>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || prepare_new(&here, &who, &id, &command)).await
}

async fn prepare_new(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    command: &Commanded<PrepareSigningRequest>,
) -> Result<Answer, Failure> {
    let asked = &command.value;
    let case = Case::open(here, &who.borrower, id).await?;
    let contract = standing_as_seen(here, who, &case, asked.contract_digest).await?;
    case.application.check_signatory()?;
    face::check(here, &case.application)?;
    let stage = &case.application.stage;
    stage.check_may_sign(asked.contract_digest, &key_clauses(&contract), here.today())?;
    // A certificate is issued to whoever was verified for this agreement; signing uses that up.
    let act = SteppedUpAct::Sign {
        application_id: id.to_owned(),
        contract_digest: asked.contract_digest,
    };
    step_up::verified(here, who, &act).await?;
    let certified = certified(here, &case, asked).await?;
    let prepared_at = here.now();
    let certificate = Digest::of(&certified.own);
    let ready = ready(here, &case.application, contract, certificate, prepared_at).await?;
    let view = SigningView {
        certificate: STANDARD.encode(&certified.own),
        challenge: ready.challenge,
        pdf: ready.pdf.digest(),
        prepared_at,
    };
    let answered = command.answered_with(here, &who.borrower, &view)?;
    let answer = answered.answer.clone();
    let mut step = case.step(here)?;
    step.command = Some(answered);
    step.with = vec![file(FileKind::Certificate, certified.own)];
    step.with.extend(certified.issuers.into_iter().map(|one| file(FileKind::Issuer, one)));
    here.store.advance_application(step).await?;
    Ok(answer)
}

/// A binary file to keep.
pub fn file(kind: FileKind, content: Vec<u8>) -> With {
    With::File { kind, digest: Digest::of(&content), content }
}

/// The certificate this key already has for the application, as long as it stands; otherwise a new one.
async fn certified(
    here: &Installation,
    case: &Case,
    asked: &PrepareSigningRequest,
) -> Result<Certified, Failure> {
    let invalid = || Failure::of(ProblemCode::SignatureInvalid);
    let decode = |text: &str| STANDARD.decode(text).map_err(|_| invalid());
    let (public_key, proof) = (decode(&asked.public_key)?, decode(&asked.proof)?);
    let request = certification_request_info(&public_key);
    let proof = verify_device_signature(&public_key, &request, &proof).ok_or_else(invalid)?;
    for kept in files(here, case, FileKind::Certificate).await? {
        let certified = with_issuers(here, case, kept).await?;
        let chain = certified.chain().map_err(Failure::internal)?;
        let stands = chain.check_key(&public_key).is_ok()
            && here.outside.check_certificate(&chain, here.now()).is_ok();
        let is_revoked = async || here.outside.is_revoked(&chain, here.now()).await;
        if stands && !is_revoked().await.map_err(|error| down(&error))? {
            return Ok(certified);
        }
    }
    let subject = subject(&case.application).ok_or(Failure::of(ProblemCode::NotFromHere))?;
    let certified = here.outside.certify(&public_key, &proof, &subject, here.now()).await;
    certified.map_err(|error| down(&error))
}

/// An authority that does not answer, or with a certificate that is not valid now, told as such.
pub fn down(error: &AdapterError) -> Failure {
    tracing::warn!(reason = error.word(), "an authority gave no usable answer");
    Failure::of(match error {
        AdapterError::NotValidNow => ProblemCode::CertificateInvalid,
        _ => ProblemCode::OutsidePartyDown,
    })
}

/// The person, and the business when it is the business that borrows.
fn subject(application: &Application) -> Option<Subject> {
    let identity = application.identity.as_ref()?;
    let business = identity.business.as_ref();
    let business = business.filter(|_| application.segment() == Segment::MicroEnterprise);
    Some(Subject {
        common_name: identity.person_name.as_str().to_owned(),
        organisation: business.map(|business| business.name.as_str().to_owned()),
    })
}

/// The application's binary files of one kind, oldest first.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn files(
    here: &Installation,
    case: &Case,
    kind: FileKind,
) -> Result<Vec<Vec<u8>>, Failure> {
    let find = FindFiles {
        borrower: case.borrower.clone(),
        application: case.application.id.clone(),
        kind,
    };
    let found = here.store.files(find).await?;
    Ok(found.into_iter().map(|file| file.content).collect())
}

/// A kept certificate with those above it.
///
/// # Errors
/// [`Failure`] when one cannot be read.
pub async fn with_issuers(
    here: &Installation,
    case: &Case,
    own: Vec<u8>,
) -> Result<Certified, Failure> {
    let kept = files(here, case, FileKind::Issuer).await?;
    let read = |bytes: &Vec<u8>| Certificate::read(bytes).map_err(Failure::internal);
    let others = kept.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let others: Vec<_> = others.iter().map(|one| one.as_x509().clone()).collect();
    let found = path(read(&own)?.as_x509(), &others)
        .into_iter()
        .skip(1)
        .map(|one| der::Encode::to_der(one).map_err(Failure::internal))
        .collect::<Result<_, _>>()?;
    Ok(Certified { own, issuers: found })
}

/// The agreement as the PDF that is signed, and the challenge that goes with it.
///
/// # Errors
/// [`Failure`] when it cannot be printed.
pub async fn ready(
    here: &Installation,
    application: &Application,
    contract: Contract,
    certificate: Digest,
    prepared_at: Timestamp,
) -> Result<Ready, Failure> {
    let digest = contract.digest()?;
    let signer = application.identity.as_ref().map(|identity| identity.person_name.clone());
    let signer = signer.ok_or(Failure::of(ProblemCode::NotFromHere))?;
    let print = move || printing::contract(&contract, prepared_at);
    let pdf = printed(print, signer.as_str().to_owned(), prepared_at).await?;
    let bound = format!(
        "{} {digest} {certificate} {} {}",
        application.id,
        pdf.digest(),
        prepared_at.as_micros()
    );
    let challenge = Digest::from_bytes(here.secret.hash("signing challenge", &bound));
    Ok(Ready { pdf, challenge })
}
