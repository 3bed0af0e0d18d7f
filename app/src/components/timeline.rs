//! Things that happened, with their times and proofs.

use leptos::prelude::*;

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

/// A list of things that happened, oldest first.
#[component]
pub fn Timeline(
    /// The entries, oldest first.
    #[prop(into)]
    entries: Signal<Vec<TimelineEntry>>,
) -> impl IntoView {
    let line = |class: &'static str, text: String| {
        (!text.is_empty()).then(|| view! { <p class=class>{text}</p> })
    };
    let entry = move |entry: TimelineEntry| {
        view! {
            <li class="timeline__item" data-state=entry.state>
                <p class="timeline__title">{entry.title}</p>
                {line("timeline__time", entry.time)}
                {line("timeline__note", entry.note)}
                {line("timeline__hash", entry.hash)}
            </li>
        }
    };
    view! {
        <ol class="timeline">
            {move || entries.get().into_iter().map(entry).collect::<Vec<_>>()}
        </ol>
    }
}
