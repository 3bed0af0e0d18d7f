//! The certification authority: certifies signers' keys and says which certificates it took back.
//!
//! Whatever it answers is checked against the root this installation trusts before it is believed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use der::asn1::BitString;
use der::oid::db::rfc5912::ECDSA_WITH_SHA_256;
use der::{Decode as _, Encode as _};
use reqwest::Client;
use serde::{Deserialize, Serialize};
use shared::evidence::certificate::{Certificate, CertificateChain, Uncertified};
use shared::evidence::certification_request_info;
use shared::timestamp::Timestamp;
use x509_cert::crl::CertificateList;
use x509_cert::request::{CertReq, CertReqInfo};
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::{AdapterError, Outside, Party};

/// A signer's certificate with those above it, each in DER, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certified {
    /// The signer's own.
    pub own: Vec<u8>,
    /// Those above it, the root last.
    pub issuers: Vec<Vec<u8>>,
}

/// Whom a certificate is to name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The person.
    pub common_name: String,
    /// The business they sign for, if it is the business that borrows.
    pub organisation: Option<String>,
}

#[derive(Serialize)]
struct Request<'a> {
    request: String,
    #[serde(flatten)]
    subject: &'a Subject,
}

#[derive(Deserialize)]
struct Answer {
    certificate: String,
    issuers: Vec<String>,
}

impl Certified {
    /// The certificates, read.
    ///
    /// # Errors
    /// [`Uncertified::Unreadable`].
    pub fn chain(&self) -> Result<CertificateChain, Uncertified> {
        CertificateChain::read(&self.own, &self.issuers)
    }
}

impl Outside {
    /// Has a key certified for somebody the bank has verified.
    ///
    /// `public_key` is the key's `SubjectPublicKeyInfo` and `proof` its signature, in DER, over
    /// [`certification_request_info`].
    ///
    /// # Errors
    /// [`AdapterError`]; [`AdapterError::NotValidNow`] for a certificate outside its validity at `now`,
    /// [`AdapterError::Nonsense`] also for one of another key, or that does not follow from the root this installation trusts.
    pub async fn certify(
        &self,
        public_key: &[u8],
        proof: &[u8],
        subject: &Subject,
        now: Timestamp,
    ) -> Result<Certified, AdapterError> {
        let request = certification_request(public_key, proof);
        let request = request.map_err(|_| AdapterError::Nonsense)?;
        let request = Request { request: STANDARD.encode(request), subject };
        let answer: Answer = self.tell(Party::Certification, "certificates", &request).await?;
        let decode = |text: &String| STANDARD.decode(text).map_err(|_| AdapterError::Nonsense);
        let issuers = answer.issuers.iter().map(decode).collect::<Result<_, _>>()?;
        let certified = Certified { own: decode(&answer.certificate)?, issuers };
        let checked = certified.chain().and_then(|chain| {
            chain.check_key(public_key)?;
            self.check_certificate(&chain, now)
        });
        match checked {
            Ok(()) => Ok(certified),
            Err(Uncertified::NotValidThen) => Err(AdapterError::NotValidNow),
            Err(_) => Err(AdapterError::Nonsense),
        }
    }

    /// Checks that a chain follows from the root this installation trusts and is valid at `now`.
    ///
    /// # Errors
    /// [`Uncertified`].
    pub fn check_certificate(
        &self,
        chain: &CertificateChain,
        now: Timestamp,
    ) -> Result<(), Uncertified> {
        if *chain.root() != Certificate::read(&self.trust.certification)? {
            return Err(Uncertified::NotIssued);
        }
        chain.check(now)
    }

    /// Whether the authority has taken a certificate back.
    ///
    /// # Errors
    /// [`AdapterError`]; [`AdapterError::Nonsense`] for a list that is not the issuer's or out of date.
    pub async fn is_revoked(
        &self,
        chain: &CertificateChain,
        now: Timestamp,
    ) -> Result<bool, AdapterError> {
        let published = |client: &Client, base: &str| client.get(format!("{base}/revocations"));
        let bytes = self.once(Party::Certification, published).await?;
        let list = CertificateList::from_der(&bytes).map_err(|_| AdapterError::Nonsense)?;
        let is_current = is_current(&list, chain.issuer(), now);
        if !is_current {
            return Err(AdapterError::Nonsense);
        }
        let own = chain.own().as_x509().tbs_certificate().serial_number();
        let revoked = list.tbs_cert_list.revoked_certificates.unwrap_or_default();
        Ok(revoked.iter().any(|entry| entry.serial_number == *own))
    }
}

/// Whether a list is signed by the issuer and has not lapsed.
fn is_current(list: &CertificateList, issuer: &Certificate, now: Timestamp) -> bool {
    let Ok(signed) = list.tbs_cert_list.to_der() else { return false };
    let signature = list.signature.as_bytes().unwrap_or_default();
    let second = now.seconds_since(Timestamp::MIN);
    let ends = list.tbs_cert_list.next_update.map(|time| time.to_unix_duration().as_secs());
    list.tbs_cert_list.issuer == *issuer.as_x509().tbs_certificate().subject()
        && issuer.verify(&signed, signature).is_ok()
        && ends.is_some_and(|ends| second <= ends)
}

/// A PKCS #10 request in DER.
fn certification_request(public_key: &[u8], proof: &[u8]) -> der::Result<Vec<u8>> {
    let info = CertReqInfo::from_der(&certification_request_info(public_key))?;
    let request = CertReq {
        info,
        algorithm: AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA_256, parameters: None },
        signature: BitString::from_bytes(proof)?,
    };
    request.to_der()
}
