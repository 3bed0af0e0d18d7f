//! A place that does not exist.

use crate::{
    components::{ButtonKind, link_button},
    dom::{View, el},
    frame::screen,
    routes::Place,
    text::frame,
};

/// Says so, and leads home.
pub fn not_found_screen() -> View {
    let home = link_button(frame::TO_QUOTE, ButtonKind::Primary, &Place::Quote.href());
    let empty = el("div")
        .class("empty")
        .with(el("h1").class("empty__title").set("tabindex", "-1").say(frame::NOT_FOUND_TITLE))
        .with(el("p").class("empty__text").say(frame::NOT_FOUND_BODY))
        .with(el("p").class("empty__actions").with(home));
    screen().with(empty).into()
}
