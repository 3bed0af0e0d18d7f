//! The installation's keys: made on first start, kept in one file, locked by the operator.
//!
//! A [`KeyRing`] holds every key there is, by purpose and by identifier; the newest of a
//! purpose is the one in use, older ones go on reading what was written under them. On
//! disk the ring is `keys.json` ([`KeyFile`]), readable by its owner only and, when the
//! operator says so ([`Lock`]), sealed under a passphrase or a key file kept elsewhere.
//! [`Sealer`] seals what the store keeps about people, and the keys that sign ([`KeyFolder`]).
//!
//! - Nothing here is ever shown: `Debug` prints no key.
//! - Keys are only ever added. What was sealed under an old one stays readable.
//! - The hashing key is never rotated: hashes of numbers could not be found again.

mod file;
mod folder;
mod lock;
mod ring;
mod seal;

pub use file::{KeyFile, KeyListed};
pub use folder::{DRAFT, KeyError, KeyFolder};
pub use lock::{Lock, LockKind, Opener};
pub use ring::{Key, KeyRing, Purpose};
pub use seal::{Column, SealError, Sealer, is_sealed};

use std::path::PathBuf;

use crate::randomness::RandomnessError;

/// Bytes in every key.
pub const KEY_BYTES: usize = 32;

/// Why the keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// The file could not be read or written.
    #[error("cannot use {path}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not a key file of a format this version knows.
    #[error("{path} is not a key file; restore it from a backup")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Where and why.
        source: serde_json::Error,
    },
    /// A key of a purpose that cannot be done without is missing.
    #[error("the key file lacks a key to {0}; restore it from a backup")]
    Missing(&'static str),
    /// The keys are locked and nothing was given to unlock them.
    #[error(
        "the keys are locked by {0}; give it by PUHUI_PASSPHRASE_FILE, PUHUI_KEY_FILE or at the terminal"
    )]
    Locked(LockKind),
    /// What was given does not unlock the keys.
    #[error("this {0} does not unlock the keys")]
    WrongOpener(LockKind),
    /// The key file is too short to be one.
    #[error("{0} is too short: a key file holds at least 32 random bytes")]
    KeyFileShort(PathBuf),
    /// The passphrase is too easy to guess.
    #[error("the passphrase is too short: take at least {0} characters")]
    PassphraseShort(usize),
    /// A passphrase typed twice differs.
    #[error("the two passphrases differ")]
    PassphrasesDiffer,
    /// The lock asks for more memory or time than any lock we write.
    #[error("the key file's lock is out of range")]
    LockOutOfRange,
    /// The purpose's key is never rotated.
    #[error("the key to {0} is never rotated: what it hashed could not be found again")]
    NeverRotated(&'static str),
    /// No randomness for a new key.
    #[error("cannot make a key")]
    Randomness(#[from] RandomnessError),
    /// A key cannot be sealed.
    #[error("a key cannot be sealed")]
    Seal(#[from] SealError),
}
