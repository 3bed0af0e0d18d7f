//! What a time-stamping authority is asked, and what it answers.
//!
//! # Source
//! RFC 3161, 2.4. The library that has these types is written for an older version of those below it.

use cms::content_info::ContentInfo;
use der::asn1::{Int, ObjectIdentifier};
use der::{Any, Sequence};
use shared::canonical::Digest;
use shared::evidence::token::MessageImprint;
use x509_cert::ext::Extensions;

/// `granted` and `grantedWithMods`.
const GRANTED: [u8; 2] = [0, 1];

/// `TimeStampReq`.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub struct TimeStampQuery {
    /// 1.
    pub version: u8,
    /// What is to be stamped.
    pub message_imprint: MessageImprint,
    /// Under which policy; any, when left out.
    #[asn1(optional = "true")]
    pub policy: Option<ObjectIdentifier>,
    /// A number to be given back.
    #[asn1(optional = "true")]
    pub nonce: Option<Int>,
    /// Whether the token shall hold the authority's certificates.
    #[asn1(default = "Default::default")]
    pub with_certificates: bool,
    /// Anything else.
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    pub extensions: Option<Extensions>,
}

/// `PKIStatusInfo`.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub struct Status {
    /// 0 and 1 mean yes.
    pub status: u8,
    /// Why not, in words.
    #[asn1(optional = "true")]
    pub words: Option<Vec<Any>>,
    /// Why not, in bits.
    #[asn1(optional = "true")]
    pub failure: Option<der::asn1::BitString>,
}

/// `TimeStampResp`.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub struct TimeStampReply {
    /// Whether there is a token.
    pub status: Status,
    /// The token.
    #[asn1(optional = "true")]
    pub token: Option<ContentInfo>,
}

impl TimeStampQuery {
    /// Asks for a stamp on something with this digest. `nonce` tells this question from every other.
    ///
    /// # Errors
    /// The library's.
    pub fn new(digest: Digest, nonce: [u8; 8]) -> der::Result<Self> {
        let [first, rest @ ..] = nonce;
        let nonce = [&[first & 0x7f | 0x40], rest.as_slice()].concat();
        Ok(Self {
            version: 1,
            message_imprint: MessageImprint::new(digest)?,
            policy: None,
            nonce: Some(Int::new(&nonce)?),
            with_certificates: true,
            extensions: None,
        })
    }
}

impl TimeStampReply {
    /// The answer with a token.
    ///
    /// # Errors
    /// The library's.
    pub fn granted(token: ContentInfo) -> der::Result<Self> {
        Ok(Self { status: Status { status: 0, words: None, failure: None }, token: Some(token) })
    }

    /// The token, when the answer is yes.
    pub fn into_token(self) -> Option<ContentInfo> {
        self.token.filter(|_| GRANTED.contains(&self.status.status))
    }
}
