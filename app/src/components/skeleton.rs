//! Holds the place of what is still on its way.

use leptos::prelude::*;

use crate::{language::say, text::frame};

/// Grey shapes, with a word for those who cannot see them.
#[component]
pub fn Skeleton() -> impl IntoView {
    view! {
        <div class="stack" aria-busy="true" role="status">
            <span class="visually-hidden">{say(frame::LOADING)}</span>
            <div class="skeleton" data-size="line" aria-hidden="true"></div>
            <div class="skeleton" data-size="card" aria-hidden="true"></div>
            <div class="skeleton" data-size="card" aria-hidden="true"></div>
        </div>
    }
}
