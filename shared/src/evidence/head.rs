//! Signed heads: of the log, and of one application's chain.
//!
//! Both are notes by the log's key in force. The log's head is a C2SP checkpoint; the chain's says how many
//! events an application had when the log had its size, so that a cut tail shows.

use core::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::ChainHead;
use super::key::KeyRing;
use super::note::{NoteRefused, SignedNote};
use crate::canonical::Digest;

/// The log at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogHead {
    /// How many leaves it had.
    pub size: u64,
    /// The root above them.
    pub root: Digest,
}

/// An application's chain when the log had some size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedChainHead {
    /// Whose chain.
    pub application_id: String,
    /// Its last event.
    pub head: ChainHead,
    /// The log's size.
    pub size: u64,
}

/// Why a note is not the head it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeadFault {
    /// It is not a note of this kind.
    #[error("it cannot be read")]
    Malformed,
    /// It names another key than the one in force.
    #[error("it names another key than the one in force")]
    ForeignKey,
    /// The signature does not verify.
    #[error("its signature does not verify")]
    Forged,
}

impl LogHead {
    /// What is signed.
    pub fn text(&self, origin: &str) -> String {
        format!("{origin}\n{}\n{}\n", self.size, STANDARD.encode(self.root.as_bytes()))
    }

    /// Reads a log's head and checks that the key in force signed it.
    ///
    /// # Errors
    /// [`HeadFault`].
    pub fn read(note: &str, keys: &KeyRing) -> Result<Self, HeadFault> {
        let note: SignedNote = note.parse().map_err(|_| HeadFault::Malformed)?;
        let mut lines = note.lines();
        let (Some(origin), Some(size), Some(root), None) =
            (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(HeadFault::Malformed);
        };
        let root = STANDARD.decode(root).ok().and_then(|root| root.try_into().ok());
        let root = Digest::from_bytes(root.ok_or(HeadFault::Malformed)?);
        let head = Self { size: decimal(size)?, root };
        check(&note, &head.text(origin), origin, head.size, keys)?;
        Ok(head)
    }
}

impl SignedChainHead {
    /// What is signed.
    pub fn text(&self, origin: &str) -> String {
        let ChainHead { digest, sequence } = self.head;
        format!("{origin}/chain\n{}\n{sequence}\n{digest}\n{}\n", self.application_id, self.size)
    }

    /// Reads a chain's head and checks that the key in force signed it.
    ///
    /// # Errors
    /// [`HeadFault`].
    pub fn read(note: &str, keys: &KeyRing) -> Result<Self, HeadFault> {
        let note: SignedNote = note.parse().map_err(|_| HeadFault::Malformed)?;
        let lines: Vec<&str> = note.lines().collect();
        let [purpose, application_id, sequence, digest, size] = lines.as_slice() else {
            return Err(HeadFault::Malformed);
        };
        let origin = purpose.strip_suffix("/chain").ok_or(HeadFault::Malformed)?;
        let digest = digest.parse().map_err(|_| HeadFault::Malformed)?;
        let head = Self {
            application_id: (*application_id).to_owned(),
            head: ChainHead { digest, sequence: decimal(sequence)? },
            size: decimal(size)?,
        };
        check(&note, &head.text(origin), origin, head.size, keys)?;
        Ok(head)
    }
}

/// A number without sign or leading zeros.
fn decimal<T: FromStr + ToString>(text: &str) -> Result<T, HeadFault> {
    let number: T = text.parse().map_err(|_| HeadFault::Malformed)?;
    if number.to_string() == text { Ok(number) } else { Err(HeadFault::Malformed) }
}

/// Checks that the note is written as it should be, for this log, by the key in force.
fn check(
    note: &SignedNote,
    expected: &str,
    origin: &str,
    size: u64,
    keys: &KeyRing,
) -> Result<(), HeadFault> {
    if note.text() != expected {
        return Err(HeadFault::Malformed);
    }
    let key = keys.in_force(size).ok_or(HeadFault::ForeignKey)?;
    if key.name() != origin {
        return Err(HeadFault::ForeignKey);
    }
    key.verify(note).map_err(|refused| match refused {
        NoteRefused::ForeignKey => HeadFault::ForeignKey,
        NoteRefused::Forged => HeadFault::Forged,
    })
}
