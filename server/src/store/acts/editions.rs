//! Editions of the catalogue.

use shared::canonical::Digest;
use shared::timestamp::Timestamp;

use crate::store::Document;
use crate::store::at_rest::at_rest;

/// Keeps the edition that is in force from now on, unless it was before.
#[derive(Clone, Debug)]
pub struct KeepEdition {
    /// Its digest.
    pub digest: Digest,
    /// The catalogue as published.
    pub document: Document,
    /// Now.
    pub at: Timestamp,
}

at_rest! {
    KeepEdition of nobody {}
}

acts! {
    /// Keeps the edition in force.
    keep_edition(KeepEdition) -> ();
    /// The edition in force at a moment: its digest and the catalogue.
    edition_at(Timestamp) -> Option<(Digest, Document)>;
}
