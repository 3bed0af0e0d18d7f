//! Time-stamps.

use std::time::Duration;

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{GeneralizedTime, Int, ObjectIdentifier, OctetString, SetOfVec};
use der::oid::db::rfc5911::{
    ID_AA_SIGNING_CERTIFICATE_V_2, ID_CONTENT_TYPE, ID_MESSAGE_DIGEST, ID_SIGNED_DATA,
};
use der::oid::db::rfc5912::{ECDSA_WITH_SHA_256, ID_SHA_256};
use der::{Any, Decode as _, Encode as _};
use p256::ecdsa::DerSignature;
use p256::ecdsa::signature::Signer as _;
use shared::canonical::Digest;
use shared::evidence::token::{ID_CT_TST_INFO, TokenInfo};
use shared::timestamp::Timestamp;
use x509_cert::attr::{Attribute, Attributes};
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::{Authorities, AuthorityError};
use crate::signing::query::{TimeStampQuery, TimeStampReply};

/// The policy the demonstration authority stamps under: under Puhui's own arc, promising nothing.
const POLICY: ObjectIdentifier = ObjectIdentifier::new_unwrap(
    "1.2.840.113556.1.8000.2554.23310.14930.27951.19486.40714.8153885.5147189.1",
);

impl Authorities {
    /// Answers a time-stamp query at `now`, both in DER.
    ///
    /// # Errors
    /// [`AuthorityError::Encoding`] when the query is not one.
    pub(in crate::simulator) fn stamp(
        &self,
        query: &[u8],
        now: Timestamp,
    ) -> Result<Vec<u8>, AuthorityError> {
        let query = TimeStampQuery::from_der(query)?;
        let seconds = Duration::from_secs(now.seconds_since(Timestamp::MIN));
        let [first, rest @ ..] = self.randomness.bytes::<8>()?;
        let serial = [&[first & 0x7f | 0x40], rest.as_slice()].concat();
        let info = TokenInfo {
            version: 1,
            policy: POLICY,
            message_imprint: query.message_imprint,
            serial_number: Int::new(&serial)?,
            gen_time: Any::encode_from(&GeneralizedTime::from_unix_duration(seconds)?)?,
            accuracy: None,
            ordering: false,
            nonce: query.nonce,
            tsa: None,
            extensions: None,
        };
        let token = self.token(&info.to_der()?)?;
        Ok(TimeStampReply::granted(token)?.to_der()?)
    }

    fn token(&self, content: &[u8]) -> Result<ContentInfo, AuthorityError> {
        let own = &self.stamping.certificate;
        let attributes = signed_attributes(content, &own.to_der()?)?;
        let signature: DerSignature = self.stamping.key.sign(&attributes.to_der()?);
        let sha_256 = AlgorithmIdentifierOwned { oid: ID_SHA_256, parameters: None };
        let signer = SignerInfo {
            version: CmsVersion::V1,
            sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
                issuer: own.tbs_certificate().issuer().clone(),
                serial_number: own.tbs_certificate().serial_number().clone(),
            }),
            digest_alg: sha_256.clone(),
            signed_attrs: Some(attributes),
            signature_algorithm: AlgorithmIdentifierOwned {
                oid: ECDSA_WITH_SHA_256,
                parameters: None,
            },
            signature: OctetString::new(signature.as_bytes())?,
            unsigned_attrs: None,
        };
        let certificates = [&self.stamping.certificate, &self.root.certificate];
        let certificates = certificates.map(|one| CertificateChoices::Certificate(one.clone()));
        let data = SignedData {
            version: CmsVersion::V3,
            digest_algorithms: SetOfVec::try_from(vec![sha_256])?,
            encap_content_info: EncapsulatedContentInfo {
                econtent_type: ID_CT_TST_INFO,
                econtent: Some(Any::encode_from(&OctetString::new(content)?)?),
            },
            certificates: Some(CertificateSet::try_from(certificates.to_vec())?),
            crls: None,
            signer_infos: SignerInfos::try_from(vec![signer])?,
        };
        Ok(ContentInfo { content_type: ID_SIGNED_DATA, content: Any::encode_from(&data)? })
    }
}

/// What the authority signs: the content's type and digest, and which certificate is meant (RFC 5816).
fn signed_attributes(content: &[u8], own: &[u8]) -> der::Result<Attributes> {
    let attribute = |oid, value: Any| {
        Ok::<_, der::Error>(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
    };
    let octets = |bytes: &[u8]| Any::encode_from(&OctetString::new(bytes)?);
    let digest = Digest::of(content);
    let meant = vec![vec![vec![octets(Digest::of(own).as_bytes())?]]];
    SetOfVec::try_from(vec![
        attribute(ID_CONTENT_TYPE, Any::encode_from(&ID_CT_TST_INFO)?)?,
        attribute(ID_MESSAGE_DIGEST, octets(digest.as_bytes())?)?,
        attribute(ID_AA_SIGNING_CERTIFICATE_V_2, Any::encode_from(&meant)?)?,
    ])
}
