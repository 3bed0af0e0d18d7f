//! Numbered steps, so that a person sees how far long work is.

use crate::stopwatch::{elapsed, spoken};

/// Counts the steps of one piece of work.
#[derive(Debug)]
pub(crate) struct Progress {
    total: usize,
    done: usize,
}

impl Progress {
    /// Work of `total` steps.
    pub(crate) const fn of(total: usize) -> Self {
        Self { total, done: 0 }
    }

    /// Announces the next step.
    pub(crate) fn step(&mut self, what: &str) {
        self.done += 1;
        println!("\n[{}/{}] {what}  (after {})", self.done, self.total, spoken(elapsed()));
    }
}
