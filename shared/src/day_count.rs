//! Day-count conventions: which fraction of a year lies between two dates.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

/// A day-count convention.
///
/// The first day of a period counts, the last does not (算头不算尾).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum DayCount {
    /// Actual days over 360: China's default for loans.
    #[default]
    Act360,
    /// Actual days over 365, leap years or not.
    Act365Fixed,
    /// Actual days, those in leap years over 366 and the others over 365.
    ActActIsda,
    /// Actual days over 365.25.
    Act36525,
    /// Actual days over 364: whole weeks over 52.
    Act364,
    /// Actual days without 29 February, over 365.
    Nl365,
    /// As [`DayCount::ActActIsda`], but a year ends on the day before 31 December, as
    /// Apache Fineract splits it: one day differs where a period crosses a year.
    ActActDecember31,
    /// 30/360 bond basis (ISDA 2006 4.16(f)): day 31 of the start becomes 30; day 31 of
    /// the end becomes 30 only when the start is 30 or 31.
    Thirty360BondBasis,
    /// 30/360 US: bond basis, and the last day of February counts as 30 (as an end only
    /// when the start is also the last day of February).
    Thirty360Us,
    /// 30E/360, Eurobond: every day 31 becomes 30.
    Thirty360European,
    /// 30E/360 ISDA: every last day of a month becomes 30, except a February end that
    /// is the termination date.
    Thirty360Isda,
    /// 30E+/360: a start day 31 becomes 30; an end day 31 becomes the 1st of the next month.
    Thirty360EuropeanPlus,
}

/// An exact fraction of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct YearFraction {
    numerator: i64,
    denominator: i64,
}

impl YearFraction {
    /// No time.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };

    /// `numerator / denominator` of a year; `None` unless the denominator is positive.
    pub const fn new(numerator: i64, denominator: i64) -> Option<Self> {
        if denominator <= 0 { None } else { Some(Self { numerator, denominator }) }
    }

    /// The numerator, negative when the dates are reversed.
    pub const fn numerator(self) -> i64 {
        self.numerator
    }

    /// The denominator, positive.
    #[inline]
    pub const fn denominator(self) -> i64 {
        self.denominator
    }
}

/// 365 × 366: a common denominator for leap and common years.
const LEAP_AND_COMMON: i64 = 133_590;

impl DayCount {
    /// Days from `start` to `end` as the convention counts them; negative when reversed.
    pub fn days(self, start: NaiveDate, end: NaiveDate) -> i64 {
        self.days_to_maturity(start, end, None)
    }

    /// [`DayCount::days`] knowing the last day of the whole contract, which only
    /// [`DayCount::Thirty360Isda`] asks about.
    #[inline]
    pub fn days_to_maturity(
        self,
        start: NaiveDate,
        end: NaiveDate,
        maturity: Option<NaiveDate>,
    ) -> i64 {
        match self {
            Self::Act360
            | Self::Act365Fixed
            | Self::Act36525
            | Self::Act364
            | Self::ActActIsda
            | Self::ActActDecember31 => actual_days(start, end),
            Self::Nl365 => days_without_leap_days(start, end),
            Self::Thirty360BondBasis
            | Self::Thirty360Us
            | Self::Thirty360European
            | Self::Thirty360Isda
            | Self::Thirty360EuropeanPlus => self.thirty_day_months(start, end, maturity),
        }
    }

    /// The exact fraction of a year from `start` to `end`; negative when reversed.
    pub fn fraction(self, start: NaiveDate, end: NaiveDate) -> YearFraction {
        self.fraction_to_maturity(start, end, None)
    }

    /// [`DayCount::fraction`] knowing the last day of the whole contract.
    #[inline]
    pub fn fraction_to_maturity(
        self,
        start: NaiveDate,
        end: NaiveDate,
        maturity: Option<NaiveDate>,
    ) -> YearFraction {
        let numerator = match self {
            Self::ActActIsda => leap_and_common_days(start, end),
            Self::ActActDecember31 => match (start.succ_opt(), end.succ_opt()) {
                (Some(start), Some(end)) => leap_and_common_days(start, end),
                _ => leap_and_common_days(start, end),
            },
            // Over 365.25 is over 1,461 quarters of a day.
            Self::Act36525 => actual_days(start, end).saturating_mul(4),
            _ => self.days_to_maturity(start, end, maturity),
        };
        YearFraction { numerator, denominator: self.denominator() }
    }

    /// The denominator every fraction of this convention has.
    pub const fn denominator(self) -> i64 {
        match self {
            Self::Act365Fixed | Self::Nl365 => 365,
            Self::Act364 => 364,
            Self::Act36525 => 1461,
            Self::ActActIsda | Self::ActActDecember31 => LEAP_AND_COMMON,
            Self::Act360
            | Self::Thirty360BondBasis
            | Self::Thirty360Us
            | Self::Thirty360European
            | Self::Thirty360Isda
            | Self::Thirty360EuropeanPlus => 360,
        }
    }

    fn thirty_day_months(
        self,
        start: NaiveDate,
        end: NaiveDate,
        maturity: Option<NaiveDate>,
    ) -> i64 {
        let (mut first, mut last) = (i64::from(start.day()), i64::from(end.day()));
        match self {
            Self::Thirty360Us => {
                if is_last_of_february(start) {
                    if is_last_of_february(end) {
                        last = 30;
                    }
                    first = 30;
                }
                if last == 31 && first >= 30 {
                    last = 30;
                }
                first = first.min(30);
            }
            Self::Thirty360European => {
                first = first.min(30);
                last = last.min(30);
            }
            Self::Thirty360Isda => {
                if first == 31 || is_last_of_february(start) {
                    first = 30;
                }
                if last == 31 || (is_last_of_february(end) && maturity != Some(end)) {
                    last = 30;
                }
            }
            Self::Thirty360EuropeanPlus => {
                first = first.min(30);
                // Day 31 counts as the first of the next month: 30 × 1 month + 1.
            }
            _ => {
                first = first.min(30);
                if last == 31 && first == 30 {
                    last = 30;
                }
            }
        }
        let months = month_index(end).saturating_sub(month_index(start));
        months.saturating_mul(30).saturating_add(last).saturating_sub(first)
    }
}

/// Actual days from `start` to `end`; negative when reversed.
#[inline]
pub fn actual_days(start: NaiveDate, end: NaiveDate) -> i64 {
    i64::from(end.num_days_from_ce()).saturating_sub(i64::from(start.num_days_from_ce()))
}

/// Days as if 29 February were 28 February.
fn days_without_leap_days(start: NaiveDate, end: NaiveDate) -> i64 {
    let position = |date: NaiveDate| {
        let after_leap_day = is_leap(date.year()) && date.ordinal() >= 60;
        let ordinal = i64::from(date.ordinal()).saturating_sub(i64::from(after_leap_day));
        i64::from(date.year()).saturating_mul(365).saturating_add(ordinal)
    };
    position(end).saturating_sub(position(start))
}

fn month_index(date: NaiveDate) -> i64 {
    i64::from(date.year()).saturating_mul(12).saturating_add(i64::from(date.month()))
}

fn is_last_of_february(date: NaiveDate) -> bool {
    date.month() == 2 && date.succ_opt().is_some_and(|next| next.month() == 3)
}

/// Days in leap years × 365 plus days in common years × 366.
fn leap_and_common_days(start: NaiveDate, end: NaiveDate) -> i64 {
    if end < start {
        return leap_and_common_days(end, start).saturating_neg();
    }
    let weight = |year: i32| if is_leap(year) { 365_i64 } else { 366 };
    if start.year() == end.year() {
        return actual_days(start, end).saturating_mul(weight(start.year()));
    }
    let rest_of_first = year_length(start.year()).saturating_sub(i64::from(start.ordinal0()));
    let whole_years = i64::from(end.year())
        .saturating_sub(i64::from(start.year()))
        .saturating_sub(1)
        .saturating_mul(LEAP_AND_COMMON);
    rest_of_first
        .saturating_mul(weight(start.year()))
        .saturating_add(whole_years)
        .saturating_add(i64::from(end.ordinal0()).saturating_mul(weight(end.year())))
}

fn year_length(year: i32) -> i64 {
    if is_leap(year) { 366 } else { 365 }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        crate::date_text::parse(text).unwrap()
    }

    #[test]
    fn actual_conventions_count_actual_days() {
        let (start, end) = (date("2024-01-15"), date("2024-03-01"));
        assert_eq!(DayCount::Act360.fraction(start, end), YearFraction::new(46, 360).unwrap());
        assert_eq!(
            DayCount::Act365Fixed.fraction(end, start),
            YearFraction::new(-46, 365).unwrap()
        );
    }

    #[test]
    fn actual_over_actual_weighs_each_year_by_its_length() {
        let fraction = DayCount::ActActIsda.fraction(date("2003-11-01"), date("2004-05-01"));
        assert_eq!(fraction.numerator(), 61 * 366 + 121 * 365);
        assert_eq!(fraction.denominator(), 133_590);
        let years = DayCount::ActActIsda.fraction(date("2020-01-01"), date("2026-01-01"));
        assert_eq!(years.numerator(), 6 * 133_590);
    }

    #[test]
    fn thirty_day_variants_differ_at_month_ends_only() {
        for (convention, days) in [
            (DayCount::Thirty360BondBasis, 32),
            (DayCount::Thirty360Us, 30),
            (DayCount::Thirty360European, 32),
            (DayCount::Thirty360Isda, 30),
        ] {
            assert_eq!(
                convention.days(date("2006-02-28"), date("2006-03-30")),
                days,
                "{convention:?}"
            );
        }
        assert_eq!(DayCount::Thirty360EuropeanPlus.days(date("2006-01-30"), date("2006-01-31")), 1);
    }
}
