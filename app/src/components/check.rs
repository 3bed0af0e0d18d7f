//! A box to tick; never ticked in advance.

use leptos::prelude::*;

use crate::{language::say, text::Message};

/// A checkbox with its sentence.
#[component]
pub fn Check(
    /// Unique on the screen.
    id: &'static str,
    /// What ticking it says.
    label: Message,
    /// Whether it is ticked.
    ticked: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <label class="check" for=id>
            <input
                class="check__input"
                type="checkbox"
                id=id
                prop:checked=move || ticked.get()
                on:change=move |event| ticked.set(event_target_checked(&event))
            />
            <span>{say(label)}</span>
        </label>
    }
}
