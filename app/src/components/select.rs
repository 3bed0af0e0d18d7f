//! One of many, of which the first means that it does not matter.

use wasm_bindgen::JsValue;

use super::{Reading, row_field};
use crate::{
    dom::{View, el, live_on},
    text::Message,
};
use leptos::prelude::*;

/// A native list to choose from; options are told apart by their position.
pub struct Select {
    /// Unique on the screen.
    pub id: &'static str,
    /// What is chosen.
    pub label: Message,
    /// The options; may change, as when the language does.
    pub options: Reading<Vec<String>>,
    /// Position of the chosen one.
    pub chosen: Reading<usize>,
}

/// Shows the list, label and control side by side, and calls `on_choose` with the position chosen.
pub fn select(select: Select, on_choose: impl Fn(usize) + 'static) -> View {
    let Select { id, label, options, chosen } = select;
    let key = options.clone();
    let at_first = chosen.clone();
    let list = move || {
        let chosen = at_first.get();
        let option = |(position, text): (usize, String)| {
            let option = el("option").set("value", &position.to_string());
            // A list that was built anew would stand at its first option.
            option.flag("selected", position == chosen).text(&text)
        };
        options.get().into_iter().enumerate().map(option).collect::<Vec<_>>().into()
    };
    let select = el("select")
        .class("field__input")
        .set("id", id)
        .set("name", id)
        .with(live_on(move || key.get().join("|"), list))
        .property("value", move || JsValue::from_str(&chosen.get().to_string()))
        .on("change", move |event| {
            if let Ok(position) = event_target_value(&event).parse() {
                on_choose(position);
            }
        });
    let control = el("div").class("field__control").with(select);
    row_field(id, label, Signal::stored(None), control)
}
