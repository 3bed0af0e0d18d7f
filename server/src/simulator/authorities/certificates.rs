//! Certificates and their revocation.

use std::time::Duration;

use der::asn1::{BitString, GeneralizedTime, ObjectIdentifier, SetOfVec};
use der::oid::db::rfc4519::{COMMON_NAME, COUNTRY_NAME, ORGANIZATION_NAME};
use der::oid::db::rfc5280::{ID_KP_EMAIL_PROTECTION, ID_KP_TIME_STAMPING};
use der::oid::db::rfc5912::ECDSA_WITH_SHA_256;
use der::{Any, Decode as _, Encode as _, Tag};
use p256::ecdsa::signature::{Signer as _, Verifier as _};
use p256::ecdsa::{DerSignature, SigningKey, VerifyingKey};
use p256::pkcs8::DecodePublicKey as _;
use shared::timestamp::Timestamp;
use x509_cert::Certificate;
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{Builder as _, CertificateBuilder};
use x509_cert::certificate::TbsCertificate;
use x509_cert::crl::{CertificateList, RevokedCert, TbsCertList};
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages,
    SubjectKeyIdentifier,
};
use x509_cert::ext::{Extension, ToExtension};
use x509_cert::name::Name;
use x509_cert::request::CertReq;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{
    AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned, SubjectPublicKeyInfoRef,
};
use x509_cert::time::{Time, Validity};

use super::{Authorities, AuthorityError, REVOCATIONS_DAYS, Term};

/// `id-kp-documentSigning` (RFC 9336).
const DOCUMENT_SIGNING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.36");

/// Bytes of a certificate's number.
const SERIAL_BYTES: usize = 16;

/// What a certificate is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Everything rests on it.
    Root,
    /// Issues signers' certificates.
    Issuing,
    /// Stamps.
    Stamping,
    /// Signs documents.
    Signer,
}

/// A certificate to be made.
pub(super) struct Issue<'a> {
    pub(super) issuer: &'a SigningKey,
    pub(super) issuer_name: &'a Name,
    pub(super) subject: &'a Name,
    pub(super) public_key: SubjectPublicKeyInfoOwned,
    pub(super) kind: Kind,
    pub(super) serial: [u8; SERIAL_BYTES],
    pub(super) from: Timestamp,
    pub(super) until: Timestamp,
}

/// Makes a certificate.
pub(super) fn issue(issue: Issue<'_>) -> Result<Certificate, AuthorityError> {
    let refused = |error: x509_cert::builder::Error| AuthorityError::Certificate(error.to_string());
    let [first, rest @ ..] = issue.serial;
    // A positive number of the full length.
    let serial = [&[first & 0x7f | 0x40], rest.as_slice()].concat();
    let validity = Validity::new(time(issue.from)?, time(issue.until)?);
    let profile = Profile {
        issuer: issue.issuer_name.clone(),
        subject: issue.subject.clone(),
        kind: issue.kind,
    };
    let serial = SerialNumber::new(&serial)?;
    let builder = CertificateBuilder::new(profile, serial, validity, issue.public_key);
    builder.and_then(|builder| builder.build::<_, DerSignature>(issue.issuer)).map_err(refused)
}

/// A key's `SubjectPublicKeyInfo`.
pub(super) fn public_key(key: &SigningKey) -> Result<SubjectPublicKeyInfoOwned, AuthorityError> {
    SubjectPublicKeyInfoOwned::from_key(key.verifying_key())
        .map_err(|error| AuthorityError::Certificate(error.to_string()))
}

/// A subject: country, organisation where there is one, and what it is called.
pub(super) fn name(
    country: &str,
    organisation: Option<&str>,
    common: &str,
) -> Result<Name, AuthorityError> {
    let part = |oid, tag, text: &str| {
        let value = Any::new(tag, text.as_bytes())?;
        SetOfVec::try_from(vec![AttributeTypeAndValue { oid, value }])
    };
    let mut parts = vec![part(COUNTRY_NAME, Tag::PrintableString, country)?];
    if let Some(organisation) = organisation {
        parts.push(part(ORGANIZATION_NAME, Tag::Utf8String, organisation)?);
    }
    parts.push(part(COMMON_NAME, Tag::Utf8String, common)?);
    Ok(Name::from_der(&parts.to_der()?)?)
}

fn time(at: Timestamp) -> der::Result<Time> {
    let since_1970 = Duration::from_secs(at.seconds_since(Timestamp::MIN));
    Ok(Time::GeneralTime(GeneralizedTime::from_unix_duration(since_1970)?))
}

/// What is written into a certificate besides names, key and dates.
struct Profile {
    issuer: Name,
    subject: Name,
    kind: Kind,
}

impl BuilderProfile for Profile {
    fn get_issuer(&self, _: &Name) -> Name {
        self.issuer.clone()
    }

    fn get_subject(&self) -> Name {
        self.subject.clone()
    }

    fn build_extensions(
        &self,
        own_key: SubjectPublicKeyInfoRef<'_>,
        issuer_key: SubjectPublicKeyInfoRef<'_>,
        tbs: &TbsCertificate,
    ) -> x509_cert::builder::Result<Vec<Extension>> {
        let mut extensions = Vec::new();
        let mut add = |critical: bool, mut extension: Extension| {
            extension.critical = critical;
            extensions.push(extension);
        };
        let made = |extension: der::Result<Extension>| extension;
        let (is_authority, length) = match self.kind {
            Kind::Root => (true, Some(1)),
            Kind::Issuing => (true, Some(0)),
            Kind::Stamping | Kind::Signer => (false, None),
        };
        let constraints = BasicConstraints { ca: is_authority, path_len_constraint: length };
        add(true, made(constraints.to_extension(tbs.subject(), &[]))?);
        let usages = match self.kind {
            Kind::Root | Kind::Issuing => KeyUsages::KeyCertSign | KeyUsages::CRLSign,
            Kind::Stamping => KeyUsages::DigitalSignature.into(),
            Kind::Signer => KeyUsages::DigitalSignature | KeyUsages::NonRepudiation,
        };
        add(true, made(KeyUsage(usages).to_extension(tbs.subject(), &[]))?);
        let purposes = match self.kind {
            Kind::Root | Kind::Issuing => None,
            Kind::Stamping => Some(vec![ID_KP_TIME_STAMPING]),
            Kind::Signer => Some(vec![ID_KP_EMAIL_PROTECTION, DOCUMENT_SIGNING]),
        };
        if let Some(purposes) = purposes {
            // RFC 3161 wants it critical for time-stamping.
            let critical = self.kind == Kind::Stamping;
            add(critical, made(ExtendedKeyUsage(purposes).to_extension(tbs.subject(), &[]))?);
        }
        let own = SubjectKeyIdentifier::try_from(own_key)?;
        add(false, made(own.to_extension(tbs.subject(), &[]))?);
        let above = AuthorityKeyIdentifier::try_from(issuer_key)?;
        add(false, made(above.to_extension(tbs.subject(), &[]))?);
        Ok(extensions)
    }
}

impl Authorities {
    /// Issues a certificate to whoever the bank says it verified, for the key of a PKCS #10 request.
    ///
    /// # Errors
    /// [`AuthorityError::Unproven`] when the request is not signed by its own key.
    pub(in crate::simulator) fn certify(
        &self,
        request: &[u8],
        common_name: &str,
        organisation: Option<&str>,
        term: Term,
    ) -> Result<[Vec<u8>; 3], AuthorityError> {
        let request = CertReq::from_der(request)?;
        let signed = request.info.to_der()?;
        let key = VerifyingKey::from_public_key_der(&request.info.public_key.to_der()?);
        let key = key.map_err(|_| AuthorityError::Unproven)?;
        let signature = request.signature.as_bytes().map(DerSignature::from_bytes);
        let signature = signature.and_then(Result::ok).ok_or(AuthorityError::Unproven)?;
        key.verify(&signed, &signature).map_err(|_| AuthorityError::Unproven)?;
        let certificate = issue(Issue {
            issuer: &self.issuing.key,
            issuer_name: self.issuing.name(),
            subject: &name("CN", organisation, common_name)?,
            public_key: request.info.public_key,
            kind: Kind::Signer,
            serial: self.randomness.bytes()?,
            from: term.from,
            until: term.until,
        })?;
        Ok([certificate.to_der()?, self.issuing.der()?, self.root.der()?])
    }

    /// The list of what was revoked, as of `now`.
    ///
    /// # Errors
    /// [`AuthorityError::Encoding`].
    pub(in crate::simulator) fn revocations(
        &self,
        revoked: &[(Vec<u8>, Timestamp)],
        now: Timestamp,
    ) -> Result<Vec<u8>, AuthorityError> {
        let entry = |(serial, at): &(Vec<u8>, Timestamp)| {
            Ok::<RevokedCert, der::Error>(RevokedCert {
                serial_number: SerialNumber::new(serial)?,
                revocation_date: short(time(*at)?),
                crl_entry_extensions: None,
            })
        };
        let entries: Vec<_> = revoked.iter().map(entry).collect::<Result<_, _>>()?;
        let algorithm = AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA_256, parameters: None };
        let list = TbsCertList {
            version: x509_cert::certificate::Version::V2,
            signature: algorithm.clone(),
            issuer: self.issuing.name().clone(),
            this_update: short(time(now)?),
            next_update: Some(short(time(now.plus_days(REVOCATIONS_DAYS))?)),
            revoked_certificates: (!entries.is_empty()).then_some(entries),
            crl_extensions: None,
        };
        let signature: DerSignature = self.issuing.key.sign(&list.to_der()?);
        let list = CertificateList {
            tbs_cert_list: list,
            signature_algorithm: algorithm,
            signature: BitString::from_bytes(signature.as_bytes())?,
        };
        Ok(list.to_der()?)
    }
}

/// Until 2049 times in lists are written short (RFC 5280, 5.1.2.4).
fn short(time: Time) -> Time {
    Time::from(time.to_date_time())
}
