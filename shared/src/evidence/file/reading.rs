//! From bytes to the parts of a bundle, refusing whatever would not be written the same way again.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::{BrokenLink, Fault, Link};
use crate::canonical::{self, Digest};
use crate::evidence::EvidenceBundle;

/// How deep arrays and objects may be nested.
const DEPTH_MAX: usize = 64;

/// A bundle, its files decoded.
#[derive(Clone, Debug)]
pub(super) struct Contents {
    pub(super) bundle: EvidenceBundle,
    pub(super) files: BTreeMap<Digest, Vec<u8>>,
}

/// Reads a file.
///
/// # Errors
/// `file malformed`, `file unknown_format`.
pub(super) fn read(file: &[u8]) -> Result<Contents, BrokenLink> {
    let malformed = || BrokenLink { link: Link::File, fault: Fault::Malformed };
    let value: Value = serde_json::from_slice(file).map_err(|_| malformed())?;
    let is_canonical = canonical::bytes(&value).is_ok_and(|bytes| bytes == file);
    if !is_canonical || !is_shallow(&value, DEPTH_MAX) {
        return Err(malformed());
    }
    if value.get("format").and_then(Value::as_str) != Some(EvidenceBundle::FORMAT) {
        return Err(BrokenLink { link: Link::File, fault: Fault::UnknownFormat });
    }
    let bundle: EvidenceBundle = serde_json::from_value(value).map_err(|_| malformed())?;
    let one_kind = |body: &Value| body.as_object().is_some_and(|body| body.len() == 1);
    if !bundle.events.iter().all(|event| one_kind(&event.body)) {
        return Err(malformed());
    }
    let mut files = BTreeMap::new();
    for (digest, text) in &bundle.files {
        files.insert(*digest, STANDARD.decode(text).map_err(|_| malformed())?);
    }
    Ok(Contents { bundle, files })
}

fn is_shallow(value: &Value, depth: usize) -> bool {
    let Some(inside) = depth.checked_sub(1) else {
        return !value.is_array() && !value.is_object();
    };
    match value {
        Value::Array(values) => values.iter().all(|value| is_shallow(value, inside)),
        Value::Object(members) => members.values().all(|value| is_shallow(value, inside)),
        _ => true,
    }
}
