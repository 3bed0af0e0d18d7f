//! RFC 3161 time-stamp tokens: an authority's word that something was there at a moment.

use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{CertificateSet, SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{Int, ObjectIdentifier, OctetString};
use der::oid::db::rfc5911::{ID_CONTENT_TYPE, ID_MESSAGE_DIGEST, ID_SIGNED_DATA};
use der::oid::db::rfc5912::ID_SHA_256;
use der::{Any, Decode as _, Encode as _, Sequence, Tag, Tagged as _};
use x509_cert::Certificate as X509;
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::certificate::{CertificateChain, Uncertified, path};
use crate::canonical::Digest;
use crate::timestamp::Timestamp;

/// `id-ct-TSTInfo`: that the content of a token is a [`TokenInfo`].
pub const ID_CT_TST_INFO: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// What is stamped: a hash and the algorithm it was made with.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub struct MessageImprint {
    /// SHA-256 here.
    pub hash_algorithm: AlgorithmIdentifierOwned,
    /// The hash.
    pub hashed_message: OctetString,
}

/// What a token says: `TSTInfo`.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub struct TokenInfo {
    /// 1.
    pub version: u8,
    /// Under which of the authority's policies.
    pub policy: ObjectIdentifier,
    /// What was stamped.
    pub message_imprint: MessageImprint,
    /// The token's number.
    pub serial_number: Int,
    /// When: a `GeneralizedTime`, whose fractions of a second the library does not read.
    pub gen_time: Any,
    /// How exact the authority's clock is.
    #[asn1(optional = "true")]
    pub accuracy: Option<Vec<Any>>,
    /// Whether tokens are ordered by their times.
    #[asn1(default = "Default::default")]
    pub ordering: bool,
    /// The number asked with, given back.
    #[asn1(optional = "true")]
    pub nonce: Option<Int>,
    /// The authority's name.
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    pub tsa: Option<Any>,
    /// Anything else.
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    pub extensions: Option<x509_cert::ext::Extensions>,
}

/// A token, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    info: TokenInfo,
    /// What the authority signed about: the `TSTInfo` as it was encoded.
    content: Vec<u8>,
    signer: SignerInfo,
    /// The certificates it carries, in no particular order.
    carried: Vec<X509>,
}

/// Why a token does not prove a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    /// It is not a token, or is about something else, or its signature does not verify.
    #[error("the token was not made for this, or was changed")]
    Forged,
    /// The certificates do not vouch for the authority's key at the token's time.
    #[error("the authority is not certified")]
    Uncertified(#[from] Uncertified),
}

impl MessageImprint {
    /// The imprint of something with this SHA-256 digest.
    ///
    /// # Errors
    /// The library's, which 32 bytes never cause.
    pub fn new(digest: Digest) -> der::Result<Self> {
        Ok(Self {
            hash_algorithm: AlgorithmIdentifierOwned { oid: ID_SHA_256, parameters: None },
            hashed_message: OctetString::new(digest.as_bytes().as_slice())?,
        })
    }

    fn is_of(&self, digest: Digest) -> bool {
        self.hash_algorithm.oid == ID_SHA_256 && self.hashed_message.as_bytes() == digest.as_bytes()
    }
}

impl Token {
    /// Reads a token in DER.
    ///
    /// # Errors
    /// [`TokenFault::Forged`] when it is not one.
    pub fn read(bytes: &[u8]) -> Result<Self, TokenFault> {
        Self::decoded(bytes).ok_or(TokenFault::Forged)
    }

    fn decoded(bytes: &[u8]) -> Option<Self> {
        let outer = ContentInfo::from_der(bytes).ok()?;
        if outer.content_type != ID_SIGNED_DATA {
            return None;
        }
        let data: SignedData = outer.content.decode_as().ok()?;
        let inner = data.encap_content_info;
        let content = inner.econtent?.decode_as::<OctetString>().ok()?.into_bytes();
        let [signer] = data.signer_infos.0.as_slice() else { return None };
        let info = TokenInfo::from_der(&content).ok()?;
        let is_token = inner.econtent_type == ID_CT_TST_INFO && info.version == 1;
        let carried = carried(data.certificates);
        is_token.then(|| Self { info, content: content.into(), signer: signer.clone(), carried })
    }

    /// The signer's certificate in DER, then those above it, as far as the token carries them.
    pub fn certificates(&self) -> Vec<Vec<u8>> {
        let SignerIdentifier::IssuerAndSerialNumber(named) = &self.signer.sid else {
            return Vec::new();
        };
        let own = self.carried.iter().find(|one| {
            let own = one.tbs_certificate();
            own.issuer() == &named.issuer && own.serial_number() == &named.serial_number
        });
        let path = own.map(|own| path(own, &self.carried)).unwrap_or_default();
        path.iter().filter_map(|one| one.to_der().ok()).collect()
    }

    /// What it says.
    pub const fn info(&self) -> &TokenInfo {
        &self.info
    }

    /// The moment it proves, fractions of a second dropped.
    pub fn at(&self) -> Option<Timestamp> {
        let time = &self.info.gen_time;
        if time.tag() != Tag::GeneralizedTime {
            return None;
        }
        let text = str::from_utf8(time.value()).ok()?.strip_suffix('Z')?;
        let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
        if whole.len() != 14 || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let at = chrono::NaiveDateTime::parse_from_str(whole, "%Y%m%d%H%M%S").ok()?;
        Timestamp::from_micros(at.and_utc().timestamp_micros())
    }

    /// Checks that the authority these certificates are of stamped something with this digest, and
    /// returns the moment.
    ///
    /// # Errors
    /// [`TokenFault`].
    pub fn check(
        &self,
        digest: Digest,
        authority: &CertificateChain,
    ) -> Result<Timestamp, TokenFault> {
        let at = self.at().ok_or(TokenFault::Forged)?;
        if !self.info.message_imprint.is_of(digest) || !self.is_signed_by(authority) {
            return Err(TokenFault::Forged);
        }
        authority.check(at)?;
        authority.check_time_stamping()?;
        Ok(at)
    }

    fn is_signed_by(&self, authority: &CertificateChain) -> bool {
        let attribute = |name: ObjectIdentifier| {
            let attributes = self.signer.signed_attrs.as_ref()?;
            let found = attributes.iter().find(|attribute| attribute.oid == name)?;
            match found.values.as_slice() {
                [value] => Some(value.clone()),
                _ => None,
            }
        };
        let digest = attribute(ID_MESSAGE_DIGEST);
        let names_content = digest.is_some_and(|digest| {
            digest.value() == Digest::of(&self.content).as_bytes()
                && digest.tag() == Tag::OctetString
        });
        let kind = attribute(ID_CONTENT_TYPE).and_then(|kind| kind.decode_as().ok());
        let signed = self.signer.signed_attrs.as_ref().and_then(|signed| signed.to_der().ok());
        let Some(signed) = signed else { return false };
        names_content
            && kind == Some(ID_CT_TST_INFO)
            && authority.own().verify(&signed, self.signer.signature.as_bytes()).is_ok()
    }
}

fn carried(certificates: Option<CertificateSet>) -> Vec<X509> {
    let carried = certificates.map(|set| set.0.into_vec()).unwrap_or_default();
    let plain = |choice| match choice {
        CertificateChoices::Certificate(certificate) => Some(certificate),
        CertificateChoices::Other(_) => None,
    };
    carried.into_iter().filter_map(plain).collect()
}
