//! The folder that holds everything an installation knows.
//!
//! Created on first start, readable by its owner only. It holds `institution.toml`,
//! the embedded database, `secret.key`, from which identifying numbers are hashed, and `keys/`, which signs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::keys::{KeyError, KeyFolder};
use crate::randomness::{Randomness, RandomnessError};

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
        source: std::io::Error,
    },
    /// The secret file is not 32 bytes long.
    #[error("{0} must hold 32 bytes; restore it from a backup")]
    SecretDamaged(PathBuf),
    /// No randomness for a new secret.
    #[error("cannot make the installation's secret")]
    Randomness(#[from] RandomnessError),
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
        use hmac::{KeyInit, Mac};
        let Ok(mut mac) = hmac::Hmac::<sha2::Sha256>::new_from_slice(&self.0) else {
            // HMAC takes keys of any length; this arm keeps the function total.
            return [0; 32];
        };
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
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

    /// The folder of private keys in this folder.
    ///
    /// # Errors
    /// [`KeyError`] when it cannot be made.
    pub fn keys(&self) -> Result<KeyFolder, KeyError> {
        KeyFolder::open(&self.0.join("keys"))
    }

    /// The URL of the embedded database in this folder.
    pub fn database_url(&self) -> String {
        format!("sqlite://{}", self.0.join("puhui.db").display())
    }

    /// The installation's secret, made on first use.
    ///
    /// # Errors
    /// [`DataFolderError`] when the file cannot be read, written or is damaged.
    pub fn secret(&self, randomness: &Randomness) -> Result<Secret, DataFolderError> {
        let path = self.0.join("secret.key");
        let error = |source| DataFolderError::File { path: path.clone(), source };
        if !path.exists() {
            let bytes = randomness.bytes::<SECRET_BYTES>()?;
            let mut file = fs::File::create_new(&path).map_err(error)?;
            for_owner_only(&path, 0o600).map_err(error)?;
            file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(error)?;
        }
        let bytes = fs::read(&path).map_err(error)?;
        let bytes = bytes.try_into().map_err(|_| DataFolderError::SecretDamaged(path.clone()))?;
        Ok(Secret(bytes))
    }
}

#[cfg(unix)]
pub(crate) fn for_owner_only(path: &Path, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
pub(crate) fn for_owner_only(_: &Path, _: u32) -> std::io::Result<()> {
    Ok(())
}
