//! Rates per year as exact decimal fractions.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::digits::Digits;
use crate::from_text;

/// A rate per year, exact to ten decimals of the fraction, from 0 to 100 (10,000 %).
///
/// 3.85 % is the fraction 0.0385 and the text `"0.0385"`. It is never divided into a
/// daily or monthly rate: interest multiplies first and divides last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnualRate(i64);

/// Why a text or number is not a rate per year.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnnualRateError {
    /// Not a decimal fraction in normal form.
    #[error("write the rate as a decimal fraction in normal form, such as 0.0385")]
    NotCanonical,
    /// More than ten decimals.
    #[error("a rate has at most ten decimals")]
    TooPrecise,
    /// Below zero or above 100 (10,000 %).
    #[error("a rate is between 0 and 100 (10,000 %)")]
    OutOfRange,
}

const DECIMALS: usize = 10;

impl AnnualRate {
    /// Units per 1: a unit is 1e-10 of the fraction per year.
    pub const SCALE: i64 = 10_000_000_000;
    /// No interest.
    pub const ZERO: Self = Self(0);
    /// 10,000 % a year.
    pub const MAX: Self = Self(1_000_000_000_000);
    const UNITS_PER_BASIS_POINT: i64 = 1_000_000;

    /// The rate of `units` 1e-10ths per year.
    ///
    /// # Errors
    /// [`AnnualRateError::OutOfRange`] below 0 or above 100.
    pub const fn from_units(units: i64) -> Result<Self, AnnualRateError> {
        if units < 0 || units > Self::MAX.0 {
            return Err(AnnualRateError::OutOfRange);
        }
        Ok(Self(units))
    }

    /// The rate in units of 1e-10 per year.
    #[inline]
    pub const fn units(self) -> i64 {
        self.0
    }

    /// The rate of `basis_points` hundredths of a percent: 385 is 3.85 %.
    ///
    /// # Errors
    /// [`AnnualRateError::OutOfRange`] below 0 or above 1,000,000.
    pub const fn from_basis_points(basis_points: i64) -> Result<Self, AnnualRateError> {
        match basis_points.checked_mul(Self::UNITS_PER_BASIS_POINT) {
            Some(units) => Self::from_units(units),
            None => Err(AnnualRateError::OutOfRange),
        }
    }

    /// The rate in basis points, when that is a whole number.
    pub const fn basis_points(self) -> Option<i64> {
        if self.0 % Self::UNITS_PER_BASIS_POINT == 0 {
            Some(self.0 / Self::UNITS_PER_BASIS_POINT)
        } else {
            None
        }
    }

    /// The rate `basis_points` higher (lower when negative).
    ///
    /// # Errors
    /// [`AnnualRateError::OutOfRange`] when the result leaves 0 to 100.
    pub const fn checked_add_bp(self, basis_points: i64) -> Result<Self, AnnualRateError> {
        match basis_points.checked_mul(Self::UNITS_PER_BASIS_POINT) {
            Some(units) => Self::from_units(self.0.saturating_add(units)),
            None => Err(AnnualRateError::OutOfRange),
        }
    }

    /// The rate in percent, exact, with at least two decimals: `"3.85"`, `"3.90352"`.
    pub fn percent_text(self) -> String {
        decimal_text(self.0, DECIMALS.saturating_sub(2), 2).as_str().to_owned()
    }
}

/// `units` of 10^-`decimals` as decimal text with at least `least` decimals.
fn decimal_text(units: i64, decimals: usize, least: usize) -> Digits {
    let (mut left, mut decimals) = (units.unsigned_abs(), decimals);
    while decimals > least && left.is_multiple_of(10) {
        left /= 10;
        decimals = decimals.saturating_sub(1);
    }
    let mut text = Digits::new();
    for _ in 0..decimals {
        text.push_last_digit(&mut left);
    }
    if decimals > 0 {
        text.push(b'.');
    }
    text.push_number(left);
    text
}

impl fmt::Display for AnnualRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(decimal_text(self.0, DECIMALS, 0).as_str())
    }
}

impl Serialize for AnnualRate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(decimal_text(self.0, DECIMALS, 0).as_str())
    }
}

impl<'de> Deserialize<'de> for AnnualRate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text::deserialize(deserializer)
    }
}

impl FromStr for AnnualRate {
    type Err = AnnualRateError;

    /// Reads normal form only: no sign, no leading or trailing zeros, `"0"` for zero.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (whole, decimals) = match text.split_once('.') {
            Some((whole, decimals)) => {
                if decimals.is_empty() || decimals.ends_with('0') {
                    return Err(AnnualRateError::NotCanonical);
                }
                (whole, decimals)
            }
            None => (text, ""),
        };
        let canonical = !whole.is_empty()
            && (whole == "0" || !whole.starts_with('0'))
            && whole.bytes().chain(decimals.bytes()).all(|byte| byte.is_ascii_digit());
        if !canonical {
            return Err(AnnualRateError::NotCanonical);
        }
        let zeros = DECIMALS.checked_sub(decimals.len()).ok_or(AnnualRateError::TooPrecise)?;
        let padding = core::iter::repeat_n(b'0', zeros);
        let mut units: i64 = 0;
        for byte in whole.bytes().chain(decimals.bytes()).chain(padding) {
            units = units
                .checked_mul(10)
                .and_then(|sum| sum.checked_add(i64::from(byte.saturating_sub(b'0'))))
                .ok_or(AnnualRateError::OutOfRange)?;
        }
        Self::from_units(units)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_the_normal_form_of_the_fraction() {
        for (units, text, percent) in [
            (385_000_000, "0.0385", "3.85"),
            (0, "0", "0.00"),
            (10_000_000_000, "1", "100.00"),
            (390_352_000, "0.0390352", "3.90352"),
            (1, "0.0000000001", "0.00000001"),
            (1_000_000_000_000, "100", "10000.00"),
            (300_000_000, "0.03", "3.00"),
        ] {
            let rate = AnnualRate::from_units(units).unwrap();
            assert_eq!(rate.to_string(), text);
            assert_eq!(rate.percent_text(), percent);
            assert_eq!(text.parse(), Ok(rate));
        }
    }

    #[test]
    fn other_texts_are_refused_with_the_reason() {
        use AnnualRateError as E;
        for (text, error) in [
            ("", E::NotCanonical),
            ("0.0380", E::NotCanonical),
            ("00.1", E::NotCanonical),
            (".1", E::NotCanonical),
            ("1.", E::NotCanonical),
            ("-0.1", E::NotCanonical),
            ("3.85%", E::NotCanonical),
            ("0.00000000001", E::TooPrecise),
            ("100.1", E::OutOfRange),
            ("99999999999999999999", E::OutOfRange),
        ] {
            assert_eq!(text.parse::<AnnualRate>(), Err(error), "{text}");
        }
    }

    #[test]
    fn basis_points_convert_both_ways() {
        let rate = AnnualRate::from_basis_points(385).unwrap();
        assert_eq!(rate.basis_points(), Some(385));
        assert_eq!(rate.checked_add_bp(-385), Ok(AnnualRate::ZERO));
        assert_eq!(rate.checked_add_bp(-386), Err(AnnualRateError::OutOfRange));
        assert_eq!(AnnualRate::from_units(1).unwrap().basis_points(), None);
        assert_eq!(AnnualRate::from_basis_points(-1), Err(AnnualRateError::OutOfRange));
    }
}
