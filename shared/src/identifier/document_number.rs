//! The number of an order, a contract or a certificate, as whoever issued it writes it.

use super::checked_text;
use super::folding::{folded_code, folded_name, half_width, is_han, is_latin};
use crate::language::{Language, Say};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A number that somebody else issued: 2 to 60 letters, digits, Chinese characters, brackets, and the
/// hyphens, slashes, dots and spaces between them.
///
/// It is kept as written; two numbers are the same when their [`code`](Self::code) is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 2, max_length = 60))]
pub struct DocumentNumber(String);

checked_text!(DocumentNumber, DocumentNumberError);

/// Why a text is not the number of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentNumberError {
    /// A sign no such number has.
    #[error("write letters, digits and Chinese characters only")]
    ForeignCharacter {
        /// The first of them.
        character: char,
    },
    /// Shorter than 2 or longer than 60 characters.
    #[error("write 2 to 60 characters")]
    Length,
}

impl DocumentNumber {
    /// The number however it is typed: half-width, capitals, without spaces and hyphens.
    pub fn code(&self) -> String {
        folded_code(&self.0)
    }

    /// The last four characters, the rest hidden.
    pub fn masked(&self) -> String {
        super::mask(&self.0, 0, 4)
    }
}

impl FromStr for DocumentNumber {
    type Err = DocumentNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number: String = folded_name(text).chars().map(half_width).collect();
        let is_allowed = |letter: &char| {
            is_han(*letter)
                || is_latin(*letter)
                || letter.is_ascii_digit()
                || matches!(letter, ' ' | '-' | '/' | '.' | '_' | '(' | ')' | '[' | ']')
        };
        if let Some(character) = number.chars().find(|letter| !is_allowed(letter)) {
            return Err(DocumentNumberError::ForeignCharacter { character });
        }
        // The code is what tells two numbers apart, so it is what has to be long enough.
        if folded_code(&number).chars().count() < 2 || number.chars().count() > 60 {
            return Err(DocumentNumberError::Length);
        }
        Ok(Self(number))
    }
}

impl Say for DocumentNumberError {
    fn code(&self) -> &'static str {
        match self {
            Self::ForeignCharacter { .. } => "document_number_foreign_character",
            Self::Length => "document_number_length",
        }
    }

    fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::ForeignCharacter { character }, Language::Zh) => {
                ["编号里不能有“", &character.to_string(), "”，请照单据填写。"].concat()
            }
            (Self::ForeignCharacter { character }, Language::En) => {
                ["Remove “", &character.to_string(), "” and write the number as on the paper."]
                    .concat()
            }
            (Self::Length, _) => language
                .pick(
                    "请照单据填写编号，2到60个字符。",
                    "Write the number as on the paper, 2 to 60 characters.",
                )
                .to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_kept_as_written_and_known_however_it_is_typed() {
        let one: DocumentNumber = "PO-2026/0017".parse().unwrap();
        let other: DocumentNumber = " ｐｏ 2026/0017".parse().unwrap();
        assert_eq!(one.as_str(), "PO-2026/0017");
        assert_eq!(one.code(), other.code());
        let certificate = "川（2024）泸州市不动产权第0012345号";
        assert!(certificate.parse::<DocumentNumber>().is_ok());
    }

    #[test]
    fn what_cannot_be_a_number_says_what_to_write() {
        for text in ["", "-", "A", " - -1"] {
            assert_eq!(text.parse::<DocumentNumber>(), Err(DocumentNumberError::Length), "{text}");
        }
        let foreign = DocumentNumberError::ForeignCharacter { character: '🙂' };
        assert_eq!("PO🙂1".parse::<DocumentNumber>(), Err(foreign));
        assert!(foreign.say(Language::Zh).contains('🙂'));
    }
}
