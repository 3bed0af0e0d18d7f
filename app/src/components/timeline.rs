//! Things that happened, with their times and proofs.

use crate::dom::{View, el, live};

/// One thing that happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineEntry {
    /// `done`, `current` or `failed`.
    pub state: &'static str,
    /// What happened.
    pub title: String,
    /// When.
    pub time: String,
    /// More about it; empty for nothing.
    pub note: String,
    /// The proof; empty for none.
    pub hash: String,
}

/// A list of things that happened, oldest first; it follows the signals `entries` reads.
pub fn timeline(entries: impl Fn() -> Vec<TimelineEntry> + 'static) -> View {
    let entry = |entry: TimelineEntry| {
        let mut item = el("li").class("timeline__item").set("data-state", entry.state);
        item = item.with(el("p").class("timeline__title").text(&entry.title));
        for (class, line) in [
            ("timeline__time", entry.time),
            ("timeline__note", entry.note),
            ("timeline__hash", entry.hash),
        ] {
            if !line.is_empty() {
                item = item.with(el("p").class(class).text(&line));
            }
        }
        item
    };
    let list = el("ol").class("timeline");
    list.with(live(move || entries().into_iter().map(entry).collect::<Vec<_>>().into())).into()
}
