//! The log's keys, old and new.
//!
//! A key is in force from a size of the log on, not from a moment: heads say their size, and no clock
//! has to be believed. Each key after the first is endorsed by the one before it, so whoever trusts any
//! of them can follow to the next, and a head signed years ago still verifies.

use super::LogKey;
use super::note::{NoteRefused, SignedNote, Verifier};

/// Names the purpose of an endorsement, so that it can serve for nothing else.
const ENDORSEMENT: &str = "puhui-log-key-1";

/// The log's keys, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRing(Vec<(u64, Verifier)>);

/// What is wrong with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// It cannot be read, or has another name than the keys before it.
    #[error("it cannot be read")]
    Malformed,
    /// It is not in force from a larger size than the key before it; the first from zero.
    #[error("it is not in force after the key before it")]
    OutOfSequence,
    /// The key before it did not endorse it.
    #[error("the key before it did not endorse it")]
    ForeignKey,
}

/// A key of the list, from 0, and what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("key {} does not hold: {fault}", index.saturating_add(1))]
pub struct BrokenKey {
    /// Index of the key, from 0.
    pub index: usize,
    /// What is wrong with it.
    pub fault: KeyFault,
}

/// What the key before `verifier` signs to let it be in force from `from_size` on.
pub fn endorsement_text(verifier: &Verifier, from_size: u64) -> String {
    format!("{ENDORSEMENT}\n{verifier}\n{from_size}\n")
}

impl KeyRing {
    /// The keys of a bundle or of an installation.
    ///
    /// # Errors
    /// The first [`BrokenKey`]; the first of none is malformed.
    pub fn new(keys: &[LogKey]) -> Result<Self, BrokenKey> {
        let mut ring: Vec<(u64, Verifier)> = Vec::new();
        for (index, key) in keys.iter().enumerate() {
            let checked = check(key, ring.last());
            let verifier = checked.map_err(|fault| BrokenKey { index, fault })?;
            ring.push((key.from_size, verifier));
        }
        if ring.is_empty() {
            return Err(BrokenKey { index: 0, fault: KeyFault::Malformed });
        }
        Ok(Self(ring))
    }

    /// The key in force for a head of this size.
    pub fn in_force(&self, size: u64) -> Option<&Verifier> {
        let found = self.0.iter().rev().find(|(from_size, _)| *from_size <= size);
        found.map(|(_, verifier)| verifier)
    }

    /// Whether this verifier, as text, is one of the keys.
    pub fn holds(&self, verifier: &str) -> bool {
        self.0.iter().any(|(_, own)| own.to_string() == verifier)
    }

    /// The newest key.
    pub fn newest(&self) -> Option<&Verifier> {
        self.0.last().map(|(_, verifier)| verifier)
    }
}

fn check(key: &LogKey, before: Option<&(u64, Verifier)>) -> Result<Verifier, KeyFault> {
    let verifier: Verifier = key.verifier.parse().map_err(|_| KeyFault::Malformed)?;
    let Some((before_size, before)) = before else {
        return match (key.from_size, key.endorsement.is_empty()) {
            (_, false) => Err(KeyFault::Malformed),
            (0, true) => Ok(verifier),
            (_, true) => Err(KeyFault::OutOfSequence),
        };
    };
    let note: SignedNote = key.endorsement.parse().map_err(|_| KeyFault::Malformed)?;
    if verifier.name() != before.name() {
        return Err(KeyFault::Malformed);
    }
    if key.from_size <= *before_size {
        return Err(KeyFault::OutOfSequence);
    }
    let is_endorsed = note.text() == endorsement_text(&verifier, key.from_size)
        && before.verify(&note) == Ok::<(), NoteRefused>(());
    if is_endorsed { Ok(verifier) } else { Err(KeyFault::ForeignKey) }
}
