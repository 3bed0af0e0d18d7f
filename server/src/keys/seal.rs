//! Seals what the store keeps about people, and opens it again.
//!
//! XChaCha20-Poly1305 with a nonce drawn for every value. What is sealed is bound to the
//! column it stands in and to whose it is: moved elsewhere, it does not open. On disk it
//! reads `s1.<key>.<nonce and ciphertext in base64url>`, so a rotated key is found by name.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};

use super::{Key, KeyRing, Purpose};
use crate::randomness::{Randomness, RandomnessError};

/// What every sealed value begins with: the format's name and version.
const HEADER: &str = "s1.";

/// Bytes in a nonce.
const NONCE_BYTES: usize = 24;

/// Why a value cannot be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The value is not sealed, where everything is.
    #[error("a value of {0} is not sealed")]
    Plain(Column),
    /// The key it was sealed under is not in the ring.
    #[error("a value of {column} was sealed under key {key}, which is not in the key file")]
    KeyUnknown {
        /// Where it stands.
        column: Column,
        /// Which key.
        key: String,
    },
    /// It was changed, or moved from where it was sealed.
    #[error("a value of {0} was changed or moved after it was sealed")]
    Damaged(Column),
    /// There are no keys, so nothing is sealed or opened.
    #[error("a value of {0} cannot be used without the keys")]
    NoKeys(Column),
    /// It is too long to seal.
    #[error("a value of {0} cannot be sealed")]
    TooLong(Column),
    /// No randomness for a nonce.
    #[error("cannot draw a nonce")]
    Randomness(#[from] RandomnessError),
}

/// A column of the database whose values are sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
}

impl std::fmt::Display for Column {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}.{}", self.table, self.column)
    }
}

impl Column {
    /// The column `column` of `table`.
    pub const fn new(table: &'static str, column: &'static str) -> Self {
        Self { table, column }
    }

    /// What a value of this column is bound to.
    fn bound_to(self, whose: &str) -> Vec<u8> {
        format!("puhui\0{}\0{}\0{whose}", self.table, self.column).into_bytes()
    }
}

/// Seals under the key in use, opens under any of the ring's.
#[derive(Debug)]
pub struct Sealer {
    keys: Option<KeyRing>,
    randomness: Randomness,
}

impl Sealer {
    /// A sealer with the ring's keys.
    pub const fn new(keys: KeyRing) -> Self {
        Self { keys: Some(keys), randomness: Randomness::System }
    }

    /// For whoever only looks at what is kept plain.
    pub const fn without_keys() -> Self {
        Self { keys: None, randomness: Randomness::System }
    }

    /// `plain` as it may stand in `column`, in a row that is `whose`.
    ///
    /// # Errors
    /// [`SealError::Randomness`], [`SealError::TooLong`], [`SealError::NoKeys`].
    pub fn seal(&self, column: Column, whose: &str, plain: &[u8]) -> Result<String, SealError> {
        let keys = self.keys.as_ref().ok_or(SealError::NoKeys(column))?;
        let key = keys.current(Purpose::Data);
        let nonce = self.randomness.bytes::<NONCE_BYTES>()?;
        let bound = column.bound_to(whose);
        let sealed = cipher(key)
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: &bound })
            .map_err(|_| SealError::TooLong(column))?;
        let mut text = format!("{HEADER}{}.", key.id);
        URL_SAFE_NO_PAD.encode_string([&nonce[..], &sealed].concat(), &mut text);
        Ok(text)
    }

    /// What was sealed as `text` in `column`, in a row that is `whose`.
    ///
    /// # Errors
    /// [`SealError`]: not sealed, no keys or an unknown one, changed or moved.
    pub fn open(&self, column: Column, whose: &str, text: &str) -> Result<Vec<u8>, SealError> {
        let (id, sealed) = parts(text).ok_or(SealError::Plain(column))?;
        let keys = self.keys.as_ref().ok_or(SealError::NoKeys(column))?;
        let key = keys.find(Purpose::Data, id);
        let key = key.ok_or_else(|| SealError::KeyUnknown { column, key: id.to_owned() })?;
        let damaged = || SealError::Damaged(column);
        let sealed = URL_SAFE_NO_PAD.decode(sealed).map_err(|_| damaged())?;
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or_else(damaged)?;
        let bound = column.bound_to(whose);
        cipher(key)
            .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: &bound })
            .map_err(|_| damaged())
    }

    /// Whether `text` is sealed under the key in use.
    pub fn is_current(&self, text: &str) -> bool {
        let current = self.keys.as_ref().map(|keys| keys.current(Purpose::Data).id.as_str());
        parts(text).is_some_and(|(id, _)| Some(id) == current)
    }
}

/// Whether `text` is sealed at all.
pub fn is_sealed(text: &str) -> bool {
    text.starts_with(HEADER)
}

fn parts(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix(HEADER)?.split_once('.')
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::timestamp::Timestamp;

    const HERE: Column = Column::new("application", "document");
    const THERE: Column = Column::new("paper", "document");

    fn ring() -> KeyRing {
        KeyRing::make(&Randomness::seeded(9), Timestamp::MIN).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_where_it_was_sealed_and_nowhere_else() {
        let sealer = Sealer::new(ring());
        let value = sealer.seal(HERE, "borrower", b"510502198506150011").unwrap();
        assert!(is_sealed(&value) && !value.contains("510502"));
        assert_eq!(sealer.open(HERE, "borrower", &value).unwrap(), b"510502198506150011");
        for (column, whose) in [(THERE, "borrower"), (HERE, "other"), (HERE, "")] {
            let refused = sealer.open(column, whose, &value);
            assert!(matches!(refused, Err(SealError::Damaged(_))), "{column} {whose}");
        }
        assert_ne!(value, sealer.seal(HERE, "borrower", b"510502198506150011").unwrap());
    }

    #[test]
    fn a_flipped_cut_or_plain_value_is_refused_and_named() {
        let sealer = Sealer::new(ring());
        let value = sealer.seal(HERE, "borrower", b"{}").unwrap();
        for at in 12..value.len() {
            let mut bytes = value.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            assert!(sealer.open(HERE, "borrower", &changed).is_err(), "{changed}");
            assert!(sealer.open(HERE, "borrower", &value[..at]).is_err());
        }
        let plain = sealer.open(HERE, "borrower", "{}");
        assert!(matches!(plain, Err(SealError::Plain(HERE))));
    }

    #[test]
    fn a_rotated_ring_opens_what_the_older_key_sealed_and_a_foreign_one_names_the_key() {
        let mut ring = ring();
        let sealed = Sealer::new(ring.clone()).seal(HERE, "borrower", b"old").unwrap();
        ring.rotate(Purpose::Data, &Randomness::seeded(10), Timestamp::MIN).unwrap();
        let after = Sealer::new(ring);
        assert_eq!(after.open(HERE, "borrower", &sealed).unwrap(), b"old");
        assert!(!after.is_current(&sealed));
        assert!(after.is_current(&after.seal(HERE, "borrower", b"old").unwrap()));
        let foreign = KeyRing::make(&Randomness::seeded(11), Timestamp::MIN).unwrap();
        let refused = Sealer::new(foreign).open(HERE, "borrower", &sealed);
        assert!(matches!(refused, Err(SealError::KeyUnknown { .. })));
    }
}
