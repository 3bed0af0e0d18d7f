//! Whether something given a while ago may still be used, by servers whose clocks differ a little.

use shared::timestamp::Timestamp;

/// How far another server's clock may be ahead of ours, in seconds.
pub const SKEW_SECONDS: i64 = 60;

/// How old something is, against how long it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// It may be used.
    Fresh,
    /// It has lasted its time.
    Over,
    /// It was given later than now by more than clocks differ: a clock is wrong.
    Ahead,
}

/// The age of what was given at `issued_at` and lasts `seconds`, at `now`.
pub const fn age(issued_at: Timestamp, now: Timestamp, seconds: u32) -> Age {
    let seconds_since = now.seconds_until(issued_at).saturating_neg();
    if seconds_since < -SKEW_SECONDS {
        Age::Ahead
    } else if seconds_since > seconds as i64 {
        Age::Over
    } else {
        Age::Fresh
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seconds_before;

    #[test]
    fn a_clock_a_little_ahead_is_understood_and_one_far_ahead_is_not() {
        let now = Timestamp::MIN.plus_days(1);
        for (issued_at, found) in [
            (now, Age::Fresh),
            (seconds_before(now, 300), Age::Fresh),
            (seconds_before(now, 301), Age::Over),
            (now.plus_seconds(60), Age::Fresh),
            (now.plus_seconds(61), Age::Ahead),
            (now.plus_days(365), Age::Ahead),
        ] {
            assert_eq!(age(issued_at, now, 300), found, "{issued_at}");
        }
    }
}
