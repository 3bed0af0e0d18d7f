//! Civil dates as `YYYY-MM-DD`, read and written without a formatting engine.
//!
//! Use on fields as `#[serde(with = "crate::date_text")]`, or
//! `#[serde(with = "crate::date_text::optional")]` for an `Option`.

use chrono::{Datelike as _, NaiveDate};
use core::str::FromStr;
use serde::{Deserializer, Serializer};

use crate::digits::Digits;
use crate::from_text;

/// The date as `YYYY-MM-DD`.
pub fn format(date: NaiveDate) -> String {
    written(date).as_str().to_owned()
}

/// The ten characters of a date.
fn written(date: NaiveDate) -> Digits {
    let year = date.year().unsigned_abs();
    let [century_tens, century] = two_digits(year / 100);
    let [decade, year] = two_digits(year);
    let [month_tens, month] = two_digits(date.month());
    let [day_tens, day] = two_digits(date.day());
    let text = [century_tens, century, decade, year, b'-', month_tens, month, b'-', day_tens, day];
    Digits::of(text)
}

/// The last two decimal digits of a number, as characters.
fn two_digits(number: u32) -> [u8; 2] {
    [number / 10, number].map(|number| b'0'.wrapping_add((number % 10).to_le_bytes()[0]))
}

/// Reads exactly `YYYY-MM-DD`; `None` for anything else, or for a day that does not exist.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = bytes else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |sum, byte| {
            let digit = char::from(*byte).to_digit(10)?;
            sum.checked_mul(10)?.checked_add(digit)
        })
    };
    let year = i32::try_from(number(&[*y1, *y2, *y3, *y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[*m1, *m2])?, number(&[*d1, *d2])?)
}

/// Writes the date as text.
///
/// # Errors
/// Only the serializer's own.
pub fn serialize<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(written(*date).as_str())
}

/// Reads the date from text.
///
/// # Errors
/// When the text is not `YYYY-MM-DD`.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    from_text::deserialize(deserializer).map(|Written(date)| date)
}

/// A date in its text.
struct Written(NaiveDate);

impl FromStr for Written {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).map(Self).ok_or("write the date as YYYY-MM-DD")
    }
}

/// The same for an optional date; absent is `null`.
pub mod optional {
    use chrono::NaiveDate;
    use serde::{Deserialize as _, Deserializer, Serializer};

    /// Writes the date as text, or `null`.
    ///
    /// # Errors
    /// Only the serializer's own.
    pub fn serialize<S: Serializer>(
        date: &Option<NaiveDate>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => serializer.serialize_some(super::written(*date).as_str()),
            None => serializer.serialize_none(),
        }
    }

    /// Reads the date from text, or `null`.
    ///
    /// # Errors
    /// When the text is not `YYYY-MM-DD`.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<NaiveDate>, D::Error> {
        Option::<String>::deserialize(deserializer)?
            .map(|text| {
                super::parse(&text)
                    .ok_or_else(|| serde::de::Error::custom("write the date as YYYY-MM-DD"))
            })
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_back_and_other_texts_do_not() {
        for text in ["2026-11-21", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(parse(text).map(format).as_deref(), Some(text));
        }
        for text in ["2026-02-29", "2026-1-1", "26-01-01", "2026/01/01", "2026-01-01 ", "二〇二六"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
