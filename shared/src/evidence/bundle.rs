//! The file a borrower downloads: the chain and the documents it names.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{BrokenLink, ChainHead, EvidenceEvent, verify, verify_against};
use crate::canonical::Digest;

/// An evidence chain with the documents its events name by digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvidenceBundle {
    /// Canonical JSON of each document, by digest.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, String>))]
    pub documents: BTreeMap<Digest, String>,
    /// The chain, oldest first.
    pub events: Vec<EvidenceEvent>,
    /// [`EvidenceBundle::FORMAT`].
    pub format: String,
}

/// What a bundle that holds together contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleFindings {
    /// The end of its chain.
    pub head: ChainHead,
    /// Digests its events name whose documents are not in the bundle.
    pub absent: Vec<Digest>,
}

/// Why a bundle does not hold together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleProblem {
    /// Written in a format this program does not know.
    #[error("the bundle's format is not known")]
    UnknownFormat,
    /// A link of the chain does not hold.
    #[error("the chain is broken")]
    Chain(#[from] BrokenLink),
    /// A document is not the one its digest names.
    #[error("the document {0} was changed")]
    DocumentAltered(Digest),
    /// A document that no event names.
    #[error("no event names the document {0}")]
    DocumentUnknown(Digest),
}

impl EvidenceBundle {
    /// Names the file format.
    pub const FORMAT: &str = "puhui-evidence-bundle-1";

    /// A bundle of `events` and the canonical JSON texts of `documents`.
    pub fn new(events: Vec<EvidenceEvent>, documents: impl IntoIterator<Item = String>) -> Self {
        let documents =
            documents.into_iter().map(|text| (Digest::of(text.as_bytes()), text)).collect();
        Self { documents, events, format: Self::FORMAT.to_owned() }
    }

    /// Checks the chain, against a head held elsewhere when there is one, and every document.
    ///
    /// # Errors
    /// The first [`BundleProblem`]: format, then chain, then documents in order of digest.
    pub fn verify(&self, receipt: Option<ChainHead>) -> Result<BundleFindings, BundleProblem> {
        if self.format != Self::FORMAT {
            return Err(BundleProblem::UnknownFormat);
        }
        let head = match receipt {
            Some(receipt) => verify_against(&self.events, receipt)?,
            None => verify(&self.events)?,
        };
        let named: BTreeSet<Digest> =
            self.events.iter().flat_map(|event| event.body.documents()).collect();
        for (digest, text) in &self.documents {
            if Digest::of(text.as_bytes()) != *digest {
                return Err(BundleProblem::DocumentAltered(*digest));
            }
            if !named.contains(digest) {
                return Err(BundleProblem::DocumentUnknown(*digest));
            }
        }
        let absent =
            named.into_iter().filter(|digest| !self.documents.contains_key(digest)).collect();
        Ok(BundleFindings { head, absent })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::life;
    use super::*;

    fn bundle() -> EvidenceBundle {
        EvidenceBundle::new(life(), ["sheet".to_owned(), "contract".to_owned()])
    }

    #[test]
    fn a_bundle_survives_json_and_holds() {
        let json = serde_json::to_string(&bundle()).unwrap();
        let read: EvidenceBundle = serde_json::from_str(&json).unwrap();
        let findings = read.verify(None).unwrap();
        assert_eq!(findings.head, life().last().unwrap().head());
        assert!(findings.absent.contains(&Digest::of(b"facts")));
        assert!(!findings.absent.contains(&Digest::of(b"sheet")));
    }

    #[test]
    fn a_changed_document_is_named() {
        let mut bundle = bundle();
        let sheet = Digest::of(b"sheet");
        bundle.documents.insert(sheet, "sheeT".to_owned());
        assert_eq!(bundle.verify(None), Err(BundleProblem::DocumentAltered(sheet)));
    }

    #[test]
    fn a_document_nobody_named_is_refused() {
        let mut bundle = bundle();
        let stray = Digest::of(b"stray");
        bundle.documents.insert(stray, "stray".to_owned());
        assert_eq!(bundle.verify(None), Err(BundleProblem::DocumentUnknown(stray)));
    }

    #[test]
    fn another_format_is_not_guessed_at() {
        let mut bundle = bundle();
        bundle.format = "puhui-evidence-bundle-2".to_owned();
        assert_eq!(bundle.verify(None), Err(BundleProblem::UnknownFormat));
    }
}
