//! Links an event into the hash chain of its application.

use serde::Serialize;
use shared::canonical::Digest;

use super::{Document, StoreError};

/// One link: the event, its place, and the hash of the link before.
#[derive(Serialize)]
struct Link<'a> {
    event: serde_json::Value,
    previous: &'a Digest,
    seq: i64,
}

/// A link ready to be kept.
pub(super) struct Linked {
    pub(super) hash: Digest,
    pub(super) document: Document,
}

/// The link that puts `event` at `seq`, after the link whose hash is `previous`.
pub(super) fn link(seq: i64, previous: Digest, event: &Document) -> Result<Linked, StoreError> {
    let event = event.read("evidence event")?;
    let document = Document::of(&Link { event, previous: &previous, seq })?;
    Ok(Linked { hash: Digest::of(document.as_str().as_bytes()), document })
}
