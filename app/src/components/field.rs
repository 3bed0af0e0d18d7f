//! What every input has around it: label, hint, error, tied together for everybody.

use leptos::prelude::*;

use crate::{
    dom::{El, View, el, live, nothing},
    text::Message,
};

/// Label, hint and error around `control`, whose input carries `id` and points to
/// [`described_by`] with `aria-describedby`.
pub fn field(
    id: &'static str,
    label: impl Into<View>,
    hint: Option<Message>,
    error: Signal<Option<String>>,
    control: El,
) -> View {
    let hint = hint.map(|hint| el("p").class("field__hint").set("id", &hint_id(id)).say(hint));
    let label = el("label").class("field__label").set("for", id).with(label);
    el("div")
        .class("field")
        .with(label)
        .with(hint)
        .with(field_error(id, error))
        .with(control)
        .into()
}

/// The same with label and control side by side.
pub fn row_field(
    id: &'static str,
    label: impl Into<View>,
    error: Signal<Option<String>>,
    control: El,
) -> View {
    let label = el("label").class("field__label").set("for", id).with(label);
    el("div")
        .class("field")
        .set("data-layout", "row")
        .with(label)
        .with(control)
        .with(field_error(id, error))
        .into()
}

/// The input of a figure as it is typed; its value and what hears of it are the caller's.
pub fn figure_input(id: &'static str, error: Signal<Option<String>>) -> El {
    el("input")
        .class("field__input")
        .set("id", id)
        .set("name", id)
        .set("type", "text")
        .set("inputmode", "decimal")
        .set("autocomplete", "off")
        .set("aria-describedby", &described_by(id, false))
        .state("aria-invalid", move || error.read().is_some())
}

/// The error beside a control; announced when it appears.
fn field_error(id: &'static str, error: Signal<Option<String>>) -> View {
    let sentence = move || {
        error.get().map_or_else(nothing, |error| el("p").class("field__error").text(&error).into())
    };
    el("div").set("id", &error_id(id)).set("role", "alert").with(live(sentence)).into()
}

/// The value of a control's `aria-describedby`.
pub fn described_by(id: &str, has_hint: bool) -> String {
    let mut ids = error_id(id);
    if has_hint {
        ids.push(' ');
        ids.push_str(&hint_id(id));
    }
    ids
}

fn error_id(id: &str) -> String {
    [id, "-error"].concat()
}

fn hint_id(id: &str) -> String {
    [id, "-hint"].concat()
}
