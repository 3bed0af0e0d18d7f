//! The file a borrower downloads: the chain, what it names, and the proof that the bank keeps it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::EvidenceEvent;
use crate::canonical::Digest;

/// An evidence chain, the documents and files its events name, and its place in the log.
///
/// Written as canonical JSON; `FORMAT.md` says what must hold in it, `file::verify` checks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvidenceBundle {
    /// Signed note: how many events there are, and the digest of the last.
    pub chain_head: String,
    /// Text of each document, by digest.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, String>))]
    pub documents: BTreeMap<Digest, String>,
    /// The chain, oldest first.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<EvidenceEvent<super::EvidenceBody>>))]
    pub events: Vec<EvidenceEvent<serde_json::Value>>,
    /// Base64 of each binary file, by digest.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, String>))]
    pub files: BTreeMap<Digest, String>,
    /// [`EvidenceBundle::FORMAT`].
    pub format: String,
    /// Each event's place in the log.
    pub inclusion: Vec<Inclusion>,
    /// The log's keys, oldest first.
    pub keys: Vec<LogKey>,
    /// Signed note: size and root of the log.
    pub log_head: String,
}

/// The proof that one event is in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Inclusion {
    /// Hashes from the leaf up.
    pub hashes: Vec<Digest>,
    /// The leaf's place, from 0.
    pub index: u64,
}

/// A key the log's heads were or are signed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogKey {
    /// Note by the key before it; empty for the first.
    pub endorsement: String,
    /// In force from this size of the log, until the next key is.
    pub from_size: u64,
    /// The public key: `name+hash+base64`, as C2SP `signed-note` writes it.
    pub verifier: String,
}

impl EvidenceBundle {
    /// Names the file format.
    pub const FORMAT: &str = "puhui-evidence-bundle-2";
}
