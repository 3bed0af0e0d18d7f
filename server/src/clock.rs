//! The only reader of time.
//!
//! Everything else receives a [`Clock`] or a moment. The business date is the
//! civil date in China (UTC+8, no daylight saving) at the clock's moment.

use std::sync::Mutex;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

/// Seconds that China's civil time is ahead of UTC.
const CHINA_OFFSET_SECONDS: i32 = 8 * 3600;

/// A source of the current moment.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The current moment, to the microsecond.
    fn now(&self) -> DateTime<Utc>;

    /// The civil date in China at the current moment.
    fn business_date(&self) -> NaiveDate {
        china_time(self.now()).date_naive()
    }
}

/// `moment` as China's civil time.
pub fn china_time(moment: DateTime<Utc>) -> DateTime<FixedOffset> {
    match FixedOffset::east_opt(CHINA_OFFSET_SECONDS) {
        Some(offset) => moment.with_timezone(&offset),
        None => moment.fixed_offset(),
    }
}

/// A moment from microseconds since 1970, as the store keeps it.
pub fn from_micros(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros).unwrap_or_default()
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one reader of time")]
    fn now(&self) -> DateTime<Utc> {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        from_micros(i64::try_from(since_epoch.as_micros()).unwrap_or(i64::MAX))
    }
}

/// A clock that stands still until a test advances it.
#[derive(Debug)]
pub struct FixedClock(Mutex<DateTime<Utc>>);

impl FixedClock {
    /// A clock standing at `moment`.
    pub const fn at(moment: DateTime<Utc>) -> Self {
        Self(Mutex::new(moment))
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        let mut moment = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *moment += by;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_business_date_changes_at_sixteen_hours_utc() {
        let clock = FixedClock::at("2026-08-20T15:59:59Z".parse().unwrap());
        assert_eq!(clock.business_date(), "2026-08-20".parse().unwrap());
        clock.advance(Duration::from_secs(1));
        assert_eq!(clock.business_date(), "2026-08-21".parse().unwrap());
    }
}
