//! Signs heads with the log's key in force, and hands over from one key to the next.

use std::sync::Arc;

use ed25519_dalek::{Signer as _, SigningKey};
use shared::evidence::LogKey;
use shared::evidence::head::{LogHead, SignedChainHead};
use shared::evidence::key::{BrokenKey, KeyRing, endorsement_text};
use shared::evidence::note::{ParseNoteError, SignedNote, Verifier};

use crate::keys::{KeyError, KeyFolder};
use crate::randomness::Randomness;
use crate::store::acts::AddLogKey;
use crate::store::{Store, StoreError};

/// Why a head cannot be signed.
#[derive(Debug, thiserror::Error)]
pub enum NotaryError {
    /// A private key cannot be read or made.
    #[error("a key of the log cannot be used")]
    Key(#[from] KeyError),
    /// The store failed.
    #[error("the log's keys cannot be read")]
    Store(#[from] StoreError),
    /// The keys in the store do not follow from each other.
    #[error("the log's keys are damaged")]
    Keys(#[from] BrokenKey),
    /// The key in force is in another server's folder.
    #[error(
        "the private key of {0} is not in this data folder; copy keys/ from the server that has it"
    )]
    Elsewhere(String),
    /// The key in force has not signed anything yet.
    #[error("the log has not grown since its key was made; there is nothing to hand over")]
    NothingSigned,
    /// A key has no verifier.
    #[error("a key cannot be written")]
    Unwritable(#[from] ParseNoteError),
}

/// Whoever signs for the log.
#[derive(Debug)]
pub struct Notary {
    folder: Arc<KeyFolder>,
}

impl Notary {
    /// The notary of an installation; makes the log's first key when there is none.
    ///
    /// # Errors
    /// [`NotaryError`]; [`NotaryError::Elsewhere`] when the store knows a key whose private half is not here.
    pub async fn open(
        folder: impl Into<Arc<KeyFolder>>,
        store: &Store,
        randomness: &Randomness,
    ) -> Result<Self, NotaryError> {
        let notary = Self { folder: folder.into() };
        if store.log_keys(()).await?.is_empty() {
            let key = SigningKey::from_bytes(&randomness.bytes().map_err(KeyError::from)?);
            let verifier = Verifier::new(&origin(&key), key.verifying_key().to_bytes())?;
            notary.keep(&verifier, &key)?;
            let first =
                LogKey { endorsement: String::new(), from_size: 0, verifier: verifier.to_string() };
            // Another server may have been first; its key then is the log's.
            match store.add_log_key(AddLogKey { key: first }).await {
                Ok(()) | Err(StoreError::Changed) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let ring = KeyRing::new(&store.log_keys(()).await?)?;
        let newest = ring.newest().ok_or(ParseNoteError)?;
        notary.private(newest)?;
        Ok(notary)
    }

    /// The newest key's verifier, as agreements name it.
    ///
    /// # Errors
    /// [`NotaryError`].
    pub async fn verifier(&self, store: &Store) -> Result<String, NotaryError> {
        let ring = KeyRing::new(&store.log_keys(()).await?)?;
        Ok(ring.newest().ok_or(ParseNoteError)?.to_string())
    }

    /// The signed head of the log.
    ///
    /// # Errors
    /// [`NotaryError`].
    pub fn sign_log_head(&self, keys: &[LogKey], head: LogHead) -> Result<String, NotaryError> {
        self.sign(keys, head.size, |origin| head.text(origin))
    }

    /// The signed head of an application's chain.
    ///
    /// # Errors
    /// [`NotaryError`].
    pub fn sign_chain_head(
        &self,
        keys: &[LogKey],
        head: &SignedChainHead,
    ) -> Result<String, NotaryError> {
        self.sign(keys, head.size, |origin| head.text(origin))
    }

    /// Makes a new key and lets it be in force as soon as the log grows; the old one endorses it. Heads
    /// signed before still verify.
    ///
    /// # Errors
    /// [`NotaryError`]; [`NotaryError::NothingSigned`] when the log has not grown since the last time.
    pub async fn rotate(
        &self,
        store: &Store,
        randomness: &Randomness,
    ) -> Result<Verifier, NotaryError> {
        let fresh = SigningKey::from_bytes(&randomness.bytes().map_err(KeyError::from)?);
        super::append(store).await?;
        loop {
            let (keys, size) = (store.log_keys(()).await?, store.log_size(()).await?);
            let ring = KeyRing::new(&keys)?;
            let old = ring.newest().ok_or(ParseNoteError)?;
            if keys.last().is_none_or(|key| key.from_size > size) {
                return Err(NotaryError::NothingSigned);
            }
            // Heads of the present size have been signed with the old key, and may have been handed out.
            let from_size = size.saturating_add(1);
            let verifier = Verifier::new(old.name(), fresh.verifying_key().to_bytes())?;
            if self.folder.existing_key(&file_name(&verifier))?.is_none() {
                self.keep(&verifier, &fresh)?;
            }
            let text = endorsement_text(&verifier, from_size);
            let endorsement = signed(&self.private(old)?, old, text);
            let key = LogKey { endorsement, from_size, verifier: verifier.to_string() };
            match store.add_log_key(AddLogKey { key }).await {
                Ok(()) => return Ok(verifier),
                // The log grew meanwhile: the key is in force from there.
                Err(StoreError::Changed) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn sign(
        &self,
        keys: &[LogKey],
        size: u64,
        text: impl Fn(&str) -> String,
    ) -> Result<String, NotaryError> {
        let ring = KeyRing::new(keys)?;
        let verifier = ring.in_force(size).ok_or(ParseNoteError)?;
        let key = self.private(verifier)?;
        Ok(signed(&key, verifier, text(verifier.name())))
    }

    fn private(&self, verifier: &Verifier) -> Result<SigningKey, NotaryError> {
        let key = self.folder.existing_key(&file_name(verifier))?;
        let key = key.map(|key| SigningKey::from_bytes(&key));
        let key = key.filter(|key| {
            Verifier::new(verifier.name(), key.verifying_key().to_bytes()).as_ref() == Ok(verifier)
        });
        key.ok_or_else(|| NotaryError::Elsewhere(verifier.to_string()))
    }

    fn keep(&self, verifier: &Verifier, key: &SigningKey) -> Result<(), KeyError> {
        self.folder.keep(&file_name(verifier), &key.to_bytes())
    }
}

fn signed(key: &SigningKey, verifier: &Verifier, text: String) -> String {
    let signature = key.sign(text.as_bytes()).to_bytes();
    SignedNote::new(text, verifier, signature).to_string()
}

/// The log's name: `puhui-` and the beginning of its first key's digest.
fn origin(key: &SigningKey) -> String {
    let digest = shared::canonical::Digest::of(key.verifying_key().as_bytes());
    format!("puhui-{}", digest.short())
}

fn file_name(verifier: &Verifier) -> String {
    format!("log-{:08x}.key", u32::from_be_bytes(verifier.key_hash()))
}
