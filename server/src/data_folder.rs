//! The folder that holds everything an installation knows.
//!
//! Created on first start, readable by its owner only. It holds `institution.toml`, the
//! catalogue, the embedded database, `keys.json`, the keys that hash identifying numbers and
//! seal what is kept about people, and `keys/`, those that sign.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use shared::timestamp::Timestamp;

use crate::keys::{Key, KeyError, KeyFile, KeyFolder, KeyRing, KeysError, Opener, Purpose, Sealer};
use crate::randomness::Randomness;

/// Bytes in the installation's secret.
const SECRET_BYTES: usize = 32;

/// Why the data folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataFolderError {
    /// The folder or a file in it could not be made or read.
    #[error("cannot use {path}")]
    File {
        /// What was being used.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// The secret file is not 32 bytes long.
    #[error("{0} must hold 32 bytes; restore it from a backup")]
    SecretDamaged(PathBuf),
    /// The keys cannot be used.
    #[error("the keys cannot be used")]
    Keys(#[from] KeysError),
}

/// The installation's secret, never shown.
#[derive(Clone)]
pub struct Secret([u8; SECRET_BYTES]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

impl Secret {
    /// A secret given from outside, as every server behind one balancer must share it.
    pub const fn from_bytes(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(bytes)
    }

    /// A key for `purpose` that follows from this secret, as hexadecimal text.
    pub fn text(&self, purpose: &str) -> String {
        hexadecimal(&self.hash("key", purpose))
    }

    /// HMAC-SHA-256 of `message` under a key shared with somebody outside, as hexadecimal text.
    pub fn hmac(key: &[u8], message: &[u8]) -> String {
        use hmac::{KeyInit, Mac};
        let Ok(mut mac) = hmac::Hmac::<sha2::Sha256>::new_from_slice(key) else {
            // HMAC takes keys of any length; this arm keeps the function total.
            return String::new();
        };
        mac.update(message);
        hexadecimal(&mac.finalize().into_bytes())
    }

    /// HMAC-SHA-256 of `text` for `purpose`: equal texts give equal hashes, and nobody
    /// without the secret can try all eleven-digit numbers.
    pub fn hash(&self, purpose: &str, text: &str) -> [u8; 32] {
        self.hash_bytes(purpose, &[text.as_bytes()])
    }

    /// The same of bytes, piece after piece.
    pub fn hash_bytes(&self, purpose: &str, pieces: &[&[u8]]) -> [u8; 32] {
        use hmac::{KeyInit, Mac};
        let Ok(mut mac) = hmac::Hmac::<sha2::Sha256>::new_from_slice(&self.0) else {
            // HMAC takes keys of any length; this arm keeps the function total.
            return [0; 32];
        };
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        for piece in pieces {
            mac.update(piece);
        }
        mac.finalize().into_bytes().into()
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// An existing data folder.
#[derive(Clone, Debug)]
pub struct DataFolder(PathBuf);

impl DataFolder {
    /// Opens `path`, creating it for its owner alone when it does not exist.
    ///
    /// # Errors
    /// [`DataFolderError::File`] when it cannot be created.
    pub fn open(path: &Path) -> Result<Self, DataFolderError> {
        let error = |source| DataFolderError::File { path: path.to_owned(), source };
        if !path.exists() {
            fs::create_dir_all(path).map_err(error)?;
            for_owner_only(path, 0o700).map_err(error)?;
        }
        Ok(Self(path.to_owned()))
    }

    /// Where the folder is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The folder of the keys that sign, sealed under `ring`.
    ///
    /// # Errors
    /// [`KeyError`] when it cannot be made.
    pub fn signing_keys(&self, ring: &KeyRing) -> Result<KeyFolder, KeyError> {
        KeyFolder::open_sealed(&self.0.join("keys"), Arc::new(Sealer::new(ring.clone())))
    }

    /// The URL of the embedded database in this folder.
    pub fn database_url(&self) -> String {
        format!("sqlite://{}", self.0.join("puhui.db").display())
    }

    /// The file the keys are in.
    pub fn key_file(&self) -> KeyFile {
        KeyFile::in_folder(&self.0)
    }

    /// The installation's keys, made on first use and locked by what the operator gives.
    ///
    /// # Errors
    /// [`DataFolderError`] when they cannot be read, written or unlocked.
    pub fn keys(
        &self,
        opener: &Opener,
        randomness: &Randomness,
        at: Timestamp,
    ) -> Result<KeyRing, DataFolderError> {
        let file = self.key_file();
        if file.exists() {
            return Ok(file.unlock(opener)?);
        }
        let ring = self.first_ring(randomness, at)?;
        file.write(&ring, opener, randomness)?;
        let former = self.former_secret();
        if former.exists() {
            fs::remove_file(&former)
                .map_err(|source| DataFolderError::File { path: former, source })?;
        }
        Ok(ring)
    }

    /// New keys, but for what has hashed numbers here before there was a key file.
    fn first_ring(
        &self,
        randomness: &Randomness,
        at: Timestamp,
    ) -> Result<KeyRing, DataFolderError> {
        let ring = KeyRing::make(randomness, at)?;
        let path = self.former_secret();
        if !path.exists() {
            return Ok(ring);
        }
        let bytes = fs::read(&path)
            .map_err(|source| DataFolderError::File { path: path.clone(), source })?;
        let bytes = bytes.try_into().map_err(|_| DataFolderError::SecretDamaged(path))?;
        let hash = Key::of("00000000".to_owned(), Purpose::Hash, at, bytes);
        Ok(KeyRing::of(vec![hash, ring.current(Purpose::Data).clone()])?)
    }

    /// Where the hashing key stood by itself in earlier versions.
    fn former_secret(&self) -> PathBuf {
        self.0.join("secret.key")
    }
}

/// Replaces the file at `path` as a whole, for its owner alone, so that whoever reads it sees
/// the old content or the new, whatever is cut off.
///
/// # Errors
/// The operating system's.
pub fn write_for_owner_only(path: &Path, content: &[u8]) -> io::Result<()> {
    let new = path.with_extension("new");
    if new.exists() {
        // Left behind by a write that was cut off.
        fs::remove_file(&new)?;
    }
    let mut file = fs::File::create_new(&new)?;
    for_owner_only(&new, 0o600)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    match path.parent() {
        Some(folder) => sync_folder(folder),
        None => Ok(()),
    }
}

/// A renamed file survives a power cut only once its folder is on the disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Lets nobody but the owner use the file or folder at `path`.
///
/// # Errors
/// The operating system's.
#[cfg(unix)]
pub fn for_owner_only(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

/// Lets nobody but the owner use the file or folder at `path`, where the system can say so.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn for_owner_only(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> DataFolder {
        let name = Randomness::System.identifier(Timestamp::MIN).unwrap();
        DataFolder::open(&std::env::temp_dir().join(format!("puhui-folder-{name}"))).unwrap()
    }

    #[test]
    fn keys_are_made_once_and_read_from_then_on() {
        let folder = folder();
        let keys = || folder.keys(&Opener::Nothing, &Randomness::System, Timestamp::MIN).unwrap();
        let (first, second) = (keys(), keys());
        assert_eq!(first.current(Purpose::Data).bytes(), second.current(Purpose::Data).bytes());
        fs::remove_dir_all(folder.path()).unwrap();
    }

    #[test]
    fn what_hashed_numbers_before_there_was_a_key_file_goes_on_hashing_them() {
        let folder = folder();
        fs::write(folder.path().join("secret.key"), [3; SECRET_BYTES]).unwrap();
        let ring = folder.keys(&Opener::Nothing, &Randomness::System, Timestamp::MIN).unwrap();
        let hash = |secret: &Secret| secret.hash("mobile", "13800138000");
        assert_eq!(hash(&ring.secret()), hash(&Secret::from_bytes([3; SECRET_BYTES])));
        assert!(!folder.path().join("secret.key").exists());
        fs::remove_dir_all(folder.path()).unwrap();
    }
}
