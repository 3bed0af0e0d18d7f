//! Seconds running down, for a resend timer or an enforced reading time.

use std::time::Duration;

use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*};

/// Counts whole seconds down to zero; stops with its owner.
#[derive(Clone, Copy, Debug)]
pub struct Countdown {
    left: RwSignal<u32>,
    running: StoredValue<Option<IntervalHandle>>,
}

impl Countdown {
    /// A countdown at zero.
    pub fn new() -> Self {
        let countdown = Self { left: RwSignal::new(0), running: StoredValue::new(None) };
        on_cleanup(move || countdown.stop());
        countdown
    }

    /// Counts from `seconds`, whatever is left now.
    pub fn start(self, seconds: u32) {
        self.stop();
        self.left.set(seconds);
        let tick = move || {
            let left = self.left.try_get_untracked().unwrap_or_default().saturating_sub(1);
            let _ = self.left.try_set(left);
            if left == 0 {
                self.stop();
            }
        };
        if seconds > 0 {
            self.running.set_value(set_interval_with_handle(tick, Duration::from_secs(1)).ok());
        }
    }

    /// Seconds left; a reader follows them.
    pub fn left(self) -> u32 {
        self.left.get()
    }

    fn stop(self) {
        if let Some(handle) = self.running.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}

impl Default for Countdown {
    fn default() -> Self {
        Self::new()
    }
}
