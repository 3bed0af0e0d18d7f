//! Holds the place of what is still on its way.

use crate::{
    dom::{View, el},
    text::frame,
};

/// Grey shapes, with a word for those who cannot see them.
pub fn skeleton() -> View {
    let shape =
        |size| el("div").class("skeleton").set("data-size", size).set("aria-hidden", "true");
    el("div")
        .class("stack")
        .set("aria-busy", "true")
        .set("role", "status")
        .with(el("span").class("visually-hidden").say(frame::LOADING))
        .with(shape("line"))
        .with(shape("card"))
        .with(shape("card"))
        .into()
}
