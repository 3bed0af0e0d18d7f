//! The signature inside the PDF: a CMS message over the file, with certificates and time-stamp.
//!
//! Put together from the same parts that the evidence records, always in the same way, so that the file can be made
//! again at any time and has the digest the evidence names.
//!
//! # Source
//! RFC 5652; ETSI EN 319 122-1 (`CAdES`) for the attributes.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedAttributes, SignedData, SignerIdentifier,
    SignerInfo, SignerInfos,
};
use der::asn1::{ObjectIdentifier, OctetString, SetOfVec};
use der::oid::db::rfc5911::{ID_DATA, ID_SIGNED_DATA};
use der::oid::db::rfc5912::{ECDSA_WITH_SHA_256, ID_SHA_256};
use der::{Any, Decode as _, Encode as _};
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

/// `id-aa-timeStampToken`: a time-stamp on the signature.
const TIME_STAMP_TOKEN: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");

/// What a signature inside a PDF is made of, each in DER.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureParts {
    /// The attributes that were signed.
    pub signed_attributes: Vec<u8>,
    /// The signature over them.
    pub signature: Vec<u8>,
    /// The signer's certificate, then those above it.
    pub certificates: Vec<Vec<u8>>,
    /// The time-stamp on the signature, once there is one.
    pub token: Option<Vec<u8>>,
}

/// The message, in DER.
///
/// # Errors
/// The library's, for parts that are not what they should be.
pub fn assemble(parts: &SignatureParts) -> der::Result<Vec<u8>> {
    let certificates = parts.certificates.iter().map(|der| Certificate::from_der(der));
    let certificates: Vec<Certificate> = certificates.collect::<Result<_, _>>()?;
    let own = certificates.first().ok_or_else(|| der::Tag::Sequence.value_error())?;
    let own = own.tbs_certificate();
    let sha_256 = AlgorithmIdentifierOwned { oid: ID_SHA_256, parameters: None };
    let token = parts.token.as_deref().map(time_stamp).transpose()?;
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: own.issuer().clone(),
            serial_number: own.serial_number().clone(),
        }),
        digest_alg: sha_256.clone(),
        signed_attrs: Some(SignedAttributes::from_der(&parts.signed_attributes)?),
        signature_algorithm: AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA_256, parameters: None },
        signature: OctetString::new(parts.signature.as_slice())?,
        unsigned_attrs: token.map(|token| SetOfVec::try_from(vec![token])).transpose()?,
    };
    let choices: Vec<_> = certificates.into_iter().map(CertificateChoices::Certificate).collect();
    let data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![sha_256])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: ID_DATA, econtent: None },
        certificates: Some(CertificateSet::try_from(choices)?),
        crls: None,
        signer_infos: SignerInfos::try_from(vec![signer])?,
    };
    ContentInfo { content_type: ID_SIGNED_DATA, content: Any::encode_from(&data)? }.to_der()
}

fn time_stamp(token: &[u8]) -> der::Result<Attribute> {
    let values = SetOfVec::try_from(vec![Any::from_der(token)?])?;
    Ok(Attribute { oid: TIME_STAMP_TOKEN, values })
}
