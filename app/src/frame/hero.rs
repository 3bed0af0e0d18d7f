//! The promise above the quote: the same words the page's first paint shows.

use leptos::prelude::*;

use crate::{language::say, text::frame};

/// Headline and promise of the quote.
#[component]
pub fn Hero() -> impl IntoView {
    view! {
        <div class="hero">
            <h1 class="hero__title" tabindex="-1">{say(frame::HERO_TITLE)}</h1>
            <p class="hero__lead">{say(frame::HERO_LEAD)}</p>
        </div>
    }
}
