//! The name of a person, as on the identity card.

use core::str::FromStr;

use serde::{Deserialize, Serialize};

use super::checked_text;
use super::folding::{folded_name, half_width, is_han, is_latin};
use crate::language::{Language, Say};

/// A person's name: 2 to 50 Chinese or Latin letters, with inner `·`, spaces, hyphens,
/// apostrophes and full stops.
///
/// The various dots people type inside transliterated names are folded to `·`.
///
/// # Example
/// ```
/// use shared::identifier::PersonName;
/// let name: PersonName = "古丽•阿依木".parse().unwrap();
/// assert_eq!(name.as_str(), "古丽·阿依木");
/// assert!("王😀".parse::<PersonName>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 2, max_length = 50))]
pub struct PersonName(String);

checked_text!(PersonName, PersonNameError);

/// Why a text is not a [`PersonName`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonNameError {
    /// Fewer than two letters.
    #[error("a name has at least 2 characters")]
    TooShort,
    /// More than fifty characters.
    #[error("a name has at most 50 characters")]
    TooLong,
    /// A digit, an emoji or another sign that no identity card shows.
    #[error("a name has letters only")]
    ForeignCharacter {
        /// The character.
        character: char,
    },
}

impl PersonName {
    /// The longest name accepted, in characters.
    pub const MAX_LENGTH: usize = 50;

    /// `张**`: the first letter, and an asterisk for each other.
    pub fn masked(&self) -> String {
        super::mask(&self.0, 1, 0)
    }
}

impl FromStr for PersonName {
    type Err = PersonNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name: String = folded_name(text).chars().map(half_width).map(folded_dot).collect();
        let foreign = name.chars().find(|letter| {
            !is_han(*letter)
                && !is_latin(*letter)
                && !matches!(letter, '·' | ' ' | '-' | '\'' | '.')
        });
        if let Some(character) = foreign {
            return Err(PersonNameError::ForeignCharacter { character });
        }
        let letters = name.chars().filter(|letter| is_han(*letter) || is_latin(*letter)).count();
        if letters < 2 {
            return Err(PersonNameError::TooShort);
        }
        if name.chars().count() > Self::MAX_LENGTH {
            return Err(PersonNameError::TooLong);
        }
        Ok(Self(name))
    }
}

/// The dots that stand between the parts of a transliterated name, as one.
const fn folded_dot(letter: char) -> char {
    match letter {
        '\u{2022}' | '\u{2027}' | '\u{30fb}' | '\u{ff65}' | '\u{2219}' | '\u{22c5}' => '·',
        '\u{2019}' => '\'',
        letter => letter,
    }
}

impl Say for PersonNameError {
    fn code(&self) -> &'static str {
        match self {
            Self::TooShort => "person_name_too_short",
            Self::TooLong => "person_name_too_long",
            Self::ForeignCharacter { .. } => "person_name_foreign_character",
        }
    }

    fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::TooShort, Language::Zh) => "请输入身份证上的姓名。".to_owned(),
            (Self::TooShort, Language::En) => "Enter the name on the identity card.".to_owned(),
            (Self::TooLong, Language::Zh) => "姓名最多50个字。".to_owned(),
            (Self::TooLong, Language::En) => "A name has at most 50 characters.".to_owned(),
            (Self::ForeignCharacter { character }, Language::Zh) => {
                format!("姓名中不能有“{character}”。")
            }
            (Self::ForeignCharacter { character }, Language::En) => {
                format!("A name cannot contain {character}.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_on_identity_cards_are_read() {
        for (typed, read) in [
            (" 张三 ", "张三"),
            ("㐆𠮷", "㐆𠮷"),
            ("阿卜杜拉・买买提", "阿卜杜拉·买买提"),
            ("Ada  Lovelace", "Ada Lovelace"),
            ("O’Brien", "O'Brien"),
        ] {
            assert_eq!(typed.parse::<PersonName>().unwrap().as_str(), read);
        }
    }

    #[test]
    fn what_no_card_shows_is_refused() {
        for (typed, expected) in [
            ("", PersonNameError::TooShort),
            ("张", PersonNameError::TooShort),
            ("··", PersonNameError::TooShort),
            ("张3", PersonNameError::ForeignCharacter { character: '3' }),
            ("张\u{7}三", PersonNameError::ForeignCharacter { character: '\u{7}' }),
            ("张🙂", PersonNameError::ForeignCharacter { character: '🙂' }),
        ] {
            assert_eq!(typed.parse::<PersonName>(), Err(expected), "{typed}");
        }
        assert_eq!("王".repeat(51).parse::<PersonName>(), Err(PersonNameError::TooLong));
    }

    #[test]
    fn debug_shows_the_family_name_only() {
        assert_eq!(format!("{:?}", "欧阳修".parse::<PersonName>()), "Ok(PersonName(欧**))");
    }
}
