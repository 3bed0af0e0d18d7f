//! One line of text.

use leptos::prelude::*;

use super::field::{Field, described_by};
use crate::text::Message;

/// How a line of text is entered: which keyboard, which stored value, how it looks.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// `inputmode`: the on-screen keyboard.
    pub keyboard: &'static str,
    /// `autocomplete`: what the browser may fill in.
    pub autocomplete: &'static str,
    /// `data-kind`: `code` or `id` for spaced digits, empty for plain text.
    pub look: &'static str,
    /// Whether letters are capitals by nature.
    pub capitals: bool,
}

impl Entry {
    /// Plain text.
    pub const TEXT: Self =
        Self { keyboard: "text", autocomplete: "off", look: "", capitals: false };
    /// Digits only.
    pub const DIGITS: Self =
        Self { keyboard: "numeric", autocomplete: "off", look: "", capitals: false };
    /// A decimal amount.
    pub const DECIMAL: Self =
        Self { keyboard: "decimal", autocomplete: "off", look: "", capitals: false };
}

/// A labelled line of text. What was typed is kept exactly as typed.
#[component]
pub fn TextField(
    /// Unique on the screen.
    id: &'static str,
    /// What to enter.
    label: Message,
    /// A short sentence that helps.
    #[prop(optional)]
    hint: Option<Message>,
    /// Keyboard and completion.
    #[prop(default = Entry::TEXT)]
    entry: Entry,
    /// The text as typed.
    text: RwSignal<String>,
    /// What is wrong, when something is.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// A button or unit at the end of the line.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <Field id label hint error>
            <input
                class="field__input"
                id=id
                name=id
                type=if entry.autocomplete.starts_with("tel") { "tel" } else { "text" }
                inputmode=entry.keyboard
                autocomplete=entry.autocomplete
                autocapitalize=if entry.capitals { "characters" } else { "off" }
                spellcheck="false"
                data-kind=(!entry.look.is_empty()).then_some(entry.look)
                aria-describedby=described_by(id, hint.is_some())
                aria-invalid=move || error.read().is_some().then_some("true")
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            />
            {children.map(|children| children())}
        </Field>
    }
}
