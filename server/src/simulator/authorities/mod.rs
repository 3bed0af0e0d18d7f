//! The demonstration certification and time-stamping authorities.
//!
//! Neither is licensed, and both say so in their names. Their keys and certificates are made on first use and kept
//! with the installation's keys, so that what they vouched for yesterday can be checked today.

mod certificates;
mod stamping;

use der::Decode as _;
use p256::ecdsa::SigningKey;
use shared::timestamp::Timestamp;
use x509_cert::Certificate;

use self::certificates::{Issue, Kind, name};
use crate::keys::{KeyError, KeyFolder};
use crate::randomness::{Randomness, RandomnessError};

/// Who the demonstration authorities say they are.
const ORGANISATION: &str = "普惠演示（非持牌机构） Puhui demonstration, not licensed";

/// How long the authorities' own certificates stand.
const AUTHORITY_DAYS: u32 = 3650;

/// How long a signer's certificate stands.
const SIGNER_DAYS: u32 = 365;

/// How long a list of revocations stands.
const REVOCATIONS_DAYS: u32 = 1;

/// Why an authority cannot do its work.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityError {
    /// A key cannot be read or made.
    #[error("an authority's key cannot be used")]
    Key(#[from] KeyError),
    /// No randomness for a number.
    #[error("an authority has no randomness")]
    Randomness(#[from] RandomnessError),
    /// Something could not be read or written.
    #[error("an authority cannot read or write this")]
    Encoding(#[from] der::Error),
    /// A certificate could not be made.
    #[error("a certificate could not be made: {0}")]
    Certificate(String),
    /// The request is not signed by the key it is for.
    #[error("the request does not prove possession of its key")]
    Unproven,
}

/// An authority's key and certificate.
#[derive(Debug)]
struct Authority {
    key: SigningKey,
    certificate: Certificate,
}

/// Both authorities.
#[derive(Debug)]
pub struct Authorities {
    root: Authority,
    issuing: Authority,
    stamping: Authority,
    randomness: Randomness,
}

impl Authorities {
    /// The authorities whose keys are in `folder`; made there at `now` when there are none.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub fn open(
        folder: &KeyFolder,
        randomness: Randomness,
        now: Timestamp,
    ) -> Result<Self, AuthorityError> {
        let open = |file: &str, title: &str, kind: Kind, issuer: Option<&Authority>| {
            let key = folder.private_key(&format!("{file}.key"), &randomness)?;
            let key =
                SigningKey::from_slice(&key).map_err(|_| KeyError::Damaged(file.to_owned()))?;
            let kept = folder.read(&format!("{file}.crt"))?;
            if let Some(kept) = kept {
                return Ok(Authority { key, certificate: Certificate::from_der(&kept)? });
            }
            let subject = name("CN", Some(ORGANISATION), title)?;
            let certificate = certificates::issue(Issue {
                issuer: issuer.map_or(&key, |issuer| &issuer.key),
                issuer_name: issuer.map_or(&subject, |issuer| issuer.name()),
                subject: &subject,
                public_key: certificates::public_key(&key)?,
                kind,
                serial: randomness.bytes()?,
                from: now,
                until: now.plus_days(AUTHORITY_DAYS),
            })?;
            folder.keep(&format!("{file}.crt"), &der::Encode::to_der(&certificate)?)?;
            Ok::<_, AuthorityError>(Authority { key, certificate })
        };
        let root = open("simulated-root", "演示根证书 Demonstration Root CA", Kind::Root, None)?;
        let issuing = open(
            "simulated-issuing",
            "演示签发机构 Demonstration Issuing CA",
            Kind::Issuing,
            Some(&root),
        )?;
        let stamping = open(
            "simulated-stamping",
            "演示时间戳机构 Demonstration Time-stamping Authority",
            Kind::Stamping,
            Some(&root),
        )?;
        Ok(Self { root, issuing, stamping, randomness })
    }

    /// The root of both, in DER.
    ///
    /// # Errors
    /// [`AuthorityError::Encoding`].
    pub fn root(&self) -> Result<Vec<u8>, AuthorityError> {
        self.root.der()
    }
}

impl Authority {
    fn name(&self) -> &x509_cert::name::Name {
        self.certificate.tbs_certificate().subject()
    }

    fn der(&self) -> Result<Vec<u8>, AuthorityError> {
        Ok(der::Encode::to_der(&self.certificate)?)
    }
}

#[cfg(test)]
mod tests;
