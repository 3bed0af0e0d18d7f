//! The only reader of time.
//!
//! Everything else receives a [`Clock`] or a [`Timestamp`]. The business date is the
//! civil date in China (UTC+8, no daylight saving) at the clock's moment.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::NaiveDate;
use futures_util::future::BoxFuture;
use shared::timestamp::Timestamp;

/// A source of the current moment.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The current moment, to the microsecond.
    fn now(&self) -> Timestamp;

    /// The civil date in China at the current moment.
    fn business_date(&self) -> NaiveDate {
        self.now().date_in_china()
    }

    /// Lets `length` pass.
    fn pause(&self, length: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(length))
    }
}

/// A moment from microseconds since 1970; the nearest one when out of range.
pub fn from_micros(micros: i64) -> Timestamp {
    let micros = micros.clamp(Timestamp::MIN.as_micros(), Timestamp::MAX.as_micros());
    Timestamp::from_micros(micros).unwrap_or(Timestamp::MIN)
}

/// `seconds` before `moment`; the first moment there is when that would be earlier.
pub fn seconds_before(moment: Timestamp, seconds: u32) -> Timestamp {
    from_micros(moment.as_micros() - i64::from(seconds) * 1_000_000)
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one reader of time")]
    fn now(&self) -> Timestamp {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        from_micros(i64::try_from(since_epoch.as_micros()).unwrap_or(i64::MAX))
    }
}

/// The bank's clock. It never goes back: where the machine's is set back it stands still until that has caught up, so
/// that nothing is booked before what is booked already. In a demonstration it can be set ahead.
#[derive(Debug)]
pub struct BusinessClock {
    real: Arc<dyn Clock>,
    ahead_micros: AtomicI64,
    /// The latest moment it has shown.
    shown_micros: AtomicI64,
}

impl BusinessClock {
    /// A clock that shows what `real` shows.
    pub fn on(real: Arc<dyn Clock>) -> Self {
        Self { real, ahead_micros: AtomicI64::new(0), shown_micros: AtomicI64::new(i64::MIN) }
    }

    /// Lets it show nothing before `moment`, which has been already.
    pub fn not_before(&self, moment: Timestamp) {
        self.shown_micros.fetch_max(moment.as_micros(), Ordering::SeqCst);
    }

    /// Sets it this far ahead of the real one; a smaller distance than there is changes nothing.
    pub fn set_ahead(&self, micros: i64) {
        self.ahead_micros.fetch_max(micros, Ordering::SeqCst);
    }

    /// How far it is ahead, in microseconds.
    pub fn ahead_micros(&self) -> i64 {
        self.ahead_micros.load(Ordering::SeqCst)
    }

    /// What the real clock shows.
    pub fn real_now(&self) -> Timestamp {
        self.real.now()
    }
}

impl Clock for BusinessClock {
    fn now(&self) -> Timestamp {
        let moment = self.real.now().as_micros().saturating_add(self.ahead_micros());
        from_micros(self.shown_micros.fetch_max(moment, Ordering::SeqCst).max(moment))
    }

    fn pause(&self, length: Duration) -> BoxFuture<'_, ()> {
        self.real.pause(length)
    }
}

/// A clock that stands still until a test advances it; a pause takes no time and is seen on it.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock standing at `moment`.
    pub const fn at(moment: Timestamp) -> Self {
        Self(AtomicI64::new(moment.as_micros()))
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        let micros = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        from_micros(self.0.load(Ordering::SeqCst))
    }

    fn pause(&self, length: Duration) -> BoxFuture<'_, ()> {
        self.advance(length);
        Box::pin(std::future::ready(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_business_clock_only_moves_forward() {
        let start = Timestamp::start_of_day_in_china("2026-08-20".parse().unwrap());
        let real = Arc::new(FixedClock::at(start));
        let clock = BusinessClock::on(real.clone());
        clock.set_ahead(86_400_000_000);
        clock.set_ahead(1);
        assert_eq!(clock.business_date().to_string(), "2026-08-21");
        real.advance(Duration::from_hours(24));
        assert_eq!(clock.business_date().to_string(), "2026-08-22");
        assert_eq!(clock.real_now(), start.plus_days(1));
    }

    #[test]
    fn a_machine_s_clock_set_back_makes_the_bank_s_stand_still_until_it_has_caught_up() {
        let noon = Timestamp::start_of_day_in_china("2026-08-20".parse().unwrap());
        let real = Arc::new(FixedClock::at(noon));
        let clock = BusinessClock::on(real.clone());
        assert_eq!(clock.now(), noon);
        real.0.fetch_add(-3_600_000_000, Ordering::SeqCst);
        assert_eq!(clock.now(), noon);
        real.advance(Duration::from_mins(59));
        assert_eq!(clock.now(), noon);
        real.advance(Duration::from_mins(2));
        assert_eq!(clock.now(), noon.plus_seconds(60));
        clock.not_before(noon.plus_days(1));
        assert_eq!(clock.business_date().to_string(), "2026-08-21");
        clock.not_before(noon);
        assert_eq!(clock.now(), noon.plus_days(1));
    }

    #[test]
    fn the_business_date_follows_the_clock_as_it_is_advanced() {
        let start = Timestamp::start_of_day_in_china("2026-08-20".parse().unwrap());
        let clock = FixedClock::at(start);
        assert_eq!(clock.business_date().to_string(), "2026-08-20");
        clock.advance(Duration::from_hours(24));
        assert_eq!(clock.business_date().to_string(), "2026-08-21");
        assert_eq!(seconds_before(clock.now(), 86_400), start);
    }
}
