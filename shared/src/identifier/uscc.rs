//! The unified social credit code (统一社会信用代码) of a registered body.

use core::str::FromStr;

use serde::{Deserialize, Serialize};

use super::folding::folded_code;
use super::{checked_text, mask};
use crate::language::{Language, Say};

/// The letters and digits of the code: no I, O, S, V, Z, which look like 1, 0, 5, U, 2.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Powers of three modulo 31, one per position before the check character.
const WEIGHTS: [u16; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// A unified social credit code whose check character holds.
///
/// # Source
/// GB 32100-2015. Check character: `(31 − Σ valueᵢ·3ⁱ mod 31) mod 31`.
///
/// # Example
/// ```
/// use shared::identifier::{Uscc, UsccError};
/// let code: Uscc = "9144 0300 7152 6726 xg".parse().unwrap();
/// assert_eq!(code.as_str(), "9144030071526726XG");
/// assert_eq!("9144030071526726XH".parse::<Uscc>(), Err(UsccError::WrongCheckCharacter));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, example = "91330100799655058B"))]
pub struct Uscc(String);

checked_text!(Uscc, UsccError);

/// What kind of body a code was given to, by its first two characters.
///
/// # Source
/// GB 32100-2015, table of registering departments and categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registrant {
    /// 91: an enterprise.
    Enterprise,
    /// 92: a sole trader (个体工商户).
    SoleTrader,
    /// 93: a farmers' cooperative (农民专业合作社).
    FarmersCooperative,
    /// Any other body: public institutions, societies, villages.
    Other,
}

/// Why a text is not a [`Uscc`]. Positions count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UsccError {
    /// Not 18 characters after folding.
    #[error("a unified social credit code has 18 characters, not {found}")]
    WrongLength {
        /// How many characters there were.
        found: usize,
    },
    /// One of I, O, S, V, Z: a likely misreading, which only the person can resolve.
    #[error("the code never contains {letter}")]
    ForbiddenLetter {
        /// The letter.
        letter: char,
        /// Where it stands.
        position: u8,
    },
    /// Neither a digit nor a letter.
    #[error("the code contains digits and capital letters only")]
    ForeignCharacter {
        /// The character.
        character: char,
        /// Where it stands.
        position: u8,
    },
    /// The last character does not follow from the others: something was mistyped.
    #[error("the check character does not match")]
    WrongCheckCharacter,
}

impl Uscc {
    /// `911***********477`: the first and last three characters.
    pub fn masked(&self) -> String {
        mask(&self.0, 3, 3)
    }

    /// What kind of body the code was given to.
    pub fn registrant(&self) -> Registrant {
        match self.0.as_bytes() {
            [b'9', b'1', ..] => Registrant::Enterprise,
            [b'9', b'2', ..] => Registrant::SoleTrader,
            [b'9', b'3', ..] => Registrant::FarmersCooperative,
            _ => Registrant::Other,
        }
    }

    /// The six characters naming the registering authority's administrative division
    /// (GB/T 2260), such as `330100` for Hangzhou.
    pub fn region(&self) -> &str {
        self.0.get(2..8).unwrap_or_default()
    }
}

impl FromStr for Uscc {
    type Err = UsccError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = folded_code(text);
        let mut values = Vec::with_capacity(18);
        for (letter, position) in code.chars().take(18).zip(1_u8..) {
            values.push(value_of(letter, position)?);
        }
        let found = code.chars().count();
        if found != 18 {
            return Err(UsccError::WrongLength { found });
        }
        let products =
            values.iter().zip(WEIGHTS).map(|(value, weight)| value.saturating_mul(weight));
        let sum: u16 = products.sum();
        let check = 31_u16.saturating_sub(sum % 31) % 31;
        if values.last() == Some(&check) {
            Ok(Self(code))
        } else {
            Err(UsccError::WrongCheckCharacter)
        }
    }
}

fn value_of(letter: char, position: u8) -> Result<u16, UsccError> {
    let value = ALPHABET.iter().position(|known| char::from(*known) == letter);
    match value.and_then(|value| u16::try_from(value).ok()) {
        Some(value) => Ok(value),
        None if letter.is_ascii_uppercase() => Err(UsccError::ForbiddenLetter { letter, position }),
        None => Err(UsccError::ForeignCharacter { character: letter, position }),
    }
}

impl Say for UsccError {
    fn code(&self) -> &'static str {
        match self {
            Self::WrongLength { .. } => "uscc_wrong_length",
            Self::ForbiddenLetter { .. } => "uscc_forbidden_letter",
            Self::ForeignCharacter { .. } => "uscc_foreign_character",
            Self::WrongCheckCharacter => "uscc_wrong_check_character",
        }
    }

    fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::WrongLength { found: 0 }, Language::Zh) => {
                "请输入营业执照上的18位统一社会信用代码。".to_owned()
            }
            (Self::WrongLength { found: 0 }, Language::En) => {
                "Enter the 18-character unified social credit code on the business licence."
                    .to_owned()
            }
            (Self::WrongLength { found }, Language::Zh) => {
                format!("统一社会信用代码是18位，现在是{found}位，请对照营业执照检查。")
            }
            (Self::WrongLength { found }, Language::En) => format!(
                "The unified social credit code has 18 characters; this has {found}. Check it against the business licence."
            ),
            (Self::ForbiddenLetter { letter, position }, Language::Zh) => format!(
                "第{position}位是“{letter}”。代码中不会出现字母I、O、S、V、Z，请看清是否为{}。",
                lookalike(*letter)
            ),
            (Self::ForbiddenLetter { letter, position }, Language::En) => format!(
                "Character {position} is {letter}. The code never uses the letters I, O, S, V or Z; look again, it may be {}.",
                lookalike(*letter)
            ),
            (Self::ForeignCharacter { character, position }, Language::Zh) => {
                format!("第{position}位“{character}”不是数字或字母，请重新输入。")
            }
            (Self::ForeignCharacter { character, position }, Language::En) => {
                format!("Character {position} ({character}) is not a digit or a letter.")
            }
            (Self::WrongCheckCharacter, Language::Zh) => {
                "统一社会信用代码校验不通过，可能有一位输错，请对照营业执照检查。".to_owned()
            }
            (Self::WrongCheckCharacter, Language::En) => {
                "This code does not check out; one character may be wrong. Compare it with the business licence."
                    .to_owned()
            }
        }
    }
}

/// The character of the alphabet that a forbidden letter is most often mistaken for.
const fn lookalike(letter: char) -> char {
    match letter {
        'I' => '1',
        'O' => '0',
        'S' => '5',
        'V' => 'U',
        _ => '2',
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test that overflows fails loudly")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// FINANCE.md 8.6, computed; whose codes they are was not checked.
    const VALID: [&str; 4] =
        ["911100001000044477", "9144030071526726XG", "91330100799655058B", "91370200163562681G"];

    #[test]
    fn gb_32100_vectors_are_read() {
        for code in VALID {
            assert_eq!(code.parse::<Uscc>().unwrap().as_str(), code);
            assert_eq!(code.parse::<Uscc>().unwrap().registrant(), Registrant::Enterprise);
        }
        assert_eq!(VALID[2].parse::<Uscc>().unwrap().region(), "330100");
    }

    #[test]
    fn typing_habits_are_forgiven() {
        let typed = " ９１３３-0100 7996\u{200b}5505 8ｂ ";
        assert_eq!(typed.parse::<Uscc>().unwrap().as_str(), VALID[2]);
    }

    #[test]
    fn each_mistake_has_its_own_answer() {
        let refusal = |text: &str| text.parse::<Uscc>().unwrap_err();
        assert_eq!(refusal(""), UsccError::WrongLength { found: 0 });
        assert_eq!(refusal("91110000100004447"), UsccError::WrongLength { found: 17 });
        assert_eq!(refusal("9111000010000444770"), UsccError::WrongLength { found: 19 });
        assert_eq!(
            refusal("9111OOOO1000044477"),
            UsccError::ForbiddenLetter { letter: 'O', position: 5 }
        );
        assert_eq!(
            refusal("9111😀0001000044477"),
            UsccError::ForeignCharacter { character: '😀', position: 5 }
        );
        assert_eq!(refusal("911100001000044478"), UsccError::WrongCheckCharacter);
    }

    #[test]
    fn debug_and_errors_never_show_the_code() {
        let code: Uscc = VALID[0].parse().unwrap();
        assert_eq!(format!("{code:?}"), "Uscc(911************477)");
        for language in [Language::Zh, Language::En] {
            assert!(!UsccError::WrongCheckCharacter.say(language).is_empty());
        }
    }

    #[test]
    fn json_is_checked_on_the_way_in() {
        let code: Uscc = serde_json::from_str("\"91330100799655058b\"").unwrap();
        assert_eq!(serde_json::to_string(&code).unwrap(), "\"91330100799655058B\"");
        assert!(serde_json::from_str::<Uscc>("\"91330100799655058C\"").is_err());
    }

    fn any_code() -> impl Strategy<Value = Vec<usize>> {
        prop::collection::vec(0..31_usize, 17).prop_map(|mut values| {
            let sum: usize =
                values.iter().zip(WEIGHTS).map(|(value, weight)| value * usize::from(weight)).sum();
            values.push((31 - sum % 31) % 31);
            values
        })
    }

    fn text(values: &[usize]) -> String {
        values.iter().map(|value| char::from(ALPHABET[*value])).collect()
    }

    proptest! {
        #[test]
        fn every_computed_code_is_read(values in any_code()) {
            prop_assert!(text(&values).parse::<Uscc>().is_ok());
        }

        #[test]
        fn any_single_change_is_caught(values in any_code(), at in 0..18_usize, by in 1..31_usize) {
            let mut changed = values;
            changed[at] = (changed[at] + by) % 31;
            prop_assert_eq!(text(&changed).parse::<Uscc>(), Err(UsccError::WrongCheckCharacter));
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = text.parse::<Uscc>();
        }
    }
}
