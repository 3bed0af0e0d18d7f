//! One line of text.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::field::{described_by, field};
use crate::{
    dom::{View, el},
    text::Message,
};

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

/// A labelled line of text.
#[derive(Clone, Copy, Debug)]
pub struct TextField {
    /// Unique on the screen.
    pub id: &'static str,
    /// What to enter.
    pub label: Message,
    /// A short sentence that helps.
    pub hint: Option<Message>,
    /// Keyboard and completion.
    pub entry: Entry,
    /// The text, kept exactly as typed.
    pub text: RwSignal<String>,
    /// What is wrong, when something is.
    pub error: Signal<Option<String>>,
}

/// Shows the field, with something at the end of its line, such as a button or a unit.
pub fn text_field(text_field: TextField, at_the_end: impl Into<View>) -> View {
    let TextField { id, label, hint, entry, text, error } = text_field;
    let mut input = el("input")
        .class("field__input")
        .set("id", id)
        .set("name", id)
        .set("type", if entry.autocomplete.starts_with("tel") { "tel" } else { "text" })
        .set("inputmode", entry.keyboard)
        .set("autocomplete", entry.autocomplete)
        .set("autocapitalize", if entry.capitals { "characters" } else { "off" })
        .set("spellcheck", "false")
        .set("aria-describedby", &described_by(id, hint.is_some()))
        .state("aria-invalid", move || error.read().is_some())
        .property("value", move || JsValue::from_str(&text.read()))
        .on_input(move |typed| text.set(typed));
    if !entry.look.is_empty() {
        input = input.set("data-kind", entry.look);
    }
    let control = el("div").class("field__control").with(input).with(at_the_end);
    field(id, label, hint, error, control)
}
