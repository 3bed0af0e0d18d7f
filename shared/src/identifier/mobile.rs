//! A mainland mobile number.

use core::str::FromStr;

use serde::{Deserialize, Serialize};

use super::folding::folded_code;
use super::{checked_text, mask};
use crate::language::{Language, Say};

/// Eleven digits, the first 1, the second 3 to 9; the country code is dropped.
///
/// # Source
/// The numbering in use (未核实: no numbering plan was read).
///
/// # Example
/// ```
/// use shared::identifier::Mobile;
/// let number: Mobile = "+86 138-0013-8000".parse().unwrap();
/// assert_eq!(number.masked(), "138****8000");
/// assert!("12800138000".parse::<Mobile>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^1[3-9][0-9]{9}$"))]
pub struct Mobile(String);

checked_text!(Mobile, MobileError);

/// Why a text is not a [`Mobile`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MobileError {
    /// Not eleven characters after the country code.
    #[error("a mobile number has 11 digits, not {found}")]
    WrongLength {
        /// How many characters there were.
        found: usize,
    },
    /// Something other than a digit.
    #[error("a mobile number has digits only")]
    NotDigits,
    /// Does not start with 13 to 19.
    #[error("a mobile number starts with 13 to 19")]
    WrongPrefix,
}

impl Mobile {
    /// `138****8000`: the first three and the last four digits.
    pub fn masked(&self) -> String {
        mask(&self.0, 3, 4)
    }
}

impl FromStr for Mobile {
    type Err = MobileError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let folded = folded_code(text);
        let number = without_country_code(&folded);
        if number.is_empty() {
            return Err(MobileError::WrongLength { found: 0 });
        }
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(MobileError::NotDigits);
        }
        if number.len() != 11 {
            return Err(MobileError::WrongLength { found: number.len() });
        }
        match number.as_bytes() {
            [b'1', b'3'..=b'9', ..] => Ok(Self(number.to_owned())),
            _ => Err(MobileError::WrongPrefix),
        }
    }
}

/// `number` without a leading +86, 0086, or a bare 86 before eleven more digits.
fn without_country_code(number: &str) -> &str {
    let explicit = number.strip_prefix("+86").or_else(|| number.strip_prefix("0086"));
    let bare = || number.strip_prefix("86").filter(|rest| rest.len() == 11);
    explicit.or_else(bare).unwrap_or(number)
}

impl Say for MobileError {
    fn code(&self) -> &'static str {
        match self {
            Self::WrongLength { .. } => "mobile_wrong_length",
            Self::NotDigits => "mobile_not_digits",
            Self::WrongPrefix => "mobile_wrong_prefix",
        }
    }

    fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::WrongLength { found: 0 }, Language::Zh) => "请输入11位手机号。".to_owned(),
            (Self::WrongLength { found: 0 }, Language::En) => {
                "Enter an 11-digit mobile number.".to_owned()
            }
            (Self::WrongLength { found }, Language::Zh) => {
                format!("手机号是11位，现在是{found}位，请检查。")
            }
            (Self::WrongLength { found }, Language::En) => {
                format!("A mobile number has 11 digits; this has {found}.")
            }
            (Self::NotDigits, Language::Zh) => "手机号只能是数字。".to_owned(),
            (Self::NotDigits, Language::En) => "A mobile number has digits only.".to_owned(),
            (Self::WrongPrefix, Language::Zh) => "手机号以13至19开头，请检查。".to_owned(),
            (Self::WrongPrefix, Language::En) => {
                "Mobile numbers start with 13 to 19. Please check.".to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_however_they_were_typed() {
        for typed in [
            "13800138000",
            "138 0013 8000",
            "+8613800138000",
            "0086-138-0013-8000",
            "8613800138000",
            "１３８００１３８０００",
        ] {
            assert_eq!(typed.parse::<Mobile>().unwrap().as_str(), "13800138000", "{typed}");
        }
    }

    #[test]
    fn each_mistake_has_its_own_answer() {
        for (typed, expected) in [
            ("", MobileError::WrongLength { found: 0 }),
            ("+86", MobileError::WrongLength { found: 0 }),
            ("1380013800", MobileError::WrongLength { found: 10 }),
            ("138001380000", MobileError::WrongLength { found: 12 }),
            ("12800138000", MobileError::WrongPrefix),
            ("23800138000", MobileError::WrongPrefix),
            ("1380013800O", MobileError::NotDigits),
            ("138001380😀0", MobileError::NotDigits),
        ] {
            assert_eq!(typed.parse::<Mobile>(), Err(expected), "{typed}");
        }
    }

    #[test]
    fn debug_shows_the_masked_number_only() {
        assert_eq!(format!("{:?}", "13800138000".parse::<Mobile>()), "Ok(Mobile(138****8000))");
    }
}
