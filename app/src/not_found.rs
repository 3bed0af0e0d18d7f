//! A place that does not exist.

use leptos::prelude::*;

use crate::{language::say, routes::Place, text::frame};

/// Says so, and leads home.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <main class="page" id="main" tabindex="-1">
            <div class="empty">
                <h1 class="empty__title" tabindex="-1">{say(frame::NOT_FOUND_TITLE)}</h1>
                <p class="empty__text">{say(frame::NOT_FOUND_BODY)}</p>
                <p class="empty__actions">
                    <a class="button" data-kind="primary" href=Place::Quote.href()>
                        {say(frame::TO_QUOTE)}
                    </a>
                </p>
            </div>
        </main>
    }
}
