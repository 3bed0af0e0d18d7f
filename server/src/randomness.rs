//! The only source of identifiers, tokens and one-time codes.

use std::sync::Mutex;

use sha2::{Digest, Sha256};
use shared::timestamp::Timestamp;
use uuid::Uuid;

/// Bytes of entropy in a session token.
pub const TOKEN_BYTES: usize = 32;

/// The operating system gave no randomness; nothing safe can be done without it.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gave no randomness")]
pub struct RandomnessError;

/// A source of unpredictable bytes.
#[derive(Debug)]
pub enum Randomness {
    /// The operating system's generator.
    System,
    /// A reproducible sequence for tests: SHA-256 over seed and counter.
    Seeded(Mutex<(u64, u64)>),
}

impl Randomness {
    /// A reproducible sequence for tests.
    pub const fn seeded(seed: u64) -> Self {
        Self::Seeded(Mutex::new((seed, 0)))
    }

    /// Another source of the same kind, for a part of the program that has one of its own.
    #[must_use]
    pub fn apart(&self) -> Self {
        match self {
            Self::System => Self::System,
            Self::Seeded(state) => {
                let state = state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                Self::seeded(!state.0)
            }
        }
    }

    /// Unpredictable bytes.
    ///
    /// # Errors
    /// [`RandomnessError`] when the operating system refuses.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], RandomnessError> {
        let mut bytes = [0_u8; N];
        match self {
            Self::System => getrandom::fill(&mut bytes).map_err(|_| RandomnessError)?,
            Self::Seeded(state) => {
                let mut state = state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                for chunk in bytes.chunks_mut(32) {
                    state.1 += 1;
                    let digest = Sha256::new()
                        .chain_update(state.0.to_be_bytes())
                        .chain_update(state.1.to_be_bytes());
                    chunk.copy_from_slice(&digest.finalize()[..chunk.len()]);
                }
            }
        }
        Ok(bytes)
    }

    /// A time-ordered identifier (UUIDv7) as text.
    ///
    /// # Errors
    /// [`RandomnessError`] when the operating system refuses.
    pub fn identifier(&self, at: Timestamp) -> Result<String, RandomnessError> {
        let millis = u64::try_from(at.as_micros() / 1000).unwrap_or_default();
        let tail = self.bytes::<10>()?;
        Ok(uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid().to_string())
    }

    /// Six digits, each value equally likely.
    ///
    /// # Errors
    /// [`RandomnessError`] when the operating system refuses.
    pub fn one_time_code(&self) -> Result<String, RandomnessError> {
        // Values past the last whole million would favour small codes, so they are drawn again.
        const WHOLE: u32 = u32::MAX - u32::MAX % 1_000_000;
        loop {
            let value = u32::from_be_bytes(self.bytes::<4>()?);
            if value < WHOLE {
                return Ok(format!("{:06}", value % 1_000_000));
            }
        }
    }
}

/// Whether `text` has the form of an identifier this server issues.
pub fn is_identifier(text: &str) -> bool {
    text.len() == 36 && Uuid::try_parse(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_six_digits_and_an_identifier_sorts_by_time() {
        let randomness = Randomness::seeded(1);
        let code = randomness.one_time_code().unwrap();
        assert_eq!((code.len(), code.bytes().all(|byte| byte.is_ascii_digit())), (6, true));
        let early = randomness.identifier(Timestamp::MIN).unwrap();
        let late = randomness.identifier(Timestamp::MIN.plus_seconds(1)).unwrap();
        assert!(early < late && is_identifier(&early));
    }
}
