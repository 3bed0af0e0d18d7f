//! The business date of a demonstration.

use shared::timestamp::Timestamp;

use crate::store::at_rest::at_rest;

/// Moves the business date ahead.
#[derive(Clone, Copy, Debug)]
pub struct MoveClock {
    /// Microseconds ahead of the real time, in all.
    pub ahead_micros: i64,
    /// Microseconds of this move, by which sessions are carried along.
    pub by_micros: i64,
}

at_rest! {
    MoveClock of nobody {}
}

acts! {
    /// How far the business date is ahead, in microseconds.
    clock_ahead(()) -> i64;
    /// Moves the business date ahead.
    move_clock(MoveClock) -> ();
    /// When the next job is due that nobody has done.
    next_job_due(()) -> Option<Timestamp>;
}
