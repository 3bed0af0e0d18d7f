//! The one large amount of a screen: typed as people write it, echoed as people say it.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{Reading, field::described_by};
use crate::{
    dom::{View, el, live, nothing},
    text::{Message, controls},
};

/// A large amount in yuan.
pub struct MoneyField {
    /// Unique on the screen.
    pub id: &'static str,
    /// What the amount is.
    pub label: Message,
    /// The amount as typed; never reformatted while typing.
    pub text: Reading<String>,
    /// The amount read back: in words people say, and in capitals as on a contract.
    pub echo: Reading<(String, String)>,
    /// What is wrong, when something is.
    pub error: Signal<Option<String>>,
}

/// Shows the field and calls `on_type` with what is typed.
pub fn money_field(field: MoneyField, on_type: impl Fn(String) + 'static) -> View {
    let MoneyField { id, label, text, echo, error } = field;
    let sentence = move || {
        let error = error.get();
        error.map_or_else(nothing, |error| el("p").class("money-field__error").text(&error).into())
    };
    let input = el("input")
        .class("money-field__input")
        .set("id", id)
        .set("name", id)
        .set("type", "text")
        .set("inputmode", "decimal")
        .set("autocomplete", "off")
        .set("enterkeyhint", "next")
        .set("aria-describedby", &described_by(id, true))
        .state("aria-invalid", move || error.read().is_some())
        .property("value", move || JsValue::from_str(&text.get()))
        .on_input(on_type);
    let control = el("div")
        .class("money-field__control")
        .with(el("span").class("money-field__sign").set("aria-hidden", "true").text("¥"))
        .with(input)
        .with(el("span").class("money-field__unit").set("aria-hidden", "true").say(controls::YUAN));
    let in_capitals = echo.clone();
    let echo = el("p")
        .class("money-field__echo")
        .set("id", &[id, "-hint"].concat())
        .with(el("span").words(move || echo.get().0))
        .with(el("span").words(move || in_capitals.get().1));
    el("div")
        .class("money-field")
        .with(el("label").class("money-field__label").set("for", id).say(label))
        .with(control)
        .with(echo)
        .with(
            el("div").set("id", &[id, "-error"].concat()).set("role", "alert").with(live(sentence)),
        )
        .into()
}
