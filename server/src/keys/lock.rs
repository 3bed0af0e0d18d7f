//! What locks the key file: nothing, the operator's passphrase, or a key file kept elsewhere.

use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{KEY_BYTES, KeysError};
use crate::randomness::Randomness;

/// The shortest passphrase accepted, in characters.
const PASSPHRASE_CHARACTERS_MIN: usize = 12;

/// What a guess costs: 64 MiB of memory, three passes. About a fifth of a second here.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;

/// What a key file's lock may ask for at most, so that a forged one cannot exhaust the machine.
const MEMORY_KIB_MAX: u32 = 1024 * 1024;
const PASSES_MAX: u32 = 32;

/// Bytes in a passphrase's salt.
const SALT_BYTES: usize = 16;

/// Bytes in a nonce.
const NONCE_BYTES: usize = 24;

/// How a key file is locked, as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Lock {
    /// Not at all: whoever reads the file has the keys.
    Open,
    /// By a passphrase, made into a key by Argon2id.
    Passphrase {
        /// Base64; different for every lock.
        salt: String,
        /// Memory a guess takes.
        memory_kib: u32,
        /// Passes over that memory.
        passes: u32,
    },
    /// By the content of a file kept elsewhere.
    KeyFile,
}

/// The kind of a lock, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockKind {
    /// Nothing.
    Open,
    /// A passphrase.
    Passphrase,
    /// A key file.
    KeyFile,
}

impl std::fmt::Display for LockKind {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Open => "nothing",
            Self::Passphrase => "passphrase",
            Self::KeyFile => "key file",
        })
    }
}

/// What the operator gives to open the lock.
#[derive(Clone, Default)]
pub enum Opener {
    /// Nothing.
    #[default]
    Nothing,
    /// A passphrase.
    Passphrase(Zeroizing<String>),
    /// The path of a key file.
    KeyFile(PathBuf),
}

impl std::fmt::Debug for Opener {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Opener({})", self.kind())
    }
}

impl Opener {
    /// A passphrase, its line end left out.
    pub fn passphrase(text: &str) -> Self {
        Self::Passphrase(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
    }

    /// The passphrase in a file, or the key file itself, whichever is named.
    ///
    /// # Errors
    /// [`KeysError::File`] when the passphrase cannot be read.
    pub fn from_files(
        passphrase: Option<&Path>,
        key_file: Option<&Path>,
    ) -> Result<Self, KeysError> {
        if let Some(path) = passphrase {
            let text = std::fs::read_to_string(path).map(Zeroizing::new);
            let text = text.map_err(|source| KeysError::File { path: path.to_owned(), source })?;
            return Ok(Self::passphrase(&text));
        }
        Ok(key_file.map_or(Self::Nothing, |path| Self::KeyFile(path.to_owned())))
    }

    /// The kind of lock it opens.
    pub const fn kind(&self) -> LockKind {
        match self {
            Self::Nothing => LockKind::Open,
            Self::Passphrase(_) => LockKind::Passphrase,
            Self::KeyFile(_) => LockKind::KeyFile,
        }
    }

    /// A new lock that this opens.
    ///
    /// # Errors
    /// [`KeysError::PassphraseShort`], [`KeysError::Randomness`].
    pub fn new_lock(&self, randomness: &Randomness) -> Result<Lock, KeysError> {
        Ok(match self {
            Self::Nothing => Lock::Open,
            Self::KeyFile(_) => Lock::KeyFile,
            Self::Passphrase(text) if text.chars().count() < PASSPHRASE_CHARACTERS_MIN => {
                return Err(KeysError::PassphraseShort(PASSPHRASE_CHARACTERS_MIN));
            }
            Self::Passphrase(_) => Lock::Passphrase {
                salt: STANDARD.encode(randomness.bytes::<SALT_BYTES>()?),
                memory_kib: MEMORY_KIB,
                passes: PASSES,
            },
        })
    }
}

/// The key that seals the keys; none when the file is not locked.
pub(super) struct Wrapping(Option<XChaCha20Poly1305>);

impl Lock {
    /// The kind of this lock.
    pub const fn kind(&self) -> LockKind {
        match self {
            Self::Open => LockKind::Open,
            Self::Passphrase { .. } => LockKind::Passphrase,
            Self::KeyFile => LockKind::KeyFile,
        }
    }

    /// What seals the keys under this lock, from what the operator gives.
    ///
    /// # Errors
    /// [`KeysError`]: nothing or the wrong kind given, a lock out of range, a short key file.
    pub(super) fn wrapping(&self, opener: &Opener) -> Result<Wrapping, KeysError> {
        let key = match (self, opener) {
            (Self::Open, _) => return Ok(Wrapping(None)),
            (Self::Passphrase { salt, memory_kib, passes }, Opener::Passphrase(text)) => {
                from_passphrase(text, salt, *memory_kib, *passes)?
            }
            (Self::KeyFile, Opener::KeyFile(path)) => from_key_file(path)?,
            _ => return Err(KeysError::Locked(self.kind())),
        };
        Ok(Wrapping(Some(XChaCha20Poly1305::new((&*key).into()))))
    }
}

fn from_passphrase(
    text: &str,
    salt: &str,
    memory_kib: u32,
    passes: u32,
) -> Result<Zeroizing<[u8; KEY_BYTES]>, KeysError> {
    if memory_kib > MEMORY_KIB_MAX || passes > PASSES_MAX {
        return Err(KeysError::LockOutOfRange);
    }
    let out_of_range = |_| KeysError::LockOutOfRange;
    let salt = STANDARD.decode(salt).map_err(|_| KeysError::LockOutOfRange)?;
    let params = Params::new(memory_kib, passes, 1, Some(KEY_BYTES)).map_err(out_of_range)?;
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(text.as_bytes(), &salt, &mut *key)
        .map_err(out_of_range)?;
    Ok(key)
}

/// A key file holds randomness, so one hash of it is a key.
fn from_key_file(path: &Path) -> Result<Zeroizing<[u8; KEY_BYTES]>, KeysError> {
    let error = |source| KeysError::File { path: path.to_owned(), source };
    let content = std::fs::read(path).map(Zeroizing::new).map_err(error)?;
    if content.len() < KEY_BYTES {
        return Err(KeysError::KeyFileShort(path.to_owned()));
    }
    let digest = Sha256::new().chain_update(b"puhui key file\0").chain_update(&*content);
    Ok(Zeroizing::new(digest.finalize().into()))
}

impl Wrapping {
    /// A key as it stands in the file: base64 of the bytes, or of nonce and ciphertext.
    pub(super) fn wrap(
        &self,
        name: &str,
        key: &[u8; KEY_BYTES],
        randomness: &Randomness,
    ) -> Result<String, KeysError> {
        let Some(cipher) = &self.0 else { return Ok(STANDARD.encode(key)) };
        let nonce = randomness.bytes::<NONCE_BYTES>()?;
        let payload = Payload { msg: key, aad: name.as_bytes() };
        // Thirty-two bytes always fit.
        let sealed = cipher.encrypt(&XNonce::from(nonce), payload).unwrap_or_default();
        Ok(STANDARD.encode([&nonce[..], &sealed].concat()))
    }

    /// The key that stands in the file as `text`; nothing when this does not open it.
    pub(super) fn unwrap_key(&self, name: &str, text: &str) -> Option<[u8; KEY_BYTES]> {
        let bytes = Zeroizing::new(STANDARD.decode(text).ok()?);
        let Some(cipher) = &self.0 else { return bytes.as_slice().try_into().ok() };
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>()?;
        let payload = Payload { msg: sealed, aad: name.as_bytes() };
        let key = Zeroizing::new(cipher.decrypt(&XNonce::from(*nonce), payload).ok()?);
        key.as_slice().try_into().ok()
    }
}
