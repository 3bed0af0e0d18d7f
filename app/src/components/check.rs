//! A box to tick; never ticked in advance.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::dom::{View, el};

/// A checkbox with its sentence.
pub fn check(id: &'static str, ticked: RwSignal<bool>, sentence: impl Into<View>) -> View {
    let input = el("input")
        .class("check__input")
        .set("type", "checkbox")
        .set("id", id)
        .property("checked", move || JsValue::from_bool(ticked.get()))
        .on("change", move |event| ticked.set(event_target_checked(&event)));
    el("label").class("check").with(input).with(el("span").with(sentence)).into()
}
