//! Presenting a paper: its fields, each with what is wrong with it, kept as typed.

use leptos::prelude::*;
use shared::catalogue::Paper;
use wasm_bindgen::JsValue;

use super::{
    entry::{Look, PaperField, entry, fields_of},
    model::PapersModel,
};
use crate::{
    components::{
        ButtonKind, Entry, TextField, button, described_by, field, form, submit_button, text_field,
    },
    dom::{View, el, live, nothing},
    navigation,
    text::papers,
};

/// The fields of a paper with their text, in order.
type Typed = Vec<(PaperField, RwSignal<String>)>;

/// The form, open at once where there is no paper yet, behind a button where there is.
pub(super) fn presenting(model: PapersModel, kind: Paper, at_once: bool) -> View {
    let open = RwSignal::new(at_once);
    live(move || {
        if open.get() {
            return untrack(|| fields(model, kind));
        }
        let show = move || {
            open.set(true);
            if let Some(first) = fields_of(kind).first() {
                request_animation_frame(move || navigation::focus(first.id));
            }
        };
        button(papers::PRESENT_ANOTHER, ButtonKind::Secondary, Signal::stored(false), show)
    })
}

fn fields(model: PapersModel, kind: Paper) -> View {
    let empty = |field: &PaperField| (*field, RwSignal::new(String::new()));
    let typed: StoredValue<Typed> = StoredValue::new(fields_of(kind).iter().map(empty).collect());
    let present = move || {
        let text = |name: &'static str| {
            typed.with_value(|typed| {
                let found = typed.iter().find(|(field, _)| field.name == name);
                found.map(|(_, text)| text.get_untracked()).unwrap_or_default()
            })
        };
        if let Some(entry) = entry(kind, text) {
            model.present(entry, || ());
        }
    };
    let mut asked = form(model.task.busy(), present);
    for (field, text) in typed.get_value() {
        asked = asked.with(input(model, field, text));
    }
    focus_what_was_refused(model, kind);
    asked.with(submit_button(papers::PRESENT, model.task.busy())).into()
}

/// The first field that was refused takes the focus, so that its sentence is read.
fn focus_what_was_refused(model: PapersModel, kind: Paper) {
    Effect::new(move || {
        let failure = model.task.failure().get();
        let Some(failure) = failure else { return };
        let first = fields_of(kind).iter().find(|field| failure.field(field.name).is_some());
        if let Some(first) = first {
            request_animation_frame(move || navigation::focus(first.id));
        }
    });
}

fn input(model: PapersModel, asked: PaperField, text: RwSignal<String>) -> View {
    let error = model.task.field(asked.name);
    let keyboard = match asked.look {
        Look::Code => Entry { keyboard: "text", autocomplete: "off", look: "id", capitals: true },
        Look::Amount => {
            Entry { keyboard: "decimal", autocomplete: "off", look: "", capitals: false }
        }
        Look::Words => Entry { keyboard: "text", autocomplete: "off", look: "", capitals: false },
        Look::Day => return day(asked, text, error),
    };
    let PaperField { id, label, hint, .. } = asked;
    text_field(TextField { id, label, hint, entry: keyboard, text, error }, nothing())
}

/// A day, by the browser's own calendar.
fn day(asked: PaperField, text: RwSignal<String>, error: Signal<Option<String>>) -> View {
    let input = el("input")
        .class("field__input")
        .set("id", asked.id)
        .set("name", asked.id)
        .set("type", "date")
        .set("aria-describedby", &described_by(asked.id, false))
        .state("aria-invalid", move || error.read().is_some())
        .property("value", move || JsValue::from_str(&text.read()))
        .on_input(move |typed| text.set(typed));
    let control = el("div").class("field__control").with(input);
    field(asked.id, asked.label, None, error, control)
}
