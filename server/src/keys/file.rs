//! The key ring on disk: `keys.json`, for its owner alone, replaced as a whole.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use shared::timestamp::Timestamp;

use super::{Key, KeyRing, KeysError, Lock, Opener, Purpose};
use crate::data_folder::write_for_owner_only;
use crate::randomness::Randomness;

/// The format this version writes.
const FORMAT: u32 = 1;

/// The key file of a data folder.
#[derive(Clone, Debug)]
pub struct KeyFile(PathBuf);

/// What stands in the file. Identifiers, purposes and times are readable without unlocking.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    format: u32,
    lock: Lock,
    keys: Vec<StoredKey>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredKey {
    id: String,
    purpose: String,
    made_at: Timestamp,
    /// Base64: the key itself, or sealed under the lock.
    key: String,
}

impl StoredKey {
    /// What the sealed key is bound to.
    fn name(&self) -> String {
        format!("puhui key {} {}", self.purpose, self.id)
    }
}

/// A key without its bytes, for `puhui keys status`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyListed {
    /// Its identifier.
    pub id: String,
    /// What it is for.
    pub purpose: String,
    /// When it was made.
    pub made_at: Timestamp,
}

impl KeyFile {
    /// The key file in `folder`, there or not.
    pub fn in_folder(folder: &Path) -> Self {
        Self(folder.join("keys.json"))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Whether there is one.
    pub fn exists(&self) -> bool {
        self.0.exists()
    }

    /// How it is locked, and the keys in it without their bytes; needs no unlocking.
    ///
    /// # Errors
    /// [`KeysError::File`], [`KeysError::Unreadable`].
    pub fn list(&self) -> Result<(Lock, Vec<KeyListed>), KeysError> {
        let stored = self.stored()?;
        let keys = stored.keys.into_iter().map(|key| KeyListed {
            id: key.id,
            purpose: key.purpose,
            made_at: key.made_at,
        });
        Ok((stored.lock, keys.collect()))
    }

    /// The ring, unlocked.
    ///
    /// # Errors
    /// [`KeysError`]: unreadable, locked, the wrong opener, a key missing.
    pub fn unlock(&self, opener: &Opener) -> Result<KeyRing, KeysError> {
        let stored = self.stored()?;
        let wrapping = stored.lock.wrapping(opener)?;
        let mut keys = Vec::with_capacity(stored.keys.len());
        for key in stored.keys {
            let bytes = wrapping.unwrap_key(&key.name(), &key.key);
            let bytes = bytes.ok_or(KeysError::WrongOpener(stored.lock.kind()))?;
            // A purpose of a later version is not ours to use.
            if let Some(purpose) = Purpose::from_word(&key.purpose) {
                keys.push(Key::of(key.id, purpose, key.made_at, bytes));
            }
        }
        KeyRing::of(keys)
    }

    /// Writes the ring under a new lock that `opener` opens: the whole file or none of it.
    ///
    /// # Errors
    /// [`KeysError`]: a short passphrase or key file, no randomness, the file cannot be written.
    pub fn write(
        &self,
        ring: &KeyRing,
        opener: &Opener,
        randomness: &Randomness,
    ) -> Result<(), KeysError> {
        let lock = opener.new_lock(randomness)?;
        let wrapping = lock.wrapping(opener)?;
        let keys = ring.keys().map(|key| {
            let mut stored = StoredKey {
                id: key.id.clone(),
                purpose: key.purpose.word().to_owned(),
                made_at: key.made_at,
                key: String::new(),
            };
            stored.key = wrapping.wrap(&stored.name(), key.bytes(), randomness)?;
            Ok(stored)
        });
        let keys = keys.collect::<Result<_, KeysError>>()?;
        let stored = Stored { format: FORMAT, lock, keys };
        let text = serde_json::to_vec_pretty(&stored)
            .map_err(|source| KeysError::Unreadable { path: self.0.clone(), source })?;
        write_for_owner_only(&self.0, &text)
            .map_err(|source| KeysError::File { path: self.0.clone(), source })
    }

    fn stored(&self) -> Result<Stored, KeysError> {
        let text =
            fs::read(&self.0).map_err(|source| KeysError::File { path: self.0.clone(), source })?;
        let unreadable = |source| KeysError::Unreadable { path: self.0.clone(), source };
        let stored: Stored = serde_json::from_slice(&text).map_err(unreadable)?;
        if stored.format == FORMAT {
            Ok(stored)
        } else {
            use serde::de::Error as _;
            let known = format!("format {} is not known, only {FORMAT}", stored.format);
            Err(unreadable(serde_json::Error::custom(known)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::LockKind;

    /// A folder of its own, gone afterwards.
    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            let name = Randomness::System.identifier(Timestamp::MIN).unwrap();
            let path = std::env::temp_dir().join(format!("puhui-keys-{name}"));
            fs::create_dir(&path).unwrap();
            Self(path)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn openers(folder: &Folder) -> [Opener; 3] {
        let key_file = folder.0.join("elsewhere.key");
        fs::write(&key_file, Randomness::System.bytes::<32>().unwrap()).unwrap();
        [
            Opener::Nothing,
            Opener::passphrase("correct horse battery staple\n"),
            Opener::KeyFile(key_file),
        ]
    }

    #[test]
    fn a_ring_reads_back_under_every_lock_and_changes_from_one_to_another() {
        let folder = Folder::new();
        let file = KeyFile::in_folder(&folder.0);
        let ring = KeyRing::make(&Randomness::System, Timestamp::MIN).unwrap();
        for opener in openers(&folder) {
            file.write(&ring, &opener, &Randomness::System).unwrap();
            let again = file.unlock(&opener).unwrap();
            for (one, other) in ring.keys().zip(again.keys()) {
                assert_eq!((&one.id, one.bytes()), (&other.id, other.bytes()));
            }
            let text = fs::read_to_string(file.path()).unwrap();
            let key = base64::Engine::encode(
                &base64::engine::general_purpose::STANDARD,
                ring.current(Purpose::Data).bytes(),
            );
            assert_eq!(text.contains(&key), opener.kind() == LockKind::Open);
        }
    }

    #[test]
    fn the_wrong_opener_is_refused_by_kind_and_a_short_one_is_never_taken() {
        let folder = Folder::new();
        let file = KeyFile::in_folder(&folder.0);
        let ring = KeyRing::make(&Randomness::System, Timestamp::MIN).unwrap();
        let [nothing, passphrase, key_file] = openers(&folder);
        file.write(&ring, &passphrase, &Randomness::System).unwrap();
        assert!(matches!(
            file.unlock(&Opener::passphrase("correct horse battery stable")),
            Err(KeysError::WrongOpener(LockKind::Passphrase))
        ));
        for opener in [&nothing, &key_file] {
            assert!(matches!(file.unlock(opener), Err(KeysError::Locked(LockKind::Passphrase))));
        }
        let short = file.write(&ring, &Opener::passphrase("short"), &Randomness::System);
        assert!(matches!(short, Err(KeysError::PassphraseShort(_))));
        let stub = folder.0.join("stub.key");
        fs::write(&stub, b"too little").unwrap();
        let short = file.write(&ring, &Opener::KeyFile(stub), &Randomness::System);
        assert!(matches!(short, Err(KeysError::KeyFileShort(_))));
        assert!(file.unlock(&passphrase).is_ok(), "a refused change leaves the file as it was");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new();
        let file = KeyFile::in_folder(&folder.0);
        let ring = KeyRing::make(&Randomness::System, Timestamp::MIN).unwrap();
        file.write(&ring, &Opener::Nothing, &Randomness::System).unwrap();
        let mode = fs::metadata(file.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_lock_that_would_exhaust_the_machine_is_refused_before_it_is_tried() {
        let folder = Folder::new();
        let file = KeyFile::in_folder(&folder.0);
        let ring = KeyRing::make(&Randomness::System, Timestamp::MIN).unwrap();
        let opener = Opener::passphrase("correct horse battery staple");
        file.write(&ring, &opener, &Randomness::System).unwrap();
        let text = fs::read_to_string(file.path()).unwrap();
        fs::write(file.path(), text.replace("65536", "4294967295")).unwrap();
        assert!(matches!(file.unlock(&opener), Err(KeysError::LockOutOfRange)));
        fs::write(file.path(), "{").unwrap();
        assert!(matches!(file.unlock(&opener), Err(KeysError::Unreadable { .. })));
    }
}
