//! The certificate that a loan is settled (结清证明) as a PDF that the bank signs and an authority time-stamps.
//!
//! Made out and signed when it is first asked for, and kept: asked for again, it is the same file. The evidence chain names
//! it, so that a certificate nobody signed cannot be slipped in and a signed one not denied. Would other figures be
//! certified, because something became known late, there is a new one. While the time-stamping authority does
//! not answer the certificate holds without a time-stamp, which follows.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use shared::api::{Endpoint, GetSettlementCertificatePdf, ProblemCode, SignedCertificateView};
use shared::canonical::{self, Digest};
use shared::evidence::token::Token;
use shared::evidence::{EvidenceBody, settlement_message, signed_attributes};
use shared::statement::{SettlementCertificate, settlement_certificate};
use shared::timestamp::Timestamp;

use super::keepsakes::name_of;
use super::{Loan, standing};
use crate::adapters::{Party, Subject};
use crate::applications::signing::down;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::{Postponed, STAMP_SETTLED, new_job};
use crate::printing;
use crate::session::SignedIn;
use crate::signing::cms::{SignatureParts, assemble};
use crate::signing::pdf::Prepared;
use crate::signing::printed;
use crate::store::Document;
use crate::store::acts::{FindCertificate, KeepCertificate, StampCertificate};

/// Whom the bank's certificate names, beside the bank itself.
const SIGNS_AS: &str = "结清证明专用章";

/// What is certified about a loan, with its digest.
///
/// # Errors
/// [`ProblemCode::NotSettled`] while something is owed.
pub async fn certified(
    here: &Installation,
    loan: &Loan,
) -> Result<(SettlementCertificate, Digest), Failure> {
    let book = standing::book_today(here, loan)?;
    let borrower = name_of(here, loan).await?;
    let product_name = &loan.record.product_name;
    let certificate = settlement_certificate(&loan.id, here.name(), &borrower, product_name, &book);
    let certificate = certificate.ok_or(Failure::of(ProblemCode::NotSettled))?;
    let digest = canonical::digest(&certificate)?;
    Ok((certificate, digest))
}

/// What goes into the room for the signature, as kept; everything in base64.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Signature {
    /// The bank's certificate, then those above it.
    certificates: Vec<String>,
    /// The signature over the signed attributes, in DER.
    value: String,
    /// When it was made out and signed.
    signed_at: Timestamp,
    /// The time-stamp on the signature, once there is one.
    token: Option<String>,
}

/// A certificate as it was signed.
#[derive(Debug)]
pub struct SignedCertificate {
    loan: String,
    certificate: Digest,
    prepared: Prepared,
    signature: Signature,
}

impl SignedCertificate {
    /// The signed certificate of a settled loan; made out and signed now when there is none.
    ///
    /// # Errors
    /// [`ProblemCode::NotSettled`]; [`ProblemCode::OutsidePartyDown`] when the bank's key has no standing certificate
    /// and the authority does not answer.
    pub async fn of(here: &Installation, loan: &Loan) -> Result<Self, Failure> {
        let (certificate, digest) = certified(here, loan).await?;
        if let Some(signed) = Self::find(here, loan, digest).await? {
            return Ok(signed);
        }
        Self::sign(here, loan, certificate, digest).await?;
        // Whoever was first has signed it.
        Self::find(here, loan, digest).await?.ok_or(Failure::of(ProblemCode::Internal))
    }

    async fn find(
        here: &Installation,
        loan: &Loan,
        certificate: Digest,
    ) -> Result<Option<Self>, Failure> {
        let find = FindCertificate {
            borrower: loan.borrower.clone(),
            loan: loan.id.clone(),
            digest: certificate,
        };
        let Some(stored) = here.store.find_certificate(find).await? else { return Ok(None) };
        Ok(Some(Self {
            loan: loan.id.clone(),
            certificate,
            prepared: Prepared::read(stored.prepared).map_err(Failure::internal)?,
            signature: stored.document.read("settlement certificate")?,
        }))
    }

    async fn sign(
        here: &Installation,
        loan: &Loan,
        certificate: SettlementCertificate,
        digest: Digest,
    ) -> Result<(), Failure> {
        let (at, bank) = (here.now(), certificate.lender.zh.clone());
        let subject =
            Subject { common_name: SIGNS_AS.to_owned(), organisation: Some(bank.clone()) };
        let issued = here.bank.certified(&here.outside, &subject, at).await;
        let issued = issued.map_err(|error| down(&error))?;
        let kept = Document::of(&certificate)?;
        let print = move || printing::settlement_certificate(&certificate, at);
        let prepared = printed(print, bank, at).await?;
        let own = Digest::of(&issued.own);
        let message = settlement_message(digest, &loan.id);
        let signature = here.bank.sign(&signed_attributes(prepared.digest(), own, &message));
        let chain = std::iter::once(&issued.own).chain(&issued.issuers);
        let signature = Signature {
            certificates: chain.map(|one| STANDARD.encode(one)).collect(),
            value: STANDARD.encode(signature),
            signed_at: at,
            token: None,
        };
        let keep = KeepCertificate {
            borrower: loan.borrower.clone(),
            loan: loan.id.clone(),
            digest,
            prepared: prepared.bytes().to_vec(),
            document: Document::of(&signature)?,
            certificate: kept,
            application: loan.record.application_id.clone(),
            evidence: EvidenceBody::SettlementCertified {
                certificate: digest,
                loan_id: loan.id.clone(),
                pdf: prepared.digest(),
            },
            jobs: vec![new_job(here, STAMP_SETTLED, &loan.id)?],
            at,
        };
        here.store.keep_certificate(keep).await?;
        here.work.notify_one();
        Ok(())
    }

    fn parts(&self) -> Result<SignatureParts, Failure> {
        let decode = |text: &String| STANDARD.decode(text).map_err(Failure::internal);
        let certificates = self.signature.certificates.iter().map(decode);
        let certificates = certificates.collect::<Result<Vec<_>, _>>()?;
        let own = certificates.first().map_or(Digest::ZERO, |own| Digest::of(own));
        let message = settlement_message(self.certificate, &self.loan);
        Ok(SignatureParts {
            signed_attributes: signed_attributes(self.prepared.digest(), own, &message),
            signature: decode(&self.signature.value)?,
            certificates,
            token: self.signature.token.as_ref().map(decode).transpose()?,
        })
    }

    /// The PDF with the signature, and the time-stamp when there is one.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be put together.
    pub fn pdf(&self) -> Result<Vec<u8>, Failure> {
        let cms = assemble(&self.parts()?).map_err(Failure::internal)?;
        self.prepared.fill(&cms).map_err(Failure::internal)
    }

    /// What the borrower sees of it.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be put together.
    pub fn view(&self, here: &Installation) -> Result<SignedCertificateView, Failure> {
        let token = self.parts()?.token.and_then(|token| Token::read(&token).ok());
        Ok(SignedCertificateView {
            signed_at: self.signature.signed_at,
            timestamped_at: token.and_then(|token| token.at()),
            certification_simulated: here.outside.is_simulated(Party::Certification),
            timestamp_simulated: here.outside.is_simulated(Party::Timestamp),
        })
    }
}

/// Has the signature of a loan's certificate stamped; does nothing when that is done.
///
/// # Errors
/// [`Postponed`] when the authority gave no usable answer: the signature stands, and is stamped later.
pub async fn stamp(here: &Installation, borrower: &str, loan: &str) -> Result<(), Postponed> {
    let loan = Loan::open(here, borrower, loan).await?;
    let signed = SignedCertificate::of(here, &loan).await?;
    let parts = signed.parts()?;
    if parts.token.is_some() {
        return Ok(());
    }
    let nonce = here.randomness.bytes().map_err(Failure::from)?;
    let stamped = here.outside.stamp(Digest::of(&parts.signature), nonce).await;
    let stamped = stamped.map_err(|error| {
        tracing::warn!(reason = error.word(), "the time-stamping authority did not answer");
        Postponed::Outside(error.word())
    })?;
    let token = Some(STANDARD.encode(stamped.token));
    let document = Document::of(&Signature { token, ..signed.signature })?;
    let digest = signed.certificate;
    let stamp = StampCertificate { borrower: loan.borrower, loan: loan.id, digest, document };
    Ok(here.store.stamp_certificate(stamp).await?)
}

/// The certificate as a PDF.
///
/// # Errors
/// [`Failure`], as [`SignedCertificate::of`].
pub async fn pdf(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let loan = Loan::open(&here, &who.borrower, &id).await?;
    let signed = SignedCertificate::of(&here, &loan).await?;
    let headers = [
        (CONTENT_TYPE, GetSettlementCertificatePdf::MEDIA_TYPE.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"settled-{}.pdf\"", loan.id)),
    ];
    Ok((headers, signed.pdf()?).into_response())
}
