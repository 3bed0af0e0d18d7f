//! How long the person has been waiting.

use std::{
    fs,
    sync::OnceLock,
    time::{Duration, Instant},
};

/// Since when this program keeps time.
static STARTED: OnceLock<Instant> = OnceLock::new();

/// Linux counts process times in hundredths of a second on every architecture Rust runs on.
const TICKS_PER_SECOND: f64 = 100.0;

/// Time since the person pressed enter.
///
/// `cargo run` becomes this program without a new process, so on Linux the age of the process
/// includes compiling the program itself. Elsewhere the first call starts the watch.
pub(crate) fn elapsed() -> Duration {
    process_age().unwrap_or_else(|| STARTED.get_or_init(Instant::now).elapsed())
}

fn process_age() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The command's name, in parentheses, may contain spaces; fields are counted after it.
    let (_, fields) = stat.rsplit_once(')')?;
    let started_ticks: f64 = fields.split_whitespace().nth(19)?.parse().ok()?;
    let uptime = fs::read_to_string("/proc/uptime").ok()?;
    let uptime_seconds: f64 = uptime.split_whitespace().next()?.parse().ok()?;
    Duration::try_from_secs_f64(uptime_seconds - started_ticks / TICKS_PER_SECOND).ok()
}

/// A duration as people say it: `6 min 12 s`, `41 s`, `3.4 s`.
pub(crate) fn spoken(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds >= 60 {
        format!("{} min {} s", seconds / 60, seconds % 60)
    } else if seconds >= 10 {
        format!("{seconds} s")
    } else {
        format!("{:.1} s", duration.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_say_them() {
        assert_eq!(spoken(Duration::from_millis(3_440)), "3.4 s");
        assert_eq!(spoken(Duration::from_secs(41)), "41 s");
        assert_eq!(spoken(Duration::from_secs(372)), "6 min 12 s");
    }

    #[test]
    fn this_process_is_younger_than_a_day() {
        assert!(elapsed() < Duration::from_hours(24));
    }
}
