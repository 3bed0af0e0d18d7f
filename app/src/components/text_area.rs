//! Several lines of text.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::field::{described_by, field};
use crate::{
    dom::{View, el},
    text::Message,
};

/// A labelled text of several lines, kept exactly as typed.
#[derive(Clone, Copy, Debug)]
pub struct TextArea {
    /// Unique on the screen.
    pub id: &'static str,
    /// What to write.
    pub label: Message,
    /// A short sentence that helps.
    pub hint: Option<Message>,
    /// Characters it may have at most.
    pub most: u16,
    /// The text.
    pub text: RwSignal<String>,
    /// What is wrong, when something is.
    pub error: Signal<Option<String>>,
}

/// Shows the field.
pub fn text_area(area: TextArea) -> View {
    let TextArea { id, label, hint, most, text, error } = area;
    let input = el("textarea")
        .class("field__input")
        .set("id", id)
        .set("name", id)
        .set("rows", "4")
        .set("maxlength", &most.to_string())
        .set("aria-describedby", &described_by(id, hint.is_some()))
        .state("aria-invalid", move || error.read().is_some())
        .property("value", move || JsValue::from_str(&text.read()))
        .on_input(move |typed| text.set(typed));
    field(id, label, hint, error, el("div").class("field__control").with(input))
}
