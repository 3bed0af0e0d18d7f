//! Signed notes: a short text anybody can read, and an Ed25519 signature under it.
//!
//! # Source
//! C2SP `signed-note`. Here a note has exactly one signature, and the form is strict: a note that
//! would not be written the same way again is not one.

use core::fmt;
use core::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::Signature;
use sha2::Digest as _;

/// Ed25519, as `signed-note` numbers algorithms.
const ALGORITHM: u8 = 1;

/// What stands before the signature line.
const SEPARATOR: &str = "\n\n\u{2014} ";

/// The public half of a key that signs notes: `name+hash+base64` as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    key: [u8; 32],
}

/// A text is not a note, or not a verifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a signed note")]
pub struct ParseNoteError;

/// Why a note is not by the key it should be by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteRefused {
    /// It names another key.
    #[error("another key is named")]
    ForeignKey,
    /// It names the key, but the signature does not verify.
    #[error("the signature does not verify")]
    Forged,
}

/// A text with one signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedNote {
    /// What is signed, with its last line break.
    text: String,
    name: String,
    key_hash: [u8; 4],
    signature: [u8; 64],
}

impl Verifier {
    /// The verifier of the key with these bytes.
    ///
    /// # Errors
    /// [`ParseNoteError`] for a name that could not stand in a note.
    pub fn new(name: &str, key: [u8; 32]) -> Result<Self, ParseNoteError> {
        let is_plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic() && b != b'+');
        if is_plain { Ok(Self { name: name.to_owned(), key }) } else { Err(ParseNoteError) }
    }

    /// Whose key it is: for the log's keys the log's origin.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of the hash of name and key, which a signature names the key by.
    pub fn key_hash(&self) -> [u8; 4] {
        let hash = sha2::Sha256::new()
            .chain_update(&self.name)
            .chain_update(b"\n")
            .chain_update(self.typed_key());
        let [a, b, c, d, ..] = <[u8; 32]>::from(hash.finalize());
        [a, b, c, d]
    }

    fn typed_key(&self) -> Vec<u8> {
        [&[ALGORITHM], self.key.as_slice()].concat()
    }

    /// Checks that the note is signed with this key.
    ///
    /// # Errors
    /// [`NoteRefused`].
    pub fn verify(&self, note: &SignedNote) -> Result<(), NoteRefused> {
        if note.name != self.name || note.key_hash != self.key_hash() {
            return Err(NoteRefused::ForeignKey);
        }
        let key = ed25519_dalek::VerifyingKey::from_bytes(&self.key);
        let signature = Signature::from_bytes(&note.signature);
        key.and_then(|key| key.verify_strict(note.text.as_bytes(), &signature))
            .map_err(|_| NoteRefused::Forged)
    }
}

impl fmt::Display for Verifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hash = u32::from_be_bytes(self.key_hash());
        write!(formatter, "{}+{hash:08x}+{}", self.name, STANDARD.encode(self.typed_key()))
    }
}

impl FromStr for Verifier {
    type Err = ParseNoteError;

    fn from_str(text: &str) -> Result<Self, ParseNoteError> {
        let (name, rest) = text.split_once('+').ok_or(ParseNoteError)?;
        let (_, key) = rest.split_once('+').ok_or(ParseNoteError)?;
        let key = STANDARD.decode(key).map_err(|_| ParseNoteError)?;
        let key = key.strip_prefix(&[ALGORITHM]).ok_or(ParseNoteError)?;
        let verifier = Self::new(name, key.try_into().map_err(|_| ParseNoteError)?)?;
        if verifier.to_string() == text { Ok(verifier) } else { Err(ParseNoteError) }
    }
}

impl SignedNote {
    /// The note of `text`, which ends its last line, with a signature made elsewhere.
    pub fn new(text: String, by: &Verifier, signature: [u8; 64]) -> Self {
        Self { text, name: by.name.clone(), key_hash: by.key_hash(), signature }
    }

    /// The lines of what is signed.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.strip_suffix('\n').unwrap_or(&self.text).split('\n')
    }

    /// What is signed, with its last line break.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for SignedNote {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signature = STANDARD.encode([self.key_hash.as_slice(), &self.signature].concat());
        writeln!(formatter, "{}\n\u{2014} {} {signature}", self.text, self.name)
    }
}

impl FromStr for SignedNote {
    type Err = ParseNoteError;

    fn from_str(note: &str) -> Result<Self, ParseNoteError> {
        let (text, line) = note.rsplit_once(SEPARATOR).ok_or(ParseNoteError)?;
        let (name, signature) =
            line.strip_suffix('\n').and_then(|line| line.split_once(' ')).ok_or(ParseNoteError)?;
        let signature = STANDARD.decode(signature).map_err(|_| ParseNoteError)?;
        let (key_hash, signature) = signature.split_first_chunk::<4>().ok_or(ParseNoteError)?;
        let parsed = Self {
            text: [text, "\n"].concat(),
            name: name.to_owned(),
            key_hash: *key_hash,
            signature: signature.try_into().map_err(|_| ParseNoteError)?,
        };
        if parsed.to_string() == note { Ok(parsed) } else { Err(ParseNoteError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of `signed-note`, made by Go's `golang.org/x/mod/sumdb/note`.
    const VERIFIER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const NOTE: &str = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    #[test]
    fn the_published_note_verifies_with_its_key_and_not_when_changed() {
        let verifier: Verifier = VERIFIER.parse().unwrap();
        assert_eq!(verifier.to_string(), VERIFIER);
        let note: SignedNote = NOTE.parse().unwrap();
        assert_eq!(note.to_string(), NOTE);
        assert_eq!(verifier.verify(&note), Ok(()));
        let changed: SignedNote = NOTE.replace("answer", "anger").parse().unwrap();
        assert_eq!(verifier.verify(&changed), Err(NoteRefused::Forged));
        let other = Verifier::new("PeterNeumann", [7; 32]).unwrap();
        assert_eq!(other.verify(&note), Err(NoteRefused::ForeignKey));
    }

    #[test]
    fn what_would_not_be_written_the_same_way_is_refused() {
        for bad in [
            "",
            "a\n",
            &NOTE.replace("\n\n", "\n"),
            NOTE.trim_end(),
            &NOTE.replace("nAM=", "nAM"),
            &NOTE.replace("nAM=", "nAN="),
        ] {
            assert!(bad.parse::<SignedNote>().is_err(), "{bad}");
        }
        for bad in ["", "a+b", &VERIFIER.replace("c74f", "C74F"), &VERIFIER.replace("a3+", "a4+")] {
            assert!(bad.parse::<Verifier>().is_err(), "{bad}");
        }
    }
}
