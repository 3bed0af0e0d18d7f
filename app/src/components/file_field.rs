//! A file to choose.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use super::field::{described_by, field};
use crate::{
    dom::{View, el},
    text::Message,
};

/// A labelled choice of one file.
#[derive(Clone, Copy, Debug)]
pub struct FileField {
    /// Unique on the screen.
    pub id: &'static str,
    /// What to choose.
    pub label: Message,
    /// Which files are offered first: `accept`.
    pub accept: &'static str,
    /// Which camera a phone opens at once: `capture`; empty to let people choose a file.
    pub capture: &'static str,
    /// What is wrong with the one chosen, when something is.
    pub error: Signal<Option<String>>,
    /// Whether the one chosen is being read.
    pub busy: Signal<bool>,
}

/// Shows the field; the same file may be chosen again after it was changed.
pub fn file_field(file_field: FileField, on_choice: impl Fn(File) + 'static) -> View {
    let FileField { id, label, accept, capture, error, busy } = file_field;
    let input = el("input");
    let input = if capture.is_empty() { input } else { input.set("capture", capture) };
    let input = input
        .class("field__input")
        .set("id", id)
        .set("type", "file")
        .set("accept", accept)
        .set("aria-describedby", &described_by(id, false))
        .state("aria-invalid", move || error.read().is_some())
        .state("aria-busy", move || busy.get())
        .on("change", move |event| {
            let input =
                event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let Some(input) = input else { return };
            let file = input.files().and_then(|files| files.get(0));
            input.set_value("");
            if let Some(file) = file.filter(|_| !busy.get_untracked()) {
                on_choice(file);
            }
        });
    let control = el("div").class("field__control").with(input);
    field(id, label, None, error, control)
}
