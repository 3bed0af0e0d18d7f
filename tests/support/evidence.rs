//! What an evidence file says, for whoever only wants to know whether it holds and what happened.

use shared::canonical;
use shared::evidence::EvidenceBundle;
use shared::evidence::file::{Findings, verify};

/// What the file proves.
///
/// # Panics
/// When it does not hold.
pub fn checked(bundle: &EvidenceBundle) -> Findings {
    let file = canonical::bytes(bundle).expect("a file to keep");
    verify(&file).unwrap_or_else(|broken| panic!("{broken}"))
}

/// What happened, by kind, oldest first.
pub fn kinds(bundle: &EvidenceBundle) -> Vec<String> {
    let kind = |body: &serde_json::Value| body.as_object()?.keys().next().cloned();
    bundle.events.iter().filter_map(|event| kind(&event.body)).collect()
}

/// How often something happened.
pub fn count(bundle: &EvidenceBundle, kind: &str) -> usize {
    kinds(bundle).iter().filter(|found| *found == kind).count()
}
