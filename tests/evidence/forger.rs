//! Somebody who makes up a whole file, log, keys and all: everything fits but what they cannot sign.

use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::Value;
use shared::canonical::Digest;
use shared::evidence::head::{LogHead, SignedChainHead};
use shared::evidence::log::{Tiles, leaf_hash};
use shared::evidence::note::{SignedNote, Verifier};
use shared::evidence::{EvidenceBundle, EvidenceEvent, Inclusion, LogKey};

/// The forger's name and key.
pub(crate) struct Forger {
    key: SigningKey,
    name: String,
}

impl Forger {
    /// A forger who says to be the log of this name.
    pub(crate) fn named(name: &str) -> Self {
        Self { key: SigningKey::from_bytes(&[66; 32]), name: name.to_owned() }
    }

    pub(crate) fn verifier(&self) -> Verifier {
        Verifier::new(&self.name, self.key.verifying_key().to_bytes()).expect("a name")
    }

    /// `text` signed with the forger's key.
    pub(crate) fn sign(&self, text: String) -> String {
        let signature = self.key.sign(text.as_bytes()).to_bytes();
        SignedNote::new(text, &self.verifier(), signature).to_string()
    }

    /// The file with its events changed, chained anew, and entered into a log of the forger's own.
    pub(crate) fn forge(
        &self,
        bundle: &EvidenceBundle,
        change: impl FnOnce(&mut Vec<EvidenceEvent<Value>>),
    ) -> EvidenceBundle {
        let mut forged = bundle.clone();
        change(&mut forged.events);
        rechain(&mut forged.events);
        self.enter(&mut forged);
        forged
    }

    /// Enters the events into a log of the forger's own.
    pub(crate) fn enter(&self, bundle: &mut EvidenceBundle) {
        let (mut tiles, events) = (Tiles::new(), &bundle.events);
        let leaves: Vec<Digest> =
            events.iter().map(|event| leaf_hash(event.digest.as_bytes())).collect();
        tiles.append(0, &leaves);
        let size = u64::try_from(leaves.len()).expect("few events");
        let head = LogHead { size, root: tiles.root(size).expect("a root") };
        let last = events.last().expect("events");
        let chain = SignedChainHead {
            application_id: last.application_id.clone(),
            head: last.head(),
            size,
        };
        let proof = |index| {
            let hashes = tiles.inclusion(index, size).expect("tiles").expect("a leaf");
            Inclusion { hashes, index }
        };
        bundle.inclusion = (0..size).map(proof).collect();
        bundle.log_head = self.sign(head.text(&self.name));
        bundle.chain_head = self.sign(chain.text(&self.name));
        bundle.keys = vec![LogKey {
            endorsement: String::new(),
            from_size: 0,
            verifier: self.verifier().to_string(),
        }];
    }
}

/// Gives every event the digest of what it says and its place behind the one before.
pub(crate) fn rechain(events: &mut [EvidenceEvent<Value>]) {
    let mut head = None;
    for event in events {
        let (id, body) = (event.application_id.clone(), event.body.clone());
        *event = EvidenceEvent::following(head, &id, event.at, body).expect("an event");
        head = Some(event.head());
    }
}
