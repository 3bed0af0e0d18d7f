//! The signed agreement: put together again from what was recorded, as often as somebody asks.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::api::ProblemCode;
use shared::canonical::Digest;
use shared::evidence::certificate::verify_device_signature;
use shared::evidence::{
    ContractSignature, EvidenceBody, EvidenceEvent, SignatureTimestamp, signed_attributes,
    signing_message,
};

use super::Case;
use super::signing::files;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::signing::cms::{SignatureParts, assemble};
use crate::signing::pdf::Prepared;
use crate::store::acts::FileKind;

/// A signature as recorded, and the time-stamp on it once there is one.
#[derive(Debug)]
pub struct SignedContract {
    /// The signature.
    pub signature: ContractSignature,
    /// The time-stamp.
    pub timestamp: Option<SignatureTimestamp>,
    parts: SignatureParts,
    pdf: Prepared,
}

impl SignedContract {
    /// The signed agreement of an application; `None` when nothing is signed.
    ///
    /// # Errors
    /// [`Failure`] when a part of it is missing from the store.
    pub async fn of(here: &Installation, case: &Case) -> Result<Option<Self>, Failure> {
        let (mut signature, mut timestamp) = (None, None);
        for event in here.store.evidence(case.name()).await? {
            // Kinds of events that older versions recorded are nothing to us.
            match event.read::<EvidenceEvent>("evidence event").map(|event| event.body) {
                Ok(EvidenceBody::ContractSigned(signed)) => signature = Some(signed),
                Ok(EvidenceBody::Timestamped(stamped)) => timestamp = Some(stamped),
                _ => {}
            }
        }
        let Some(signature) = signature else { return Ok(None) };
        let missing = || Failure::of(ProblemCode::NotFound);
        let prepared = files(here, case, FileKind::PreparedPdf).await?;
        let mut prepared = prepared.into_iter().filter_map(|file| Prepared::read(file).ok());
        let pdf = prepared.find(|pdf| pdf.digest() == signature.pdf).ok_or_else(missing)?;
        let parts = parts(here, case, &signature, timestamp.as_ref()).await?;
        Ok(Some(Self { signature, timestamp, parts: parts.ok_or_else(missing)?, pdf }))
    }

    /// The digest of the signature in DER, which is what is time-stamped.
    pub fn stamped_digest(&self) -> Digest {
        Digest::of(&self.parts.signature)
    }

    /// The PDF with the signature, and the time-stamp when there is one.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be put together.
    pub fn pdf(&self) -> Result<Vec<u8>, Failure> {
        let cms = assemble(&self.parts).map_err(Failure::internal)?;
        self.pdf.fill(&cms).map_err(Failure::internal)
    }

    /// The PDF with this token on the signature.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be put together.
    pub fn pdf_with(&self, token: Vec<u8>) -> Result<Vec<u8>, Failure> {
        let parts = SignatureParts { token: Some(token), ..self.parts.clone() };
        let cms = assemble(&parts).map_err(Failure::internal)?;
        self.pdf.fill(&cms).map_err(Failure::internal)
    }
}

/// What the signature is made of; `None` when a file is missing.
async fn parts(
    here: &Installation,
    case: &Case,
    signed: &ContractSignature,
    timestamp: Option<&SignatureTimestamp>,
) -> Result<Option<SignatureParts>, Failure> {
    let mut kept = files(here, case, FileKind::Certificate).await?;
    kept.extend(files(here, case, FileKind::Issuer).await?);
    kept.extend(files(here, case, FileKind::Token).await?);
    let file = |digest: &Digest| kept.iter().find(|file| Digest::of(file) == *digest).cloned();
    let certificates: Option<Vec<_>> =
        std::iter::once(&signed.certificate).chain(&signed.issuers).map(file).collect();
    let token = timestamp.map(|timestamp| file(&timestamp.token));
    let message = signing_message(signed.contract, &case.application.id, signed.challenge);
    let signed_attributes = signed_attributes(signed.pdf, signed.certificate, &message);
    let decode = |text: &str| STANDARD.decode(text).ok();
    let signature = decode(&signed.public_key).zip(decode(&signed.signature));
    let signature =
        signature.and_then(|(key, raw)| verify_device_signature(&key, &signed_attributes, &raw));
    let (Some(certificates), Some(signature)) = (certificates, signature) else { return Ok(None) };
    if token == Some(None) {
        return Ok(None);
    }
    Ok(Some(SignatureParts { signed_attributes, signature, certificates, token: token.flatten() }))
}

/// The signed agreement as a PDF.
///
/// # Errors
/// [`ProblemCode::NotFromHere`] when nothing is signed.
pub async fn pdf(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let case = Case::open(&here, &who.borrower, &id).await?;
    let signed = SignedContract::of(&here, &case).await?;
    let signed = signed.ok_or(Failure::of(ProblemCode::NotFromHere))?;
    let name =
        format!("attachment; filename=\"contract-{}.pdf\"", signed.signature.contract.short());
    let headers = [(CONTENT_TYPE, "application/pdf"), (CONTENT_DISPOSITION, name.as_str())];
    Ok((headers, signed.pdf()?).into_response())
}
