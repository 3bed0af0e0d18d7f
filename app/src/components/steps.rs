//! Where the person is in a sequence of screens.

use std::cmp::Ordering;

use crate::dom::{View, el};

/// A bar of `of` steps with the one at position `at`, and what comes next, in words.
pub fn steps(
    at: usize,
    of: usize,
    now: impl Fn() -> String + 'static,
    next: impl Fn() -> String + 'static,
) -> View {
    let state = |step: usize| match step.cmp(&at) {
        Ordering::Less => "done",
        Ordering::Equal => "current",
        Ordering::Greater => "todo",
    };
    let track = (0..of)
        .map(|step| el("li").class("steps__step").set("data-state", state(step)))
        .collect::<Vec<_>>();
    let words = el("p")
        .class("steps__now")
        .with(el("span").class("steps__count").words(now))
        .with(el("span").words(next));
    el("div")
        .class("steps")
        .with(words)
        .with(el("ol").class("steps__track").set("aria-hidden", "true").with(track))
        .into()
}
