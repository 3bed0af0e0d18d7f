//! Private keys, kept where only the server can read them.
//!
//! One file a key, 32 bytes, made on first use in `keys/` of the data folder, readable by its owner alone. Everything
//! that reads or writes a private key goes through [`KeyFolder`]; public things (certificates, verifiers) may lie
//! beside them.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::data_folder::for_owner_only;
use crate::randomness::{Randomness, RandomnessError};

/// Bytes of a private key.
pub const KEY_BYTES: usize = 32;

/// Why a key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// A file could not be read or written.
    #[error("cannot use {path}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A key file does not hold a key.
    #[error("{0} does not hold a key; restore it from a backup")]
    Damaged(String),
    /// No randomness for a new key.
    #[error("cannot make a key")]
    Randomness(#[from] RandomnessError),
}

/// Where keys are kept.
#[derive(Debug)]
pub enum KeyFolder {
    /// Files of a folder.
    Disk(PathBuf),
    /// Nowhere: for tests.
    Memory(Mutex<BTreeMap<String, Vec<u8>>>),
}

impl KeyFolder {
    /// The folder at `path`, made for its owner alone when it is not there.
    ///
    /// # Errors
    /// [`KeyError::File`].
    pub fn open(path: &Path) -> Result<Self, KeyError> {
        let error = |source| KeyError::File { path: path.to_owned(), source };
        if !path.exists() {
            fs::create_dir_all(path).map_err(error)?;
        }
        for_owner_only(path, 0o700).map_err(error)?;
        Ok(Self::Disk(path.to_owned()))
    }

    /// A folder that is gone with the process.
    pub const fn in_memory() -> Self {
        Self::Memory(Mutex::new(BTreeMap::new()))
    }

    /// What is kept under `name`, if anything.
    ///
    /// # Errors
    /// [`KeyError::File`].
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, KeyError> {
        match self {
            Self::Disk(folder) => {
                let path = folder.join(name);
                match fs::read(&path) {
                    Ok(bytes) => Ok(Some(bytes)),
                    Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
                    Err(source) => Err(KeyError::File { path, source }),
                }
            }
            Self::Memory(kept) => {
                Ok(kept.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned())
            }
        }
    }

    /// Keeps `bytes` under `name`, which nothing has been kept under before.
    ///
    /// # Errors
    /// [`KeyError::File`], also when there is something already.
    pub fn keep(&self, name: &str, bytes: &[u8]) -> Result<(), KeyError> {
        match self {
            Self::Disk(folder) => {
                let (path, draft) = (folder.join(name), folder.join(format!("{name}.new")));
                // Written elsewhere and then named: a key is there whole or not at all.
                let write = || {
                    let mut file = fs::File::create(&draft)?;
                    for_owner_only(&draft, 0o600)?;
                    file.write_all(bytes)?;
                    file.sync_all()?;
                    fs::hard_link(&draft, &path)?;
                    fs::remove_file(&draft)?;
                    fs::File::open(folder)?.sync_all()
                };
                write().map_err(|source| KeyError::File { path: path.clone(), source })
            }
            Self::Memory(kept) => {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.insert(name.to_owned(), bytes.to_vec());
                Ok(())
            }
        }
    }

    /// The private key `name`, made on first use.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn private_key(
        &self,
        name: &str,
        randomness: &Randomness,
    ) -> Result<[u8; KEY_BYTES], KeyError> {
        if let Some(key) = self.existing_key(name)? {
            return Ok(key);
        }
        let key = randomness.bytes::<KEY_BYTES>()?;
        self.keep(name, &key)?;
        Ok(key)
    }

    /// The private key `name`, if it is here.
    ///
    /// # Errors
    /// [`KeyError::File`], [`KeyError::Damaged`].
    pub fn existing_key(&self, name: &str) -> Result<Option<[u8; KEY_BYTES]>, KeyError> {
        let Some(bytes) = self.read(name)? else { return Ok(None) };
        bytes.try_into().map(Some).map_err(|_| KeyError::Damaged(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_key_is_made_once_and_readable_by_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let name =
            Randomness::System.bytes::<8>().unwrap().map(|byte| format!("{byte:02x}")).concat();
        let path = std::env::temp_dir().join(format!("puhui-keys-{name}"));
        let folder = KeyFolder::open(&path).unwrap();
        let randomness = Randomness::seeded(1);
        let key = folder.private_key("log.key", &randomness).unwrap();
        assert_eq!(folder.private_key("log.key", &randomness).unwrap(), key);
        assert_ne!(folder.private_key("other.key", &randomness).unwrap(), key);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(&path.join("log.key"))), (0o700, 0o600));
        fs::write(path.join("log.key"), b"short").unwrap();
        assert!(matches!(folder.existing_key("log.key"), Err(KeyError::Damaged(_))));
        fs::remove_dir_all(&path).unwrap();
    }
}
