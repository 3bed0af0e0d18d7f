//! Amounts as people type or paste them.

use super::Money;

/// Why what was typed is not an amount of money, said as what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseMoneyError {
    /// Nothing was typed.
    #[error("enter an amount, such as 300000 or 30万")]
    Empty,
    /// A minus sign.
    #[error("enter an amount without a minus sign")]
    Negative,
    /// A letter, an emoji or another sign with no meaning in an amount.
    #[error("remove “{character}”: an amount has only digits, commas, one point and 万 or 亿")]
    UnexpectedCharacter {
        /// The first such character.
        character: char,
    },
    /// A second decimal point, a unit in the middle or no digit at all.
    #[error("enter the amount as one number, such as 1200000 or 120万")]
    NotOneNumber,
    /// A part of a fen.
    #[error("enter at most two decimals of a yuan")]
    TooPrecise,
    /// More than 10,000,000,000,000 yuan.
    #[error("enter a smaller amount")]
    TooLarge,
}

/// Ten million million yuan: far above any loan, far below what [`Money`] holds.
const LARGEST_FEN: i128 = 1_000_000_000_000_000;

/// The number read so far: digits without the point, and how many follow the point.
#[derive(Default)]
struct Digits {
    value: i128,
    any: bool,
    decimals: Option<u32>,
    unit: Option<i128>,
}

impl Digits {
    fn push(&mut self, digit: u8) -> Result<(), ParseMoneyError> {
        if self.unit.is_some() {
            return Err(ParseMoneyError::NotOneNumber);
        }
        self.value = self
            .value
            .checked_mul(10)
            .and_then(|value| value.checked_add(i128::from(digit)))
            .filter(|value| *value < i128::MAX / 1_000_000_000_000)
            .ok_or(ParseMoneyError::TooLarge)?;
        self.decimals = self.decimals.map(|count| count.saturating_add(1));
        self.any = true;
        Ok(())
    }

    fn point(&mut self) -> Result<(), ParseMoneyError> {
        if self.decimals.is_some() || self.unit.is_some() {
            return Err(ParseMoneyError::NotOneNumber);
        }
        self.decimals = Some(0);
        Ok(())
    }

    fn unit(&mut self, yuan: i128) -> Result<(), ParseMoneyError> {
        let after_wan_or_yi = yuan == 1 && self.unit.is_some_and(|unit| unit > 1);
        if !self.any || (self.unit.is_some() && !after_wan_or_yi) {
            return Err(ParseMoneyError::NotOneNumber);
        }
        self.unit = Some(self.unit.unwrap_or(yuan));
        Ok(())
    }

    fn money(self) -> Result<Money, ParseMoneyError> {
        if !self.any {
            return Err(ParseMoneyError::NotOneNumber);
        }
        let scaled = self
            .unit
            .unwrap_or(1)
            .checked_mul(100)
            .and_then(|fen_per_unit| self.value.checked_mul(fen_per_unit))
            .ok_or(ParseMoneyError::TooLarge)?;
        let divisor =
            10_i128.checked_pow(self.decimals.unwrap_or(0)).ok_or(ParseMoneyError::TooPrecise)?;
        if scaled.checked_rem(divisor) != Some(0) {
            return Err(ParseMoneyError::TooPrecise);
        }
        let fen = scaled.checked_div(divisor).unwrap_or(i128::MAX);
        match i64::try_from(fen) {
            Ok(fits) if fen <= LARGEST_FEN => Ok(Money::from_fen(fits)),
            _ => Err(ParseMoneyError::TooLarge),
        }
    }
}

pub(super) fn parse(text: &str) -> Result<Money, ParseMoneyError> {
    let mut digits = Digits::default();
    let mut seen = false;
    let mut currency_sign = false;
    for character in text.chars() {
        match ascii(character) {
            separator if separator.is_whitespace() => continue,
            ',' => {}
            '¥' if !seen && !currency_sign => currency_sign = true,
            '-' => return Err(ParseMoneyError::Negative),
            '.' => digits.point()?,
            '元' => digits.unit(1)?,
            '万' | '萬' => digits.unit(10_000)?,
            '亿' | '億' => digits.unit(100_000_000)?,
            other => match other.to_digit(10).and_then(|digit| u8::try_from(digit).ok()) {
                Some(digit) => digits.push(digit)?,
                None => return Err(ParseMoneyError::UnexpectedCharacter { character }),
            },
        }
        seen = true;
    }
    if !seen {
        return Err(ParseMoneyError::Empty);
    }
    digits.money()
}

/// The half-width form of the full-width signs a Chinese keyboard produces.
fn ascii(character: char) -> char {
    match character {
        '０'..='９' => {
            u32::from(character).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(character)
        }
        '．' | '。' => '.',
        '，' | '、' => ',',
        '￥' => '¥',
        '－' | '−' | '–' | '—' => '-',
        '圆' => '元',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_and_paste_is_understood() {
        for (text, fen) in [
            ("１２万", 12_000_000),
            ("1,200,000", 120_000_000),
            ("30.5万", 30_500_000),
            ("￥１，２３４．５０", 123_450),
            (" 1 200 元 ", 120_000),
            ("¥0.05", 5),
            ("1.5亿元", 15_000_000_000),
            ("12.345678万", 12_345_678),
            ("0", 0),
            ("1.500", 150),
            ("10万亿", 0),
        ] {
            let read = parse(text);
            if text == "10万亿" {
                assert_eq!(read, Err(ParseMoneyError::NotOneNumber));
            } else {
                assert_eq!(read, Ok(Money::from_fen(fen)), "{text}");
            }
        }
    }

    #[test]
    fn each_mistake_has_its_own_answer() {
        use ParseMoneyError as E;
        for (text, error) in [
            ("", E::Empty),
            ("   ", E::Empty),
            ("-5", E::Negative),
            ("－5", E::Negative),
            ("1e9", E::UnexpectedCharacter { character: 'e' }),
            ("💰100", E::UnexpectedCharacter { character: '💰' }),
            ("1.2.3", E::NotOneNumber),
            ("万", E::NotOneNumber),
            ("1万2", E::NotOneNumber),
            (".", E::NotOneNumber),
            ("元", E::NotOneNumber),
            ("1.005", E::TooPrecise),
            ("0.0000001万", E::TooPrecise),
            ("10000000000000.01", E::TooLarge),
            ("99999999999999999999999999999999999999999999", E::TooLarge),
        ] {
            assert_eq!(parse(text), Err(error), "{text}");
        }
        assert!(parse("10000000000000").is_ok());
    }
}
