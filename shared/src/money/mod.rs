//! Renminbi as a whole number of fen.
//!
//! Every posted amount in the product is a [`Money`]. It is signed, because cash
//! flows have a direction; whether a sign is allowed is for the caller's type to say.
//! Start reading at [`Money`]; `typed` reads what people type, [`capitals()`] writes
//! the amount as contracts do.

mod capitals;
mod text;
mod typed;

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::from_text;

pub use capitals::capitals;
pub use typed::ParseMoneyError;

/// An amount of renminbi in whole fen (1/100 yuan), positive, zero or negative.
///
/// Its text, in JSON and everywhere else machines read, is the number of yuan with
/// exactly two decimals: `"1234.50"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

/// Why a text is not the canonical text of an amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyTextError {
    /// Not `[-]yuan.fen` with exactly two decimals and no leading zeros.
    #[error("write the amount in yuan with exactly two decimals, such as 1234.50")]
    NotCanonical,
    /// More fen than the type holds.
    #[error("the amount is too large")]
    TooLarge,
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount the type holds.
    pub const MAX: Self = Self(i64::MAX);

    /// The amount of `fen` fen.
    #[inline]
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// The amount in fen.
    #[inline]
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// The amount of `yuan` whole yuan, unless it does not fit.
    pub const fn from_yuan(yuan: i64) -> Option<Self> {
        match yuan.checked_mul(100) {
            Some(fen) => Some(Self(fen)),
            None => None,
        }
    }

    /// The sum, unless it does not fit.
    #[inline]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(fen) => Some(Self(fen)),
            None => None,
        }
    }

    /// The difference, unless it does not fit.
    #[inline]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(fen) => Some(Self(fen)),
            None => None,
        }
    }

    /// The same amount in the other direction, unless it does not fit.
    pub const fn checked_neg(self) -> Option<Self> {
        match self.0.checked_neg() {
            Some(fen) => Some(Self(fen)),
            None => None,
        }
    }

    /// The amount `times` over, unless it does not fit.
    pub const fn checked_mul(self, times: i64) -> Option<Self> {
        match self.0.checked_mul(times) {
            Some(fen) => Some(Self(fen)),
            None => None,
        }
    }

    /// The sum of `amounts`, unless it does not fit.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// Whether this is nothing.
    #[inline]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether this is below zero.
    #[inline]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether this is above zero.
    #[inline]
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// The largest multiple of `step` not above this amount; the amount itself when
    /// `step` is not positive.
    #[must_use]
    pub const fn floor_to(self, step: Self) -> Self {
        if step.0 <= 0 {
            return self;
        }
        match self.0.checked_rem_euclid(step.0) {
            Some(rest) => Self(self.0.saturating_sub(rest)),
            None => self,
        }
    }

    /// Reads an amount as people type or paste it.
    ///
    /// Full-width digits and punctuation, thousands separators, spaces, a leading ¥ or
    /// ￥ and a trailing 元, 万, 万元 or 亿 are understood: `"１２万"`, `"1,200,000"`,
    /// `"30.5万"`.
    ///
    /// # Errors
    /// One variant of [`ParseMoneyError`] for each kind of mistake; its message tells
    /// the person what to do.
    pub fn parse_typed(text: &str) -> Result<Self, ParseMoneyError> {
        typed::parse(text)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(text::canonical(*self).as_str())
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(text::canonical(*self).as_str())
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text::deserialize(deserializer)
    }
}

impl FromStr for Money {
    type Err = MoneyTextError;

    /// Reads the canonical text only: `-?(0|[1-9][0-9]*)\.[0-9]{2}`, and no `-0.00`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let negative = digits.len() != text.len();
        let (yuan, fen) = digits.split_once('.').ok_or(MoneyTextError::NotCanonical)?;
        let canonical = fen.len() == 2
            && !yuan.is_empty()
            && (yuan == "0" || !yuan.starts_with('0'))
            && yuan.bytes().chain(fen.bytes()).all(|byte| byte.is_ascii_digit());
        if !canonical {
            return Err(MoneyTextError::NotCanonical);
        }
        let mut total: i64 = 0;
        for byte in yuan.bytes().chain(fen.bytes()) {
            let digit = i64::from(byte.saturating_sub(b'0'));
            total = total
                .checked_mul(10)
                .and_then(|sum| sum.checked_add(digit))
                .ok_or(MoneyTextError::TooLarge)?;
        }
        if negative && total == 0 {
            return Err(MoneyTextError::NotCanonical);
        }
        Ok(Self(if negative { total.saturating_neg() } else { total }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_has_exactly_two_decimals_and_reads_back() {
        for (fen, text) in [
            (123_450, "1234.50"),
            (0, "0.00"),
            (-5, "-0.05"),
            (7, "0.07"),
            (i64::MAX, "92233720368547758.07"),
        ] {
            assert_eq!(Money::from_fen(fen).to_string(), text);
            assert_eq!(text.parse(), Ok(Money::from_fen(fen)));
        }
    }

    #[test]
    fn anything_but_canonical_text_is_refused() {
        for text in [
            "", "1", "1.5", "01.00", "1.500", "+1.00", "-0.00", ".50", "1.5a", "１.00", " 1.00",
            "1e2.00",
        ] {
            assert_eq!(text.parse::<Money>(), Err(MoneyTextError::NotCanonical), "{text}");
        }
        assert_eq!("92233720368547758.08".parse::<Money>(), Err(MoneyTextError::TooLarge));
    }

    #[test]
    fn json_is_the_canonical_text() {
        let json = serde_json::to_string(&Money::from_fen(123_450)).unwrap();
        assert_eq!(json, "\"1234.50\"");
        assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), Money::from_fen(123_450));
        assert!(serde_json::from_str::<Money>("1234.5").is_err());
    }

    #[test]
    fn floor_to_keeps_whole_steps() {
        let step = Money::from_fen(100_000);
        assert_eq!(Money::from_fen(299_999).floor_to(step), Money::from_fen(200_000));
        assert_eq!(Money::from_fen(-1).floor_to(step), Money::from_fen(-100_000));
        assert_eq!(Money::from_fen(7).floor_to(Money::ZERO), Money::from_fen(7));
    }
}
