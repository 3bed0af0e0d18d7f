//! The name of a business, as on its licence.

use core::str::FromStr;

use serde::{Deserialize, Serialize};

use super::checked_text;
use super::folding::{folded_name, half_width, is_han, is_latin};
use crate::language::{Language, Say};

/// A registered business name: 2 to 100 Chinese or Latin letters, digits and the few
/// signs a licence may show.
///
/// Brackets in a Chinese name are folded to full width, as registries write them, so
/// that the same name typed in two ways is one name.
///
/// # Example
/// ```
/// use shared::identifier::BusinessName;
/// let name: BusinessName = "泸州好味(江阳)餐饮有限公司".parse().unwrap();
/// assert_eq!(name.as_str(), "泸州好味（江阳）餐饮有限公司");
/// assert!("好味餐饮🍜".parse::<BusinessName>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 2, max_length = 100))]
pub struct BusinessName(String);

checked_text!(BusinessName, BusinessNameError);

/// Why a text is not a [`BusinessName`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BusinessNameError {
    /// Fewer than two letters or digits.
    #[error("a business name has at least 2 characters")]
    TooShort,
    /// More than a hundred characters.
    #[error("a business name has at most 100 characters")]
    TooLong,
    /// An emoji, a control character or another sign no licence shows.
    #[error("a business name has letters, digits and brackets only")]
    ForeignCharacter {
        /// The character.
        character: char,
    },
}

impl BusinessName {
    /// The longest name accepted, in characters.
    pub const MAX_LENGTH: usize = 100;

    /// `泸州**公司`: the first and the last two characters.
    pub fn masked(&self) -> String {
        super::mask(&self.0, 2, 2)
    }
}

impl FromStr for BusinessName {
    type Err = BusinessNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let half: String = folded_name(text).chars().map(half_width).collect();
        let chinese = half.chars().any(is_han);
        let name: String = half.chars().map(|letter| folded_bracket(letter, chinese)).collect();
        if let Some(character) = name.chars().find(|letter| !is_allowed(*letter)) {
            return Err(BusinessNameError::ForeignCharacter { character });
        }
        if name.chars().filter(|letter| is_letter_or_digit(*letter)).count() < 2 {
            return Err(BusinessNameError::TooShort);
        }
        if name.chars().count() > Self::MAX_LENGTH {
            return Err(BusinessNameError::TooLong);
        }
        Ok(Self(name))
    }
}

const fn is_letter_or_digit(letter: char) -> bool {
    is_han(letter) || is_latin(letter) || letter.is_ascii_digit()
}

const fn is_allowed(letter: char) -> bool {
    is_letter_or_digit(letter)
        || matches!(
            letter,
            ' ' | '('
                | ')'
                | '（'
                | '）'
                | '·'
                | '-'
                | '&'
                | '.'
                | ','
                | '\''
                | '、'
                | '“'
                | '”'
                | '+'
                | '/'
        )
}

const fn folded_bracket(letter: char, chinese: bool) -> char {
    match letter {
        '(' if chinese => '（',
        ')' if chinese => '）',
        letter => letter,
    }
}

impl Say for BusinessNameError {
    fn code(&self) -> &'static str {
        match self {
            Self::TooShort => "business_name_too_short",
            Self::TooLong => "business_name_too_long",
            Self::ForeignCharacter { .. } => "business_name_foreign_character",
        }
    }

    fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::TooShort, Language::Zh) => "请输入营业执照上的名称。".to_owned(),
            (Self::TooShort, Language::En) => "Enter the name on the business licence.".to_owned(),
            (Self::TooLong, Language::Zh) => "名称最多100个字。".to_owned(),
            (Self::TooLong, Language::En) => {
                "A business name has at most 100 characters.".to_owned()
            }
            (Self::ForeignCharacter { character }, Language::Zh) => {
                format!("名称中不能有“{character}”。")
            }
            (Self::ForeignCharacter { character }, Language::En) => {
                format!("A business name cannot contain {character}.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_on_licences_are_read() {
        for (typed, read) in [
            (" 泸州市江阳区老李面馆 ", "泸州市江阳区老李面馆"),
            ("（集团）７天连锁", "（集团）7天连锁"),
            ("Acme (China) Co., Ltd.", "Acme (China) Co., Ltd."),
        ] {
            assert_eq!(typed.parse::<BusinessName>().unwrap().as_str(), read);
        }
    }

    #[test]
    fn what_no_licence_shows_is_refused() {
        for (typed, expected) in [
            ("", BusinessNameError::TooShort),
            ("店", BusinessNameError::TooShort),
            ("（（（", BusinessNameError::TooShort),
            ("老李面馆<b>", BusinessNameError::ForeignCharacter { character: '<' }),
            ("老李\0面馆", BusinessNameError::ForeignCharacter { character: '\0' }),
            ("老李面馆🍜", BusinessNameError::ForeignCharacter { character: '🍜' }),
        ] {
            assert_eq!(typed.parse::<BusinessName>(), Err(expected), "{typed}");
        }
        assert_eq!("王".repeat(101).parse::<BusinessName>(), Err(BusinessNameError::TooLong));
    }
}
