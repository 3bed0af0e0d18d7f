//! Seconds running down, for a resend timer or an enforced reading time.

use std::time::Duration;

use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*};

/// A signal that counts from `seconds` to zero, once a second; stops with its owner.
pub fn seconds_left(seconds: u32) -> RwSignal<u32> {
    let left = RwSignal::new(seconds);
    let running: StoredValue<Option<IntervalHandle>> = StoredValue::new(None);
    let stop = move || {
        if let Some(handle) = running.try_get_value().flatten() {
            handle.clear();
        }
    };
    let tick = move || {
        left.try_update(|left| *left = left.saturating_sub(1));
        if left.try_get_untracked().unwrap_or_default() == 0 {
            stop();
        }
    };
    running.set_value(set_interval_with_handle(tick, Duration::from_secs(1)).ok());
    on_cleanup(stop);
    left
}
