//! Private keys that sign, kept where only the server can read them.
//!
//! One file a key, 32 bytes, made on first use in `keys/` of the data folder, readable by its owner alone and sealed
//! as what is kept about people is: whoever has no opener for the key file has none of these either. Everything
//! that reads or writes a private key goes through [`KeyFolder`]; public things (certificates, verifiers) may lie
//! beside them.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Column, KEY_BYTES, SealError, Sealer, is_sealed};
use crate::data_folder::for_owner_only;
use crate::randomness::{Randomness, RandomnessError};

/// How the name of a private key ends; everything else is for anybody to read.
const PRIVATE: &str = ".key";

/// How the name of a file ends that is being written.
pub const DRAFT: &str = ".new";

/// What a sealed file is bound to, with its name.
const FILE: Column = Column::new("keys", "file");

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
    /// A file cannot be sealed or opened.
    #[error("a private key cannot be sealed or opened")]
    Sealing(#[from] SealError),
    /// No randomness for a new key.
    #[error("cannot make a key")]
    Randomness(#[from] RandomnessError),
}

/// Where keys are kept.
#[derive(Debug)]
pub enum KeyFolder {
    /// Files of a folder.
    Disk {
        /// Where.
        folder: PathBuf,
        /// What seals them; nothing where they stay as they are.
        sealer: Option<Arc<Sealer>>,
    },
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
        Ok(Self::Disk { folder: path.to_owned(), sealer: None })
    }

    /// The same folder with its files sealed. One written before it was sealed is read as it is.
    ///
    /// # Errors
    /// [`KeyError::File`].
    pub fn open_sealed(path: &Path, sealer: Arc<Sealer>) -> Result<Self, KeyError> {
        Self::open(path)?;
        Ok(Self::Disk { folder: path.to_owned(), sealer: Some(sealer) })
    }

    /// A folder that is gone with the process.
    pub const fn in_memory() -> Self {
        Self::Memory(Mutex::new(BTreeMap::new()))
    }

    /// What is kept under `name`, if anything.
    ///
    /// # Errors
    /// [`KeyError::File`], [`KeyError::Sealing`].
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, KeyError> {
        match self {
            Self::Disk { folder, sealer } => {
                let path = folder.join(name);
                match fs::read(&path) {
                    Ok(bytes) => Ok(Some(opened(sealer.as_deref(), name, bytes)?)),
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
    /// [`KeyError::File`], also when there is something already; [`KeyError::Sealing`].
    pub fn keep(&self, name: &str, bytes: &[u8]) -> Result<(), KeyError> {
        match self {
            Self::Disk { folder, sealer } => {
                let sealer = sealer.as_ref().filter(|_| name.ends_with(PRIVATE));
                let text = sealer.map(|sealer| sealer.seal(FILE, name, bytes)).transpose()?;
                let bytes = text.as_deref().map_or(bytes, str::as_bytes);
                // A link is refused where there is a file already.
                write_whole(folder, name, bytes, |draft, path| {
                    fs::hard_link(draft, path)?;
                    fs::remove_file(draft)
                })
            }
            Self::Memory(kept) => {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.insert(name.to_owned(), bytes.to_vec());
                Ok(())
            }
        }
    }

    /// Keeps `bytes` under `name` in place of whatever was there: for public things that are made anew, never for a key.
    ///
    /// # Errors
    /// [`KeyError::File`].
    pub fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), KeyError> {
        match self {
            Self::Disk { folder, .. } => {
                write_whole(folder, name, bytes, |draft, path| fs::rename(draft, path))
            }
            Self::Memory(_) => self.keep(name, bytes),
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
    /// [`KeyError::File`], [`KeyError::Sealing`], [`KeyError::Damaged`].
    pub fn existing_key(&self, name: &str) -> Result<Option<[u8; KEY_BYTES]>, KeyError> {
        let Some(bytes) = self.read(name)? else { return Ok(None) };
        bytes.try_into().map(Some).map_err(|_| KeyError::Damaged(name.to_owned()))
    }
}

/// Writes a file elsewhere in the folder and then gives it its name: it is there whole or not at all.
fn write_whole(
    folder: &Path,
    name: &str,
    bytes: &[u8],
    give_name: impl FnOnce(&Path, &Path) -> std::io::Result<()>,
) -> Result<(), KeyError> {
    let (path, draft) = (folder.join(name), folder.join(format!("{name}{DRAFT}")));
    let write = || {
        let mut file = fs::File::create(&draft)?;
        for_owner_only(&draft, 0o600)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        give_name(&draft, &path)?;
        fs::File::open(folder)?.sync_all()
    };
    write().map_err(|source| KeyError::File { path: path.clone(), source })
}

/// What a file holds, whether it was sealed or not.
fn opened(sealer: Option<&Sealer>, name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, SealError> {
    match (sealer, std::str::from_utf8(&bytes)) {
        (Some(sealer), Ok(text)) if is_sealed(text) => sealer.open(FILE, name, text),
        _ => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::KeyRing;
    use shared::timestamp::Timestamp;

    #[test]
    fn a_sealed_key_is_not_on_the_disk_and_opens_under_its_own_name_alone() {
        let name =
            Randomness::System.bytes::<8>().unwrap().map(|byte| format!("{byte:02x}")).concat();
        let path = std::env::temp_dir().join(format!("puhui-sealed-keys-{name}"));
        let ring = KeyRing::make(&Randomness::seeded(2), Timestamp::MIN).unwrap();
        let sealer = Arc::new(Sealer::new(ring));
        let folder = KeyFolder::open_sealed(&path, Arc::clone(&sealer)).unwrap();
        let key = folder.private_key("log.key", &Randomness::seeded(1)).unwrap();
        let kept = fs::read(path.join("log.key")).unwrap();
        assert!(!kept.windows(key.len()).any(|part| part == key));
        assert_eq!(folder.existing_key("log.key").unwrap(), Some(key));
        fs::rename(path.join("log.key"), path.join("other.key")).unwrap();
        assert!(matches!(folder.existing_key("other.key"), Err(KeyError::Sealing(_))));
        fs::write(path.join("plain.key"), key).unwrap();
        assert_eq!(folder.existing_key("plain.key").unwrap(), Some(key));
        fs::remove_dir_all(&path).unwrap();
    }

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
        folder.replace("bank.certificate", b"one").unwrap();
        folder.replace("bank.certificate", b"the next").unwrap();
        assert_eq!(folder.read("bank.certificate").unwrap().unwrap(), b"the next");
        assert!(folder.keep("log.key", &key).is_err(), "a key is never written over");
        fs::write(path.join("log.key"), b"short").unwrap();
        assert!(matches!(folder.existing_key("log.key"), Err(KeyError::Damaged(_))));
        fs::remove_dir_all(&path).unwrap();
    }
}
