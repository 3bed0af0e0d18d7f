//! Checks an evidence file from end to end, without asking anybody.
//!
//! Start at [`verify`]. It takes the bytes of the file, as `FORMAT.md` describes it, and either names the
//! first link that does not hold ([`BrokenLink`]) or says what the file proves ([`Findings`]). The app's `/verify`
//! page and `puhui verify` are this function and some words around it.

mod agreement;
mod broken;
mod pdf;
mod reading;

pub use agreement::{SignatureFinding, TimestampFinding};
pub use broken::{BrokenLink, Fault, Link};
pub use pdf::signed_digest as pdf_signed_digest;

use std::collections::BTreeSet;

use serde_json::Value;

use self::reading::Contents;
use super::head::{HeadFault, LogHead, SignedChainHead};
use super::key::{KeyFault, KeyRing};
use super::{ChainHead, EvidenceBody, EvidenceEvent, log};
use crate::canonical::Digest;
use crate::timestamp::Timestamp;

/// What a file that holds together proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    /// Whose history it is.
    pub application_id: String,
    /// What happened and when, oldest first.
    pub events: Vec<EvidenceEvent<Value>>,
    /// The end of the chain, signed by the bank.
    pub head: ChainHead,
    /// The log that every event is in.
    pub log: LogHead,
    /// The key the log's head is signed with, as text: to compare with what the bank publishes.
    pub log_key: String,
    /// Every key of the log, as text, oldest first.
    pub log_keys: Vec<String>,
    /// The signatures on agreements.
    pub signatures: Vec<SignatureFinding>,
    /// Digests of documents and files that events name and the file does not hold.
    pub absent: BTreeSet<Digest>,
}

/// Checks a file.
///
/// # Errors
/// The first [`BrokenLink`], in the order of `FORMAT.md`, 7.
pub fn verify(file: &[u8]) -> Result<Findings, BrokenLink> {
    let contents = reading::read(file)?;
    let events = &contents.bundle.events;
    super::verify(events).map_err(BrokenLink::from)?;
    check_digests(&contents)?;
    let keys = KeyRing::new(&contents.bundle.keys).map_err(|broken| {
        let fault = match broken.fault {
            KeyFault::Malformed => Fault::Malformed,
            KeyFault::OutOfSequence => Fault::OutOfSequence,
            KeyFault::ForeignKey => Fault::ForeignKey,
        };
        BrokenLink { link: Link::Key(broken.index), fault }
    })?;
    let log = LogHead::read(&contents.bundle.log_head, &keys)
        .map_err(|fault| BrokenLink { link: Link::LogHead, fault: fault.into() })?;
    let head = check_chain_head(&contents, log, &keys)?;
    check_inclusion(&contents, log)?;
    let signatures = agreement::check(&contents, &keys)?;
    let application_id = events.first().map(|event| event.application_id.clone());
    let log_key = keys.in_force(log.size).map(ToString::to_string);
    Ok(Findings {
        absent: absent(&contents),
        application_id: application_id.unwrap_or_default(),
        head,
        log,
        log_key: log_key.unwrap_or_default(),
        log_keys: contents.bundle.keys.into_iter().map(|key| key.verifier).collect(),
        signatures,
        events: contents.bundle.events,
    })
}

fn check_digests(contents: &Contents) -> Result<(), BrokenLink> {
    let altered = |link| BrokenLink { link, fault: Fault::Altered };
    for (digest, text) in &contents.bundle.documents {
        if Digest::of(text.as_bytes()) != *digest {
            return Err(altered(Link::Document(*digest)));
        }
    }
    for (digest, bytes) in &contents.files {
        if Digest::of(bytes) != *digest {
            return Err(altered(Link::Attachment(*digest)));
        }
    }
    Ok(())
}

fn check_chain_head(
    contents: &Contents,
    log: LogHead,
    keys: &KeyRing,
) -> Result<ChainHead, BrokenLink> {
    let broken = |link, fault| Err(BrokenLink { link, fault });
    let signed = SignedChainHead::read(&contents.bundle.chain_head, keys)
        .map_err(|fault| BrokenLink { link: Link::ChainHead, fault: fault.into() })?;
    let events = &contents.bundle.events;
    if signed.size != log.size {
        return broken(Link::ChainHead, Fault::OutOfSequence);
    }
    if events.first().is_none_or(|event| event.application_id != signed.application_id) {
        return broken(Link::ChainHead, Fault::OtherApplication);
    }
    let expected = usize::try_from(signed.head.sequence).unwrap_or(usize::MAX);
    if events.len() < expected {
        return broken(Link::Event(events.len()), Fault::Truncated);
    }
    if events.len() > expected {
        return broken(Link::Event(expected), Fault::Inserted);
    }
    if events.last().is_none_or(|event| event.digest != signed.head.digest) {
        return broken(Link::Event(expected.saturating_sub(1)), Fault::Forked);
    }
    Ok(signed.head)
}

fn check_inclusion(contents: &Contents, log: LogHead) -> Result<(), BrokenLink> {
    let broken = |index, fault| Err(BrokenLink { link: Link::Inclusion(index), fault });
    let proofs = &contents.bundle.inclusion;
    for (index, event) in contents.bundle.events.iter().enumerate() {
        let Some(proof) = proofs.get(index) else { return broken(index, Fault::Missing) };
        let leaf = log::leaf_hash(event.digest.as_bytes());
        let holds = log::verify_inclusion(leaf, proof.index, log.size, &proof.hashes, log.root);
        if holds.is_err() {
            return broken(index, Fault::Invalid);
        }
    }
    if proofs.len() > contents.bundle.events.len() {
        return broken(contents.bundle.events.len(), Fault::Inserted);
    }
    Ok(())
}

/// What events name and nobody put in; a PDF that a later one replaces is not missed.
fn absent(contents: &Contents) -> BTreeSet<Digest> {
    let mut named = BTreeSet::new();
    let mut replaced = None;
    for event in &contents.bundle.events {
        let Ok(body) = serde_json::from_value::<EvidenceBody>(event.body.clone()) else { continue };
        named.extend(body.documents());
        named.extend(body.files());
        match body {
            EvidenceBody::ContractSigned(signed) => replaced = Some(signed.document),
            EvidenceBody::Timestamped(_) => {
                replaced.take().map(|replaced| named.remove(&replaced));
            }
            _ => {}
        }
    }
    named.retain(|digest| {
        !contents.bundle.documents.contains_key(digest) && !contents.files.contains_key(digest)
    });
    named
}

impl Findings {
    /// When the last signature was stamped by an authority, if it was.
    pub fn timestamped_at(&self) -> Option<Timestamp> {
        self.signatures.last()?.timestamp.as_ref().map(|timestamp| timestamp.at)
    }
}

impl From<HeadFault> for Fault {
    fn from(fault: HeadFault) -> Self {
        match fault {
            HeadFault::Malformed => Self::Malformed,
            HeadFault::ForeignKey => Self::ForeignKey,
            HeadFault::Forged => Self::Forged,
        }
    }
}

#[cfg(test)]
mod tests;
