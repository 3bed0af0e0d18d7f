//! The number of a bank card or account that money is paid to and repaid from.

use core::str::FromStr;

use serde::{Deserialize, Serialize};

use super::folding::folded_code;
use super::{checked_text, mask};
use crate::language::{Language, Say};

/// Twice each digit, with the digits of the result added: 7 → 14 → 5.
const DOUBLED: [u16; 10] = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];

/// A bank card number: 13 to 19 digits.
///
/// The Luhn check is reported, not required: some domestic cards are said not to
/// satisfy it (未核实), so a failure is a question to the person, not a refusal.
///
/// # Example
/// ```
/// use shared::identifier::BankCard;
/// let card: BankCard = "6222 0212 3456 7890 128".parse().unwrap();
/// assert_eq!(card.masked(), "6222***********0128");
/// assert!("622202".parse::<BankCard>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9]{13,19}$"))]
pub struct BankCard(String);

checked_text!(BankCard, BankCardError);

/// Why a text is not a [`BankCard`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BankCardError {
    /// Fewer than 13 or more than 19 characters.
    #[error("a card number has 13 to 19 digits, not {found}")]
    WrongLength {
        /// How many characters there were.
        found: usize,
    },
    /// Something other than a digit.
    #[error("a card number has digits only")]
    NotDigits,
}

impl BankCard {
    /// `6222***********1234`: the first and the last four digits.
    pub fn masked(&self) -> String {
        mask(&self.0, 4, 4)
    }

    /// The last four digits, as people recognise their card.
    pub fn tail(&self) -> &str {
        self.0.get(self.0.len().saturating_sub(4)..).unwrap_or_default()
    }

    /// Whether the Luhn check holds; when not, ask the person to look again.
    ///
    /// # Source
    /// ISO/IEC 7812-1, annex B (the formula; the text was not read).
    pub fn luhn_holds(&self) -> bool {
        let sum: u16 = self
            .0
            .bytes()
            .rev()
            .map(|byte| u16::from(byte.saturating_sub(b'0')))
            .enumerate()
            .map(|(from_end, digit)| match (from_end % 2, digit) {
                (0, digit) => digit,
                // Doubled, and the two digits of the result added.
                (_, digit) => DOUBLED.get(usize::from(digit)).copied().unwrap_or_default(),
            })
            .sum();
        sum.is_multiple_of(10)
    }
}

impl FromStr for BankCard {
    type Err = BankCardError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = folded_code(text);
        let found = number.chars().count();
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(BankCardError::NotDigits);
        }
        if !(13..=19).contains(&found) {
            return Err(BankCardError::WrongLength { found });
        }
        Ok(Self(number))
    }
}

impl Say for BankCardError {
    fn code(&self) -> &'static str {
        match self {
            Self::WrongLength { .. } => "bank_card_wrong_length",
            Self::NotDigits => "bank_card_not_digits",
        }
    }

    fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::WrongLength { found: 0 }, Language::Zh) => "请输入银行卡号。".to_owned(),
            (Self::WrongLength { found: 0 }, Language::En) => {
                "Enter the bank card number.".to_owned()
            }
            (Self::WrongLength { found }, Language::Zh) => {
                format!("银行卡号是13至19位，现在是{found}位，请检查。")
            }
            (Self::WrongLength { found }, Language::En) => {
                format!("A card number has 13 to 19 digits; this has {found}.")
            }
            (Self::NotDigits, Language::Zh) => "银行卡号只能是数字。".to_owned(),
            (Self::NotDigits, Language::En) => "A card number has digits only.".to_owned(),
        }
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test that overflows fails loudly")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_card_that_fails_luhn_is_read_and_reported() {
        let sound: BankCard = "4111 1111 1111 1111".parse().unwrap();
        let odd: BankCard = "4111-1111-1111-1112".parse().unwrap();
        assert!(sound.luhn_holds());
        assert!(!odd.luhn_holds());
        assert_eq!(sound.tail(), "1111");
    }

    #[test]
    fn each_mistake_has_its_own_answer() {
        for (typed, expected) in [
            ("", BankCardError::WrongLength { found: 0 }),
            ("123456789012", BankCardError::WrongLength { found: 12 }),
            ("12345678901234567890", BankCardError::WrongLength { found: 20 }),
            ("12345678901234a", BankCardError::NotDigits),
            ("六二二二1234567890123", BankCardError::NotDigits),
        ] {
            assert_eq!(typed.parse::<BankCard>(), Err(expected), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn luhn_notices_any_single_digit_change(
            number in "[0-9]{13,19}",
            at in any::<prop::sample::Index>(),
            by in 1..10_u8,
        ) {
            let card: BankCard = number.parse().unwrap();
            let mut changed = number.into_bytes();
            let at = at.index(changed.len());
            changed[at] = b'0' + (changed[at] - b'0' + by) % 10;
            let changed: BankCard = String::from_utf8(changed).unwrap().parse().unwrap();
            prop_assert!(!(card.luhn_holds() && changed.luhn_holds()));
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = text.parse::<BankCard>();
        }
    }
}
