//! An instant, given to us by whoever holds the clock.

use core::fmt;

use chrono::{DateTime, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::date_text;

/// An instant between 1970 and 9999, in whole microseconds.
///
/// # Units
/// Microseconds since 1970-01-01T00:00:00Z, in memory and in JSON. The largest
/// value fits a JavaScript number exactly up to the year 2255.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = i64))]
pub struct Timestamp(i64);

/// The number is before 1970 or after 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an instant lies between 1970 and 9999, in microseconds since 1970")]
pub struct TimestampOutOfRange;

/// China keeps one civil time, eight hours ahead of UTC, without summer time.
const CHINA_OFFSET: TimeDelta = TimeDelta::hours(8);

const MICROS_PER_SECOND: i64 = 1_000_000;
const MICROS_PER_DAY: i64 = 86_400 * MICROS_PER_SECOND;

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const MIN: Self = Self(0);
    /// The last instant of the year 9999 in UTC, less the eight hours China is ahead.
    pub const MAX: Self = Self(253_402_271_999_999_999);

    /// The instant `micros` microseconds after 1970-01-01T00:00:00Z, when in range.
    pub const fn from_micros(micros: i64) -> Option<Self> {
        if micros < Self::MIN.0 || micros > Self::MAX.0 { None } else { Some(Self(micros)) }
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// The start of a civil day in China; the nearest instant when out of range.
    pub fn start_of_day_in_china(date: NaiveDate) -> Self {
        let midnight = date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_micros();
        let offset = CHINA_OFFSET.num_microseconds().unwrap_or_default();
        Self(midnight.saturating_sub(offset).clamp(Self::MIN.0, Self::MAX.0))
    }

    /// The civil date in China at this instant.
    pub fn date_in_china(self) -> NaiveDate {
        self.in_china().map_or(NaiveDate::MAX, |local| local.date_naive())
    }

    /// `days` times 24 hours later, at most [`Self::MAX`].
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        self.plus_micros(i64::from(days).saturating_mul(MICROS_PER_DAY))
    }

    /// `seconds` later, at most [`Self::MAX`].
    #[must_use]
    pub fn plus_seconds(self, seconds: u32) -> Self {
        self.plus_micros(i64::from(seconds).saturating_mul(MICROS_PER_SECOND))
    }

    /// Whole seconds from `earlier` to this instant, rounded down; zero when it is not earlier.
    pub const fn seconds_since(self, earlier: Self) -> u64 {
        let micros = self.0.saturating_sub(earlier.0);
        if micros <= 0 { 0 } else { micros.unsigned_abs() / 1_000_000 }
    }

    /// Whole seconds from this instant to `later`, rounded down; negative when it is earlier.
    pub const fn seconds_until(self, later: Self) -> i64 {
        later.0.saturating_sub(self.0).div_euclid(MICROS_PER_SECOND)
    }

    const fn plus_micros(self, micros: i64) -> Self {
        let later = self.0.saturating_add(micros);
        if later > Self::MAX.0 { Self::MAX } else { Self(later) }
    }

    fn in_china(self) -> Option<DateTime<chrono::Utc>> {
        DateTime::from_timestamp_micros(self.0)?.checked_add_signed(CHINA_OFFSET)
    }
}

impl TryFrom<i64> for Timestamp {
    type Error = TimestampOutOfRange;

    fn try_from(micros: i64) -> Result<Self, Self::Error> {
        Self::from_micros(micros).ok_or(TimestampOutOfRange)
    }
}

impl From<Timestamp> for i64 {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.0
    }
}

/// `2026-11-21 09:30:00`, China time, as documents show it.
impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        use chrono::Timelike as _;
        let Some(local) = self.in_china() else { return Err(fmt::Error) };
        let (date, time) = (date_text::format(local.date_naive()), local.time());
        write!(formatter, "{date} {:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Timestamp({self}+08:00, {} µs)", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(micros: i64) -> Timestamp {
        Timestamp::from_micros(micros).unwrap()
    }

    #[test]
    fn the_civil_date_changes_at_four_in_the_afternoon_utc() {
        // 2026-01-01T15:59:59.999999Z and one microsecond later.
        let before = instant(1_767_283_199_999_999);
        assert_eq!(before.date_in_china().to_string(), "2026-01-01");
        assert_eq!(before.to_string(), "2026-01-01 23:59:59");
        let after = instant(1_767_283_200_000_000);
        assert_eq!(after.date_in_china().to_string(), "2026-01-02");
        assert_eq!(Timestamp::start_of_day_in_china(after.date_in_china()), after);
    }

    #[test]
    fn the_extremes_can_be_shown_and_do_not_overflow() {
        assert_eq!(Timestamp::MAX.to_string(), "9999-12-31 23:59:59");
        assert_eq!(Timestamp::MIN.to_string(), "1970-01-01 08:00:00");
        assert_eq!(Timestamp::MAX.plus_days(u32::MAX), Timestamp::MAX);
        assert_eq!(Timestamp::MIN.plus_days(1).as_micros(), MICROS_PER_DAY);
        assert_eq!(Timestamp::MIN.seconds_since(Timestamp::MAX), 0);
        assert_eq!(instant(1_000_000).seconds_until(instant(2_999_999)), 1);
        assert_eq!(instant(1_000_000).seconds_until(Timestamp::MIN), -1);
        assert_eq!(Timestamp::MIN.plus_seconds(61).seconds_since(Timestamp::MIN), 61);
    }

    #[test]
    fn instants_out_of_range_are_refused_in_json() {
        assert_eq!(serde_json::from_str::<Timestamp>("7").unwrap(), instant(7));
        assert!(serde_json::from_str::<Timestamp>("-1").is_err());
        assert!(serde_json::from_str::<Timestamp>("9223372036854775807").is_err());
        assert!(serde_json::from_str::<Timestamp>("1.5").is_err());
    }
}
