//! The time-stamping authority, asked the way RFC 3161 says: bytes over HTTP.

use der::{Decode as _, Encode as _};
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use shared::canonical::Digest;
use shared::evidence::certificate::CertificateChain;
use shared::evidence::token::Token;
use shared::timestamp::Timestamp;

use super::{AdapterError, Outside};
use crate::signing::query::{TimeStampQuery, TimeStampReply};

/// A token that was checked, with the certificates it was checked with, each in DER.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// The token.
    pub token: Vec<u8>,
    /// The authority's certificate, then those above it, the root last.
    pub authority: Vec<Vec<u8>>,
    /// The moment it vouches for.
    pub at: Timestamp,
}

impl Outside {
    /// Has something with this digest stamped.
    ///
    /// # Errors
    /// [`AdapterError`]; [`AdapterError::Nonsense`] also for a token about something else, without the nonce asked with,
    /// or by somebody the trusted root does not vouch for.
    pub async fn stamp(&self, digest: Digest, nonce: [u8; 8]) -> Result<Stamped, AdapterError> {
        let query = TimeStampQuery::new(digest, nonce).map_err(|_| AdapterError::Nonsense)?;
        let body = query.to_der().map_err(|_| AdapterError::Nonsense)?;
        let kind = HeaderValue::from_static("application/timestamp-query");
        let request = self.client.post(&self.timestamp.base_url).header(CONTENT_TYPE, kind);
        let bytes = Self::answer(request.body(body)).await?;
        let reply = TimeStampReply::from_der(&bytes).map_err(|_| AdapterError::Nonsense)?;
        let token = reply.into_token().ok_or(AdapterError::Nonsense)?;
        let token = token.to_der().map_err(|_| AdapterError::Nonsense)?;
        self.checked(token, digest, &query).ok_or(AdapterError::Nonsense)
    }

    fn checked(&self, bytes: Vec<u8>, digest: Digest, query: &TimeStampQuery) -> Option<Stamped> {
        let token = Token::read(&bytes).ok()?;
        if token.info().nonce != query.nonce {
            return None;
        }
        let mut authority = token.certificates();
        if authority.last() != Some(&self.trust.timestamp) {
            authority.push(self.trust.timestamp.clone());
        }
        let (own, above) = authority.split_first()?;
        let chain = CertificateChain::read(own, above).ok()?;
        let at = token.check(digest, &chain).ok()?;
        Some(Stamped { token: bytes, authority, at })
    }

    /// Whether time-stamps come from a simulator.
    pub const fn timestamp_is_simulated(&self) -> bool {
        self.timestamp.simulated
    }
}
