//! Where the person is in a sequence of screens.

use leptos::prelude::*;

/// A bar of steps with the present one, and what comes next, in words.
#[component]
pub fn Steps(
    /// Position of the present step, from 0.
    at: usize,
    /// How many steps there are.
    of: usize,
    /// The present step in words.
    #[prop(into)]
    now: Signal<String>,
    /// What comes next and how long it takes.
    #[prop(into)]
    next: Signal<String>,
) -> impl IntoView {
    let state = move |step: usize| match step.cmp(&at) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "current",
        std::cmp::Ordering::Greater => "todo",
    };
    let track = (0..of)
        .map(|step| view! { <li class="steps__step" data-state=state(step)></li> })
        .collect::<Vec<_>>();
    view! {
        <div class="steps">
            <p class="steps__now">
                <span class="steps__count">{move || now.get()}</span>
                <span>{move || next.get()}</span>
            </p>
            <ol class="steps__track" aria-hidden="true">{track}</ol>
        </div>
    }
}
