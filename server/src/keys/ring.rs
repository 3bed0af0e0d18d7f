//! Every key of an installation, by purpose and identifier.

use shared::timestamp::Timestamp;
use zeroize::Zeroizing;

use super::{KEY_BYTES, KeysError};
use crate::data_folder::Secret;
use crate::randomness::Randomness;

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Hashes numbers, codes and tokens, so that they can be found but not read.
    Hash,
    /// Seals what the store keeps about people.
    Data,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 2] = [Self::Hash, Self::Data];

    /// The stable word in the key file and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hash => "hash",
            Self::Data => "data",
        }
    }

    /// The purpose a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.word() == word)
    }
}

/// One key.
#[derive(Clone)]
pub struct Key {
    /// Eight hexadecimal digits, unique in the ring; stands before whatever it seals.
    pub id: String,
    /// What it is for.
    pub purpose: Purpose,
    /// When it was made.
    pub made_at: Timestamp,
    bytes: Zeroizing<[u8; KEY_BYTES]>,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Key({} {} …)", self.purpose.word(), self.id)
    }
}

impl Key {
    /// A key read back.
    pub fn of(id: String, purpose: Purpose, made_at: Timestamp, bytes: [u8; KEY_BYTES]) -> Self {
        Self { id, purpose, made_at, bytes: Zeroizing::new(bytes) }
    }

    /// A new key.
    ///
    /// # Errors
    /// [`KeysError::Randomness`].
    pub fn make(
        purpose: Purpose,
        randomness: &Randomness,
        made_at: Timestamp,
    ) -> Result<Self, KeysError> {
        let id = u32::from_be_bytes(randomness.bytes()?);
        let bytes = randomness.bytes()?;
        Ok(Self::of(format!("{id:08x}"), purpose, made_at, bytes))
    }

    /// The key itself.
    pub fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.bytes
    }
}

/// Every key of an installation. There is always one to hash and at least one to seal.
#[derive(Clone, Debug)]
pub struct KeyRing {
    hash: Key,
    /// The one in use.
    data: Key,
    /// Those used before, oldest first.
    older: Vec<Key>,
}

impl KeyRing {
    /// A ring of new keys.
    ///
    /// # Errors
    /// [`KeysError::Randomness`].
    pub fn make(randomness: &Randomness, at: Timestamp) -> Result<Self, KeysError> {
        Ok(Self {
            hash: Key::make(Purpose::Hash, randomness, at)?,
            data: Key::make(Purpose::Data, randomness, at)?,
            older: Vec::new(),
        })
    }

    /// The ring of these keys, oldest first.
    ///
    /// # Errors
    /// [`KeysError::Missing`].
    pub fn of(keys: Vec<Key>) -> Result<Self, KeysError> {
        let (mut hash, mut data, mut older) = (None, None, Vec::new());
        for key in keys {
            let place = match key.purpose {
                Purpose::Hash => &mut hash,
                Purpose::Data => &mut data,
            };
            older.extend(place.replace(key));
        }
        let hash = hash.ok_or(KeysError::Missing(Purpose::Hash.word()))?;
        let data = data.ok_or(KeysError::Missing(Purpose::Data.word()))?;
        Ok(Self { hash, data, older })
    }

    /// Every key, those in use last.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.older.iter().chain([&self.hash, &self.data])
    }

    /// The key of a purpose that is in use.
    pub const fn current(&self, purpose: Purpose) -> &Key {
        match purpose {
            Purpose::Hash => &self.hash,
            Purpose::Data => &self.data,
        }
    }

    /// The key of this purpose and identifier, in use or not.
    pub fn find(&self, purpose: Purpose, id: &str) -> Option<&Key> {
        self.keys().find(|key| key.purpose == purpose && key.id == id)
    }

    /// What hashes numbers, codes and tokens.
    pub fn secret(&self) -> Secret {
        Secret::from_bytes(*self.hash.bytes())
    }

    /// Puts a new key in use; the one before goes on reading.
    ///
    /// # Errors
    /// [`KeysError::NeverRotated`] for the hashing key, [`KeysError::Randomness`].
    pub fn rotate(
        &mut self,
        purpose: Purpose,
        randomness: &Randomness,
        at: Timestamp,
    ) -> Result<&Key, KeysError> {
        if purpose == Purpose::Hash {
            return Err(KeysError::NeverRotated(purpose.word()));
        }
        let mut key = Key::make(purpose, randomness, at)?;
        while self.keys().any(|known| known.id == key.id) {
            key = Key::make(purpose, randomness, at)?;
        }
        self.older.push(std::mem::replace(&mut self.data, key));
        Ok(&self.data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rotated_key_is_in_use_and_the_one_before_is_still_found() {
        let randomness = Randomness::seeded(5);
        let mut ring = KeyRing::make(&randomness, Timestamp::MIN).unwrap();
        let before = ring.current(Purpose::Data).id.clone();
        let now = ring.rotate(Purpose::Data, &randomness, Timestamp::MIN).unwrap().id.clone();
        assert_ne!(before, now);
        assert_eq!(ring.current(Purpose::Data).id, now);
        assert!(ring.find(Purpose::Data, &before).is_some());
        assert!(ring.find(Purpose::Hash, &before).is_none());
        let again = KeyRing::of(ring.keys().cloned().collect()).unwrap();
        assert_eq!(again.current(Purpose::Data).id, now);
    }

    #[test]
    fn the_hashing_key_is_never_rotated_and_no_key_is_ever_shown() {
        let randomness = Randomness::seeded(6);
        let mut ring = KeyRing::make(&randomness, Timestamp::MIN).unwrap();
        let refused = ring.rotate(Purpose::Hash, &randomness, Timestamp::MIN);
        assert!(matches!(refused, Err(KeysError::NeverRotated("hash"))));
        assert!(matches!(KeyRing::of(Vec::new()), Err(KeysError::Missing("hash"))));
        assert!(!format!("{ring:?}").contains("bytes"));
    }
}
