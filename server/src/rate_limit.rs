//! Token buckets: how often one caller may do something.

use std::collections::BTreeMap;
use std::sync::Mutex;

use shared::api::ProblemCode;
use shared::timestamp::Timestamp;

use crate::failure::Failure;

/// Buckets kept at most; when there are more, the full ones are forgotten.
const BUCKETS_MAX: usize = 50_000;

/// A limit of `burst` at once, refilled evenly to `burst` over `refill_seconds`.
#[derive(Debug)]
pub struct RateLimit {
    burst: u32,
    refill_seconds: u32,
    buckets: Mutex<BTreeMap<Vec<u8>, Bucket>>,
}

/// What is left for one caller, as of a moment.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    /// Microtokens: a millionth of one permission.
    left: u64,
    as_of: Timestamp,
}

const MICROTOKENS: u64 = 1_000_000;

impl RateLimit {
    /// A limit of `burst` at once, refilled evenly over `refill_seconds`; zero means no limit.
    pub const fn new(burst: u32, refill_seconds: u32) -> Self {
        Self { burst, refill_seconds, buckets: Mutex::new(BTreeMap::new()) }
    }

    /// Takes one permission for `caller`.
    ///
    /// # Errors
    /// [`ProblemCode::TooManyRequests`] with the seconds until the next permission.
    pub fn take(&self, caller: &[u8], now: Timestamp) -> Result<(), Failure> {
        if self.burst == 0 {
            return Ok(());
        }
        let mut buckets = self.buckets.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if buckets.len() >= BUCKETS_MAX && !buckets.contains_key(caller) {
            let full = self.full();
            buckets.retain(|_, bucket| self.refilled(*bucket, now) < full);
        }
        let bucket =
            buckets.entry(caller.to_vec()).or_insert(Bucket { left: self.full(), as_of: now });
        let left = self.refilled(*bucket, now);
        *bucket = Bucket { left: left.saturating_sub(MICROTOKENS), as_of: now };
        if left < MICROTOKENS {
            bucket.left = left;
            return Err(too_many(self.seconds_until_next(left)));
        }
        Ok(())
    }

    const fn full(&self) -> u64 {
        self.burst as u64 * MICROTOKENS
    }

    fn refilled(&self, bucket: Bucket, now: Timestamp) -> u64 {
        let elapsed =
            now.as_micros().saturating_sub(bucket.as_of.as_micros()).max(0).unsigned_abs();
        let refill =
            elapsed.saturating_mul(u64::from(self.burst)) / u64::from(self.refill_seconds.max(1));
        bucket.left.saturating_add(refill).min(self.full())
    }

    fn seconds_until_next(&self, left: u64) -> u32 {
        let missing = MICROTOKENS.saturating_sub(left);
        let micros = missing.saturating_mul(u64::from(self.refill_seconds)) / u64::from(self.burst);
        u32::try_from(micros.div_ceil(1_000_000)).unwrap_or(u32::MAX).max(1)
    }
}

/// The refusal, saying how long to wait.
pub fn too_many(seconds: u32) -> Failure {
    Failure::of(ProblemCode::TooManyRequests).retry_after(seconds).because(
        format!("操作太频繁，请{seconds}秒后再试。"),
        format!("Too many requests. Try again in {seconds} seconds."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_may_burst_then_waits_for_the_refill_and_others_are_not_held_up() {
        let limit = RateLimit::new(3, 60);
        let now = Timestamp::MIN;
        for _ in 0..3 {
            assert!(limit.take(b"one", now).is_ok());
        }
        let refused = limit.take(b"one", now).unwrap_err();
        assert_eq!(refused.problem(shared::language::Language::En).retry_after_seconds, Some(20));
        assert!(limit.take(b"two", now).is_ok());
        assert!(limit.take(b"one", now.plus_seconds(19)).is_err());
        assert!(limit.take(b"one", now.plus_seconds(20)).is_ok());
    }
}
