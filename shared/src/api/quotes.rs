//! Catalogue and quotes: open to everybody.

use super::endpoint::{Empty, endpoints};
use crate::canonical::Digest;
use crate::catalogue::CatalogueDraft;
use crate::quote::{QuoteDigests, QuoteRequest};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

endpoints! {
    /// The part of the catalogue in force that the quote screen quotes from, under the digest of the
    /// whole; cacheable, with that digest as `ETag`.
    GetCatalogue: Get "/api/v1/catalogue", Empty => PublishedCatalogue;
    /// Every product of the catalogue in force; cacheable, with its digest as `ETag`.
    GetProducts: @dated Get "/api/v1/products", Empty => PublishedCatalogue;
    /// Recomputes a quote made on the phone and keeps it when every digest agrees.
    RecordQuote: Post "/api/v1/quotes", RecordQuoteRequest => QuoteRecorded;
}

/// The catalogue and its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishedCatalogue {
    /// Digest of the whole catalogue's canonical bytes.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub digest: Digest,
    /// Today at the bank (China time): the day a quote is for.
    #[serde(with = "crate::date_text")]
    pub today: NaiveDate,
    /// The catalogue, or the part asked for.
    pub catalogue: CatalogueDraft,
}

/// A quote as the phone computed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordQuoteRequest {
    /// What was asked.
    pub request: QuoteRequest,
    /// What the phone's quote hashes to.
    pub digests: QuoteDigests,
}

/// A quote the server agrees with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuoteRecorded {
    /// Identifier; an application starts from it.
    pub quote_id: String,
    /// Last day it stands.
    #[serde(with = "crate::date_text")]
    pub expires_on: NaiveDate,
    /// The digests both sides computed.
    pub digests: QuoteDigests,
}
