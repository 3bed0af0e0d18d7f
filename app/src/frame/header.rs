//! The band at the top: the name or the way back, and the switches.

use leptos::prelude::*;

use crate::{
    language::{Voice, html_lang, other, say},
    mode::ModeSwitch,
    navigation::Navigator,
    routes::Place,
    text::frame,
};

/// The house mark: an opening in a coin.
pub const MARK: &str = "M16 1a15 15 0 0 1 5.5 28.96V10.5h-11v19.46A15 15 0 0 1 16 1Z";

/// The header.
#[component]
pub fn Header() -> impl IntoView {
    let navigator = Navigator::expect();
    let voice = Voice::expect();
    let start = move || match navigator.place().parent() {
        None => view! { <Brand /> }.into_any(),
        Some(parent) => view! {
            <a class="app-header__back" href=parent.href()>
                {move || navigator.place().title(voice.language())}
            </a>
        }
        .into_any(),
    };
    view! {
        <a class="skip-link" href="#main">{say(frame::SKIP_TO_CONTENT)}</a>
        <header class="app-header">
            {start}
            <div class="app-header__tools">
                <Tools />
            </div>
        </header>
    }
}

#[component]
fn Brand() -> impl IntoView {
    view! {
        <a class="app-header__brand" href=Place::Quote.href()>
            <svg class="app-header__mark" viewBox="0 0 32 32" aria-hidden="true">
                <path fill-rule="evenodd" d=MARK />
            </svg>
            {say(frame::PRODUCT)}
        </a>
    }
}

#[component]
fn Tools() -> impl IntoView {
    let voice = Voice::expect();
    let mode = ModeSwitch::expect();
    view! {
        <a class="app-header__tool" href=Place::Me.href()>{say(frame::MY_PAGE)}</a>
        <button
            class="app-header__tool"
            type="button"
            aria-pressed=move || if mode.is_large() { "true" } else { "false" }
            on:click=move |_| mode.flip()
        >
            {say(frame::LARGE_TEXT)}
        </button>
        <button
            class="app-header__tool"
            type="button"
            lang=move || html_lang(other(voice.language()))
            aria-label=say(frame::OTHER_LANGUAGE_NAME)
            on:click=move |_| voice.switch()
        >
            {say(frame::OTHER_LANGUAGE)}
        </button>
    }
}
