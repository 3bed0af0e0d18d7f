//! Quotes that were agreed to.

use shared::canonical::Digest;
use shared::timestamp::Timestamp;

use super::BorrowerId;
use crate::store::Document;
use crate::store::at_rest::at_rest;

/// Keeps a quote the server recomputed and agreed to.
#[derive(Clone, Debug)]
pub struct RecordQuote {
    /// Who asked; `None` for a visitor.
    pub borrower: Option<BorrowerId>,
    /// The quote's identifier, which follows from the caller's key.
    pub quote: String,
    /// Digest of the request, by which a repetition is recognised.
    pub request_hash: Digest,
    /// Digest of the catalogue used.
    pub catalogue_hash: Digest,
    /// Digest of facts, request and date.
    pub input_hash: Digest,
    /// Digest of the quote itself.
    pub output_hash: Digest,
    /// Inputs and output.
    pub document: Document,
    /// Now.
    pub at: Timestamp,
}

/// Finds a quote a visitor or this borrower asked for.
#[derive(Clone, Debug)]
pub struct FindQuote {
    /// Who asked; `None` for a visitor.
    pub borrower: Option<BorrowerId>,
    /// The quote's identifier.
    pub quote: String,
}

/// A quote as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredQuote {
    /// Digest of the request that recorded it.
    pub request_hash: Digest,
    /// Inputs and output.
    pub document: Document,
}

at_rest! {
    RecordQuote of nobody {}
    FindQuote of nobody {}
}

acts! {
    /// Keeps a quote the server agreed to; `false` when it was kept before.
    record_quote(RecordQuote) -> bool;
    /// A quote kept before.
    find_quote(FindQuote) -> Option<StoredQuote>;
}
