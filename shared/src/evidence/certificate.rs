//! X.509 certificates, as far as a signature on an agreement needs them.
//!
//! Only P-256 with SHA-256: that is what devices sign with, and the authorities an installation is
//! set up with must use it too. A chain is checked for one moment; whether a certificate was revoked is asked of
//! its authority when somebody signs, and cannot be told from a file.

use der::{Decode as _, Encode as _};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{DerSignature, Signature, VerifyingKey};
use p256::pkcs8::DecodePublicKey as _;
use x509_cert::Certificate as X509;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage};

use crate::timestamp::Timestamp;

/// `ecdsa-with-SHA256`.
const ECDSA_WITH_SHA256: &str = "1.2.840.10045.4.3.2";

/// `id-kp-timeStamping`.
const TIME_STAMPING: &str = "1.3.6.1.5.5.7.3.8";

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate(X509);

/// Certificates, each signed by the next, the last by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateChain {
    own: Certificate,
    issuers: Vec<Certificate>,
}

/// Why certificates do not vouch for a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Uncertified {
    /// One of them is not a certificate, or of another kind than this program knows.
    #[error("a certificate cannot be read")]
    Unreadable,
    /// One is not signed by the next, which must be an authority's; or the last not by itself.
    #[error("the certificates do not follow from each other")]
    NotIssued,
    /// The moment is outside the validity of one of them.
    #[error("a certificate was not valid at that time")]
    NotValidThen,
    /// The certificate is for another key.
    #[error("the certificate is for another key")]
    OtherKey,
    /// The certificate is not for time-stamping.
    #[error("the certificate is not for time-stamping")]
    OtherUse,
}

impl Certificate {
    /// Reads a certificate in DER.
    ///
    /// # Errors
    /// [`Uncertified::Unreadable`].
    pub fn read(bytes: &[u8]) -> Result<Self, Uncertified> {
        X509::from_der(bytes).map(Self).map_err(|_| Uncertified::Unreadable)
    }

    /// The certified key: its `SubjectPublicKeyInfo` in DER.
    ///
    /// # Errors
    /// [`Uncertified::Unreadable`].
    pub fn public_key(&self) -> Result<Vec<u8>, Uncertified> {
        let key = self.0.tbs_certificate().subject_public_key_info();
        key.to_der().map_err(|_| Uncertified::Unreadable)
    }

    /// Whom it is about, such as `CN=…,O=…`.
    pub fn subject(&self) -> String {
        self.0.tbs_certificate().subject().to_string()
    }

    /// The certificate itself, for whoever writes or reads more of it.
    pub const fn as_x509(&self) -> &X509 {
        &self.0
    }

    /// Checks a signature in DER by the certified key.
    ///
    /// # Errors
    /// [`Uncertified::Unreadable`] for a key that is not P-256, [`Uncertified::NotIssued`] when it
    /// does not verify.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), Uncertified> {
        let key = VerifyingKey::from_public_key_der(&self.public_key()?);
        let key = key.map_err(|_| Uncertified::Unreadable)?;
        let signature = DerSignature::from_bytes(signature);
        let signature = signature.map_err(|_| Uncertified::NotIssued)?;
        key.verify(message, &signature).map_err(|_| Uncertified::NotIssued)
    }

    /// Whether `at` lies within its validity, to the second, both ends included.
    pub fn is_valid(&self, at: Timestamp) -> bool {
        let validity = self.0.tbs_certificate().validity();
        let second = at.seconds_since(Timestamp::MIN);
        let starts = validity.not_before.to_unix_duration().as_secs();
        let ends = validity.not_after.to_unix_duration().as_secs();
        starts <= second && second <= ends
    }

    fn is_issued_by(&self, issuer: &Self) -> Result<(), Uncertified> {
        let (own, above) = (self.0.tbs_certificate(), issuer.0.tbs_certificate());
        if own.issuer() != above.subject() {
            return Err(Uncertified::NotIssued);
        }
        if self.0.signature_algorithm().oid.to_string() != ECDSA_WITH_SHA256 {
            return Err(Uncertified::Unreadable);
        }
        let signed = own.to_der().map_err(|_| Uncertified::Unreadable)?;
        issuer.verify(&signed, self.0.signature().as_bytes().ok_or(Uncertified::Unreadable)?)
    }

    fn is_authority(&self) -> bool {
        let constraints = self.0.tbs_certificate().get_extension::<BasicConstraints>();
        matches!(constraints, Ok(Some((_, constraints))) if constraints.ca)
    }

    fn is_for_time_stamping(&self) -> bool {
        let usage = self.0.tbs_certificate().get_extension::<ExtendedKeyUsage>();
        let Ok(Some((_, usage))) = usage else { return false };
        usage.0.iter().any(|purpose| purpose.to_string() == TIME_STAMPING)
    }
}

/// `own` and the certificates above it, as far as they are among `others`. Of several that bear an issuer's name, as they do
/// after an authority has replaced its key, the one whose key signed is taken.
pub fn path<'a>(own: &'a X509, others: &'a [X509]) -> Vec<&'a X509> {
    let mut found = vec![own];
    let mut last = own;
    loop {
        let above = last.tbs_certificate().issuer();
        let is_next =
            |other: &&X509| other.tbs_certificate().subject() == above && !found.contains(other);
        let named: Vec<&X509> = others.iter().filter(is_next).collect();
        let signed = |other: &&&X509| {
            named.len() == 1
                || Certificate(last.clone()).is_issued_by(&Certificate((**other).clone())).is_ok()
        };
        let Some(next) = named.iter().find(signed).or(named.first()).copied() else {
            return found;
        };
        found.push(next);
        last = next;
    }
}

impl CertificateChain {
    /// Reads certificates in DER: the subject's own, then those above it, the root last.
    ///
    /// # Errors
    /// [`Uncertified::Unreadable`].
    pub fn read(own: &[u8], issuers: &[Vec<u8>]) -> Result<Self, Uncertified> {
        let issuers = issuers.iter().map(|issuer| Certificate::read(issuer));
        Ok(Self { own: Certificate::read(own)?, issuers: issuers.collect::<Result<_, _>>()? })
    }

    /// Checks that each certificate follows from the next and that all were valid at `at`.
    ///
    /// # Errors
    /// [`Uncertified::NotIssued`], [`Uncertified::NotValidThen`], [`Uncertified::Unreadable`].
    pub fn check(&self, at: Timestamp) -> Result<(), Uncertified> {
        let mut below = &self.own;
        for issuer in &self.issuers {
            below.is_issued_by(issuer)?;
            if !issuer.is_authority() {
                return Err(Uncertified::NotIssued);
            }
            below = issuer;
        }
        if self.issuers.is_empty() {
            return Err(Uncertified::NotIssued);
        }
        below.is_issued_by(below)?;
        let all_valid = self.own.is_valid(at) && self.issuers.iter().all(|one| one.is_valid(at));
        if all_valid { Ok(()) } else { Err(Uncertified::NotValidThen) }
    }

    /// Checks that the certificate is for this key: its `SubjectPublicKeyInfo` in DER.
    ///
    /// # Errors
    /// [`Uncertified::OtherKey`], [`Uncertified::Unreadable`].
    pub fn check_key(&self, public_key: &[u8]) -> Result<(), Uncertified> {
        if self.own.public_key()? == public_key { Ok(()) } else { Err(Uncertified::OtherKey) }
    }

    /// Checks that the certificate is for time-stamping.
    ///
    /// # Errors
    /// [`Uncertified::OtherUse`].
    pub fn check_time_stamping(&self) -> Result<(), Uncertified> {
        if self.own.is_for_time_stamping() { Ok(()) } else { Err(Uncertified::OtherUse) }
    }

    /// The subject's own certificate.
    pub const fn own(&self) -> &Certificate {
        &self.own
    }

    /// The certificate that issued it: its next, or itself.
    pub fn issuer(&self) -> &Certificate {
        self.issuers.first().unwrap_or(&self.own)
    }

    /// The certificate everything rests on.
    pub fn root(&self) -> &Certificate {
        self.issuers.last().unwrap_or(&self.own)
    }
}

/// Checks a signature as WebCrypto makes it, `r ‖ s` in 64 bytes, and returns it in DER.
///
/// `public_key` is the key's `SubjectPublicKeyInfo` in DER. `None` when it does not verify.
pub fn verify_device_signature(
    public_key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Option<Vec<u8>> {
    let key = VerifyingKey::from_public_key_der(public_key).ok()?;
    let signature = Signature::from_slice(signature).ok()?;
    key.verify(message, &signature).ok()?;
    Some(signature.to_der().as_bytes().to_vec())
}
