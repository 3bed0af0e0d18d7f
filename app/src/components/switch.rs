//! Something that is on or off, and changes at once.

use leptos::prelude::*;

use crate::{
    dom::{View, el},
    text::Message,
};

/// A switch with its name; `on_flip` is called with what it is to become. While `busy` it keeps its
/// place and does nothing.
pub fn switch(
    label: Message,
    on: Signal<bool>,
    busy: Signal<bool>,
    on_flip: impl Fn(bool) + 'static,
) -> View {
    el("button")
        .class("switch")
        .set("type", "button")
        .set("role", "switch")
        .follow("aria-checked", move || Some(if on.get() { "true" } else { "false" }.to_owned()))
        .state("aria-busy", move || busy.get())
        .on_click(move || {
            if !busy.get_untracked() {
                on_flip(!on.get_untracked());
            }
        })
        .with(el("span").class("switch__label").say(label))
        .with(el("span").class("switch__track").set("aria-hidden", "true"))
        .into()
}
