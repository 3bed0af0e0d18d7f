//! The one tap that draws.

use leptos::prelude::*;

use super::model::DrawModel;
use crate::{
    components::{ButtonKind, button},
    dom::{View, el},
    format,
    language::Voice,
    text::facility,
};

/// The amount and the button.
pub(super) fn draw_bar(model: DrawModel) -> View {
    let voice = Voice::expect();
    let amount = move || match model.amount.get() {
        Ok(amount) => format::exact(amount, voice.language()),
        Err(_) => "—".to_owned(),
    };
    let facts = el("p")
        .class("bar__facts")
        .say(facility::DRAWING)
        .text(" ")
        .with(el("strong").class("bar__figure").words(amount));
    let draw = button(facility::DRAW, ButtonKind::Primary, model.busy(), move || model.draw());
    el("div").class("bar").with(facts).with(draw).into()
}
