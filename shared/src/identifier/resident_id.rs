//! The citizen identity number (公民身份号码) of a resident.

use core::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::folding::{digits, folded_code};
use super::{checked_text, mask};
use crate::language::{Language, Say};

/// Full civil capacity begins at eighteen (民法典 art. 17, 18).
pub const ADULT_AGE: u32 = 18;

/// Powers of two modulo 11, one per position before the check character.
const WEIGHTS: [u16; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check character for each remainder of the weighted sum.
const CHECKS: &[u8; 11] = b"10X98765432";

/// A citizen identity number whose birth date exists and whose check character holds.
///
/// # Source
/// GB 11643-1999.
///
/// # Example
/// ```
/// use shared::identifier::{ResidentId, ResidentIdError};
/// let number: ResidentId = "11010519491231002x".parse().unwrap();
/// assert_eq!(number.masked(), "110***********002X");
/// assert_eq!("110105491231002".parse::<ResidentId>(), Err(ResidentIdError::FifteenDigits));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, example = "11010519491231002X"))]
pub struct ResidentId(String);

checked_text!(ResidentId, ResidentIdError);

/// Why a text is not a [`ResidentId`], or its holder not an adult. Positions count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResidentIdError {
    /// A number of the generation that expired in 2013.
    #[error("fifteen-digit numbers are no longer valid; use the eighteen-digit one")]
    FifteenDigits,
    /// One short: usually the check character left out.
    #[error("seventeen digits: the last character is missing")]
    SeventeenDigits,
    /// Any other length but 18.
    #[error("an identity number has 18 characters, not {found}")]
    WrongLength {
        /// How many characters there were.
        found: usize,
    },
    /// Something other than a digit, or than a final X.
    #[error("an identity number has digits only, and may end in X")]
    ForeignCharacter {
        /// The character.
        character: char,
        /// Where it stands.
        position: u8,
    },
    /// The birth date in it is not a date, or lies before 1800.
    #[error("positions 7 to 14 are not a birth date")]
    NoSuchBirthDate,
    /// The last character does not follow from the others: something was mistyped.
    #[error("the check character does not match")]
    WrongCheckCharacter,
    /// Born after the day of asking.
    #[error("the birth date is in the future")]
    NotYetBorn,
    /// Younger than eighteen on the day of asking.
    #[error("the holder is {age}, and borrowers must be adults")]
    Minor {
        /// Completed years.
        age: u32,
    },
}

impl ResidentId {
    /// `110***********1234`: the first three and the last four characters.
    pub fn masked(&self) -> String {
        mask(&self.0, 3, 4)
    }

    /// The date of birth written in the number.
    pub fn birth_date(&self) -> NaiveDate {
        // Checked when the number was read.
        birth_date_in(&self.0).unwrap_or(NaiveDate::MIN)
    }

    /// Completed years of age on `on`; zero before birth.
    ///
    /// A year is completed on the birthday; born on 29 February, on 1 March of common years.
    pub fn age_on(&self, on: NaiveDate) -> u32 {
        on.years_since(self.birth_date()).unwrap_or(0)
    }

    /// Whether the holder may borrow on `on`.
    ///
    /// # Errors
    /// [`ResidentIdError::NotYetBorn`] or [`ResidentIdError::Minor`].
    pub fn adult_on(&self, on: NaiveDate) -> Result<(), ResidentIdError> {
        let age = self.age_on(on);
        if self.birth_date() > on {
            Err(ResidentIdError::NotYetBorn)
        } else if age < ADULT_AGE {
            Err(ResidentIdError::Minor { age })
        } else {
            Ok(())
        }
    }

    /// The six digits of the administrative division (GB/T 2260) that first issued it.
    pub fn region(&self) -> &str {
        self.0.get(..6).unwrap_or_default()
    }
}

impl FromStr for ResidentId {
    type Err = ResidentIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = folded_code(text);
        let body: String = number.chars().take(17).collect();
        let values = digits(&body).map_err(|(character, position)| {
            ResidentIdError::ForeignCharacter { character, position }
        })?;
        let check = match (number.chars().count(), number.chars().last()) {
            (18, Some(check @ ('0'..='9' | 'X'))) => check,
            (18, Some(character)) => {
                return Err(ResidentIdError::ForeignCharacter { character, position: 18 });
            }
            (15, _) => return Err(ResidentIdError::FifteenDigits),
            (17, _) => return Err(ResidentIdError::SeventeenDigits),
            (found, _) => return Err(ResidentIdError::WrongLength { found }),
        };
        if birth_date_in(&number).is_none() {
            return Err(ResidentIdError::NoSuchBirthDate);
        }
        let sum: u16 = values
            .iter()
            .zip(WEIGHTS)
            .map(|(value, weight)| u16::from(*value).saturating_mul(weight))
            .sum();
        if CHECKS.get(usize::from(sum % 11)).map(|byte| char::from(*byte)) == Some(check) {
            Ok(Self(number))
        } else {
            Err(ResidentIdError::WrongCheckCharacter)
        }
    }
}

/// The date in positions 7 to 14, when it exists and is not before 1800: the standard's
/// own example was born in 1880.
fn birth_date_in(number: &str) -> Option<NaiveDate> {
    let year = number.get(6..10)?.parse().ok().filter(|year| *year >= 1800)?;
    let month = number.get(10..12)?.parse().ok()?;
    let day = number.get(12..14)?.parse().ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}

impl Say for ResidentIdError {
    fn code(&self) -> &'static str {
        match self {
            Self::FifteenDigits => "resident_id_fifteen_digits",
            Self::SeventeenDigits => "resident_id_seventeen_digits",
            Self::WrongLength { .. } => "resident_id_wrong_length",
            Self::ForeignCharacter { .. } => "resident_id_foreign_character",
            Self::NoSuchBirthDate => "resident_id_no_such_birth_date",
            Self::WrongCheckCharacter => "resident_id_wrong_check_character",
            Self::NotYetBorn => "resident_id_not_yet_born",
            Self::Minor { .. } => "resident_id_minor",
        }
    }

    fn say(&self, language: Language) -> String {
        match language {
            Language::Zh => self.say_zh(),
            Language::En => self.say_en(),
        }
    }
}

impl ResidentIdError {
    fn say_zh(self) -> String {
        match self {
            Self::FifteenDigits => "15位身份证号已停用，请输入新的18位号码。".to_owned(),
            Self::SeventeenDigits => "现在是17位，少了一位，末位可能是数字或X。".to_owned(),
            Self::WrongLength { found: 0 } => "请输入18位身份证号。".to_owned(),
            Self::WrongLength { found } => {
                format!("身份证号是18位，现在是{found}位，请检查。")
            }
            Self::ForeignCharacter { character: 'X', position } => {
                format!("第{position}位是“X”，X只会出现在最后一位。")
            }
            Self::ForeignCharacter { character, position } => {
                format!("第{position}位“{character}”不是数字，请重新输入。")
            }
            Self::NoSuchBirthDate => "第7至14位不是有效的出生日期，请检查。".to_owned(),
            Self::WrongCheckCharacter => {
                "身份证号校验不通过，可能有一位输错，请对照证件检查。".to_owned()
            }
            Self::NotYetBorn => "出生日期晚于今天，请检查。".to_owned(),
            Self::Minor { age } => format!("申请人须年满18周岁，按证件现为{age}周岁。"),
        }
    }

    fn say_en(self) -> String {
        match self {
            Self::FifteenDigits => {
                "15-digit identity numbers are no longer valid. Enter the 18-digit one.".to_owned()
            }
            Self::SeventeenDigits => {
                "This has 17 digits: one is missing. The last may be a digit or X.".to_owned()
            }
            Self::WrongLength { found: 0 } => "Enter the 18-digit identity number.".to_owned(),
            Self::WrongLength { found } => {
                format!("An identity number has 18 characters; this has {found}.")
            }
            Self::ForeignCharacter { character: 'X', position } => {
                format!("Character {position} is X, which can only be the last.")
            }
            Self::ForeignCharacter { character, position } => {
                format!("Character {position} ({character}) is not a digit.")
            }
            Self::NoSuchBirthDate => {
                "Digits 7 to 14 are not a date of birth. Please check them.".to_owned()
            }
            Self::WrongCheckCharacter => {
                "This number does not check out; one digit may be wrong. Compare it with the card."
                    .to_owned()
            }
            Self::NotYetBorn => "The date of birth is after today. Please check it.".to_owned(),
            Self::Minor { age } => {
                format!("Borrowers must be 18 or older; by this number the holder is {age}.")
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test that overflows fails loudly")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn gb_11643_vectors_are_read() {
        for (number, born) in
            [("11010519491231002X", "1949-12-31"), ("440524188001010014", "1880-01-01")]
        {
            assert_eq!(number.parse::<ResidentId>().unwrap().birth_date(), day(born));
        }
    }

    #[test]
    fn each_mistake_has_its_own_answer() {
        for (text, expected) in [
            ("", ResidentIdError::WrongLength { found: 0 }),
            ("110105491231002", ResidentIdError::FifteenDigits),
            ("11010519491231002", ResidentIdError::SeventeenDigits),
            ("11010519491231002X0", ResidentIdError::WrongLength { found: 19 }),
            ("11010519491331002X", ResidentIdError::NoSuchBirthDate),
            ("11010519490229002X", ResidentIdError::NoSuchBirthDate),
            ("110105194912310021", ResidentIdError::WrongCheckCharacter),
            (
                "1X010519491231002X",
                ResidentIdError::ForeignCharacter { character: 'X', position: 2 },
            ),
            (
                "11010519491231002A",
                ResidentIdError::ForeignCharacter { character: 'A', position: 18 },
            ),
            (
                "一10105194912310021",
                ResidentIdError::ForeignCharacter { character: '一', position: 1 },
            ),
        ] {
            assert_eq!(text.parse::<ResidentId>(), Err(expected), "{text}");
        }
    }

    #[test]
    fn full_width_digits_spaces_and_a_small_x_are_forgiven() {
        let typed = "１１０１０５ 19491231 002ｘ";
        assert_eq!(typed.parse::<ResidentId>().unwrap().as_str(), "11010519491231002X");
    }

    #[test]
    fn adulthood_begins_on_the_eighteenth_birthday() {
        let number = number_for("110105", day("2008-02-29"), 2);
        for (on, expected) in [
            ("2008-02-28", Err(ResidentIdError::NotYetBorn)),
            ("2026-02-28", Err(ResidentIdError::Minor { age: 17 })),
            ("2026-03-01", Ok(())),
        ] {
            assert_eq!(number.adult_on(day(on)), expected, "{on}");
        }
    }

    #[test]
    fn debug_shows_the_masked_number_only() {
        let number: ResidentId = "11010519491231002X".parse().unwrap();
        assert_eq!(format!("{number:?}"), "ResidentId(110***********002X)");
    }

    fn number_for(region: &str, born: NaiveDate, sequence: u16) -> ResidentId {
        let body = format!("{region}{}{sequence:03}", born.format("%Y%m%d"));
        let sum: u16 = digits(&body)
            .unwrap()
            .iter()
            .zip(WEIGHTS)
            .map(|(value, weight)| u16::from(*value) * weight)
            .sum();
        format!("{body}{}", char::from(CHECKS[usize::from(sum % 11)])).parse().unwrap()
    }

    prop_compose! {
        fn any_number()(
            region in 110_000..660_000_u32,
            days in 0..50_000_u64,
            sequence in 0..1000_u16,
        ) -> ResidentId {
            let born = day("1900-01-01") + chrono::Days::new(days);
            number_for(&region.to_string(), born, sequence)
        }
    }

    proptest! {
        #[test]
        fn any_single_digit_change_is_caught(
            number in any_number(),
            at in 0..17_usize,
            by in 1..10_u8,
        ) {
            let mut changed = number.as_str().as_bytes().to_vec();
            changed[at] = b'0' + (changed[at] - b'0' + by) % 10;
            prop_assert!(String::from_utf8(changed).unwrap().parse::<ResidentId>().is_err());
        }

        #[test]
        fn any_swap_of_unequal_neighbours_is_caught(number in any_number(), at in 0..16_usize) {
            let mut changed = number.as_str().as_bytes().to_vec();
            prop_assume!(changed[at] != changed[at + 1]);
            changed.swap(at, at + 1);
            prop_assert!(String::from_utf8(changed).unwrap().parse::<ResidentId>().is_err());
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = text.parse::<ResidentId>();
        }
    }
}
