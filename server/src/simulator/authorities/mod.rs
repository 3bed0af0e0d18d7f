//! The demonstration certification and time-stamping authorities.
//!
//! Neither is licensed, and both say so in their names. Their keys and certificates are made on first use and kept
//! with the installation's keys, so that what they vouched for yesterday can be checked today.
//!
//! Keys are replaced by generations: [`Authorities::rotate`] makes a successor, which is used from the next start on, and leaves
//! what was there. Nothing goes back to an old generation: whoever holds evidence holds the certificates it was signed under.

mod certificates;
mod stamping;

use der::Decode as _;
use p256::ecdsa::SigningKey;
use shared::timestamp::Timestamp;
use x509_cert::Certificate;

use self::certificates::{Issue, Kind, name};
use super::Validity;
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
    /// There is nobody to succeed.
    #[error(
        "there are no demonstration authorities in this folder; the new root of a real one replaces its file under [trust]"
    )]
    Absent,
    /// The request is not signed by the key it is for.
    #[error("the request does not prove possession of its key")]
    Unproven,
}

/// When a signer's certificate is valid, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Term {
    from: Timestamp,
    until: Timestamp,
}

impl Term {
    /// As long as a signer's certificate stands that is issued at `now`.
    pub(super) fn of_signer(now: Timestamp) -> Self {
        Self { from: now, until: now.plus_days(SIGNER_DAYS) }
    }

    /// As a script says, counted from `now`.
    pub(super) fn scripted(validity: Validity, now: Timestamp) -> Self {
        let from = now.plus_seconds(validity.begins_in);
        Self { from, until: from.plus_seconds(validity.lasts) }
    }
}

/// An authority's key and certificate.
#[derive(Debug)]
struct Authority {
    key: SigningKey,
    certificate: Certificate,
    /// How many there were before it, and itself.
    generation: u32,
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
    /// The newest authorities whose keys are in `folder`; made there at `now` when there are none, or when those that are there
    /// rest on a root that has a successor.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub fn open(
        folder: &KeyFolder,
        randomness: Randomness,
        now: Timestamp,
    ) -> Result<Self, AuthorityError> {
        let shelf = Shelf { folder, randomness: &randomness, now };
        let root = shelf.newest(Role::Root)?.map_or_else(|| shelf.next(Role::Root, None), Ok)?;
        let below = |role: Role| match shelf.newest(role)? {
            Some(authority) if authority.is_below(&root) => Ok(authority),
            _ => shelf.next(role, Some(&root)),
        };
        let (issuing, stamping) = (below(Role::Issuing)?, below(Role::Stamping)?);
        Ok(Self { root, issuing, stamping, randomness })
    }

    /// Makes a successor, used from the next start on, and returns whom it is made out to. A new certification authority is a
    /// new root; what rests on the root follows it when the authorities are next opened.
    ///
    /// # Errors
    /// [`AuthorityError`]; [`AuthorityError::Absent`] where real authorities are asked.
    pub fn rotate(
        folder: &KeyFolder,
        which: Rotated,
        randomness: &Randomness,
        now: Timestamp,
    ) -> Result<String, AuthorityError> {
        let shelf = Shelf { folder, randomness, now };
        if shelf.newest(Role::Root)?.is_none() {
            return Err(AuthorityError::Absent);
        }
        let Self { root, .. } = Self::open(folder, randomness.apart(), now)?;
        let successor = match which {
            Rotated::Certification => shelf.next(Role::Root, None)?,
            Rotated::TimeStamping => shelf.next(Role::Stamping, Some(&root))?,
        };
        Ok(successor.name().to_string())
    }

    /// The root of both, in DER.
    ///
    /// # Errors
    /// [`AuthorityError::Encoding`].
    pub fn root(&self) -> Result<Vec<u8>, AuthorityError> {
        self.root.der()
    }
}

/// Which authority gets a successor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rotated {
    /// The one that certifies signers, with its root and whatever else rests on that.
    Certification,
    /// The one that stamps.
    TimeStamping,
}

/// What an authority is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Everything rests on it.
    Root,
    /// Issues signers' certificates.
    Issuing,
    /// Stamps.
    Stamping,
}

impl Role {
    /// How its files are named.
    const fn file(self) -> &'static str {
        match self {
            Self::Root => "simulated-root",
            Self::Issuing => "simulated-issuing",
            Self::Stamping => "simulated-stamping",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Root => "演示根证书 Demonstration Root CA",
            Self::Issuing => "演示签发机构 Demonstration Issuing CA",
            Self::Stamping => "演示时间戳机构 Demonstration Time-stamping Authority",
        }
    }

    const fn kind(self) -> Kind {
        match self {
            Self::Root => Kind::Root,
            Self::Issuing => Kind::Issuing,
            Self::Stamping => Kind::Stamping,
        }
    }
}

/// Where the authorities' keys and certificates lie, one generation beside the other.
struct Shelf<'a> {
    folder: &'a KeyFolder,
    randomness: &'a Randomness,
    now: Timestamp,
}

impl Shelf<'_> {
    /// The newest authority of a role, if there is any.
    fn newest(&self, role: Role) -> Result<Option<Authority>, AuthorityError> {
        let mut newest = None;
        while let Some(authority) = self.generation(role, next_after(newest.as_ref()))? {
            newest = Some(authority);
        }
        Ok(newest)
    }

    fn generation(&self, role: Role, generation: u32) -> Result<Option<Authority>, AuthorityError> {
        let file = file_name(role, generation);
        // The certificate comes last: an authority without one was never used.
        let Some(kept) = self.folder.read(&format!("{file}.crt"))? else { return Ok(None) };
        let certificate = Certificate::from_der(&kept)?;
        Ok(Some(Authority { key: self.key(&file)?, certificate, generation }))
    }

    /// Makes the next generation of a role, certified by `issuer` or by itself.
    fn next(&self, role: Role, issuer: Option<&Authority>) -> Result<Authority, AuthorityError> {
        let generation = next_after(self.newest(role)?.as_ref());
        let file = file_name(role, generation);
        let key = self.key(&file)?;
        // Told apart by name, for whoever looks for the issuer of a certificate looks for its name.
        let title = match generation {
            FIRST => role.title().to_owned(),
            later => format!("{} G{later}", role.title()),
        };
        let subject = name("CN", Some(ORGANISATION), &title)?;
        let certificate = certificates::issue(Issue {
            issuer: issuer.map_or(&key, |issuer| &issuer.key),
            issuer_name: issuer.map_or(&subject, |issuer| issuer.name()),
            subject: &subject,
            public_key: certificates::public_key(&key)?,
            kind: role.kind(),
            serial: self.randomness.bytes()?,
            from: self.now,
            until: self.now.plus_days(AUTHORITY_DAYS),
        })?;
        self.folder.keep(&format!("{file}.crt"), &der::Encode::to_der(&certificate)?)?;
        Ok(Authority { key, certificate, generation })
    }

    fn key(&self, file: &str) -> Result<SigningKey, AuthorityError> {
        let key = self.folder.private_key(&format!("{file}.key"), self.randomness)?;
        Ok(SigningKey::from_slice(&key).map_err(|_| KeyError::Damaged(file.to_owned()))?)
    }
}

/// The first generation's number, which is not part of its name.
const FIRST: u32 = 1;

fn next_after(authority: Option<&Authority>) -> u32 {
    authority.map_or(FIRST, |authority| authority.generation.saturating_add(1))
}

fn file_name(role: Role, generation: u32) -> String {
    match generation {
        FIRST => role.file().to_owned(),
        later => format!("{}-{later}", role.file()),
    }
}

impl Authority {
    /// Whether `root` is the one that certified it.
    fn is_below(&self, root: &Self) -> bool {
        self.certificate.tbs_certificate().issuer() == root.name()
    }

    fn name(&self) -> &x509_cert::name::Name {
        self.certificate.tbs_certificate().subject()
    }

    fn der(&self) -> Result<Vec<u8>, AuthorityError> {
        Ok(der::Encode::to_der(&self.certificate)?)
    }
}

#[cfg(test)]
mod tests;
