//! Signatures on agreements, their certificates, their time-stamps and the PDF.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::pdf::signed_digest;
use super::reading::Contents;
use super::{BrokenLink, Fault, Link};
use crate::canonical::Digest;
use crate::evidence::certificate::{CertificateChain, verify_device_signature};
use crate::evidence::key::KeyRing;
use crate::evidence::token::{Token, TokenFault};
use crate::evidence::{
    ContractSignature, EvidenceEvent, SignatureTimestamp, signed_attributes, signing_message,
};
use crate::timestamp::Timestamp;

/// A signature that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureFinding {
    /// When it was recorded.
    pub at: Timestamp,
    /// Whom the certificate is about.
    pub signer: String,
    /// Whom everything rests on: the root's subject.
    pub authority: String,
    /// Digest of the root, to compare with what that authority publishes.
    pub root: Digest,
    /// The time-stamp on it, once there is one.
    pub timestamp: Option<TimestampFinding>,
}

/// A time-stamp that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimestampFinding {
    /// The moment the authority vouches for.
    pub at: Timestamp,
    /// Who it is.
    pub authority: String,
}

/// What a later event needs to know of a signature.
struct Signed {
    finding: SignatureFinding,
    /// Digest of the signature in DER.
    digest: Digest,
    pdf: Digest,
}

/// Checks every signature and time-stamp, event by event.
pub(super) fn check(
    contents: &Contents,
    keys: &KeyRing,
) -> Result<Vec<SignatureFinding>, BrokenLink> {
    let mut signed: Vec<Signed> = Vec::new();
    for (index, event) in contents.bundle.events.iter().enumerate() {
        if let Some(body) = event.body.get("contract_signed") {
            let found = check_signature(contents, keys, event, body);
            let found =
                found.map_err(|fault| BrokenLink { link: Link::Signature(index), fault })?;
            check_pdf(contents, index, document_of(body), found.pdf)?;
            signed.push(found);
        } else if let Some(body) = event.body.get("timestamped") {
            let pdf = check_timestamp(contents, &mut signed, body)
                .map_err(|fault| BrokenLink { link: Link::Timestamp(index), fault })?;
            check_pdf(contents, index, document_of(body), pdf)?;
        }
    }
    Ok(signed.into_iter().map(|signed| signed.finding).collect())
}

fn document_of(body: &Value) -> Option<Digest> {
    body.get("document")?.as_str()?.parse().ok()
}

fn check_signature(
    contents: &Contents,
    keys: &KeyRing,
    event: &EvidenceEvent<Value>,
    body: &Value,
) -> Result<Signed, Fault> {
    let body: ContractSignature =
        serde_json::from_value(body.clone()).map_err(|_| Fault::Malformed)?;
    let (own, issuers) = certificates(contents, body.certificate, &body.issuers)?;
    let decode = |text: &str| STANDARD.decode(text).map_err(|_| Fault::Malformed);
    let (public_key, signature) = (decode(&body.public_key)?, decode(&body.signature)?);
    let message = signing_message(body.contract, &event.application_id, body.challenge);
    let attributes = signed_attributes(body.pdf, body.certificate, &message);
    let signature = verify_device_signature(&public_key, &attributes, &signature);
    let signature = signature.ok_or(Fault::Forged)?;
    let chain = CertificateChain::read(own, &issuers).map_err(|_| Fault::Uncertified)?;
    chain.check_key(&public_key).map_err(|_| Fault::Uncertified)?;
    chain.check(event.at).map_err(|_| Fault::Uncertified)?;
    if !names_known_log_key(contents, keys, body.contract) {
        return Err(Fault::UnknownLogKey);
    }
    let root = body.issuers.last().copied().unwrap_or(body.certificate);
    let finding = SignatureFinding {
        at: event.at,
        signer: chain.own().subject(),
        authority: chain.root().subject(),
        root,
        timestamp: None,
    };
    Ok(Signed { finding, digest: Digest::of(&signature), pdf: body.pdf })
}

/// A certificate's bytes and those of the certificates above it.
fn certificates<'a>(
    contents: &'a Contents,
    own: Digest,
    issuers: &[Digest],
) -> Result<(&'a [u8], Vec<Vec<u8>>), Fault> {
    let file = |digest: &Digest| contents.files.get(digest).ok_or(Fault::Missing);
    let issuers = issuers.iter().map(|digest| file(digest).cloned()).collect::<Result<_, _>>()?;
    Ok((file(&own)?, issuers))
}

/// Whether the agreement names one of the log's keys; it does when it is not there to be read.
fn names_known_log_key(contents: &Contents, keys: &KeyRing, contract: Digest) -> bool {
    let Some(text) = contents.bundle.documents.get(&contract) else { return true };
    let contract: Option<Value> = serde_json::from_str(text).ok();
    let named = contract.as_ref().and_then(|contract| contract.get("log_key")?.as_str());
    named.is_some_and(|named| keys.holds(named))
}

/// Checks a time-stamp and returns what the PDF's signature covers.
fn check_timestamp(
    contents: &Contents,
    signed: &mut [Signed],
    body: &Value,
) -> Result<Digest, Fault> {
    let body: SignatureTimestamp =
        serde_json::from_value(body.clone()).map_err(|_| Fault::Malformed)?;
    let (own, issuers) = body.authority.split_first().ok_or(Fault::Malformed)?;
    let (own, issuers) = certificates(contents, *own, issuers)?;
    let token = contents.files.get(&body.token).ok_or(Fault::Missing)?;
    let signed = signed.iter_mut().find(|signed| signed.digest == body.signature);
    let signed = signed.ok_or(Fault::Other)?;
    let token = Token::read(token).map_err(|_| Fault::Forged)?;
    let chain = CertificateChain::read(own, &issuers).map_err(|_| Fault::Uncertified)?;
    let at = token.check(body.signature, &chain).map_err(|fault| match fault {
        TokenFault::Forged => Fault::Forged,
        TokenFault::Uncertified(_) => Fault::Uncertified,
    })?;
    let authority = chain.own().subject();
    signed.finding.timestamp = Some(TimestampFinding { at, authority });
    Ok(signed.pdf)
}

/// Checks that the PDF, where it is in the file, is the one that was signed.
fn check_pdf(
    contents: &Contents,
    index: usize,
    document: Option<Digest>,
    covered: Digest,
) -> Result<(), BrokenLink> {
    let Some(file) = document.and_then(|document| contents.files.get(&document)) else {
        return Ok(());
    };
    if signed_digest(file) == Some(covered) {
        Ok(())
    } else {
        Err(BrokenLink { link: Link::Pdf(index), fault: Fault::Altered })
    }
}
