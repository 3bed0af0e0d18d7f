//! Buttons that answer at once and ignore a second tap while they work.

use leptos::prelude::*;

use crate::{
    dom::{View, el},
    language::Voice,
    text::{Message, controls},
};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do on the screen.
    Primary,
    /// Another thing one may do.
    Secondary,
    /// Barely a button.
    Quiet,
}

impl ButtonKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Quiet => "quiet",
        }
    }
}

/// A button that does something. While `busy` it says so, keeps its place and its focus, and does
/// nothing.
pub fn button(
    label: Message,
    kind: ButtonKind,
    busy: Signal<bool>,
    on_press: impl Fn() + 'static,
) -> View {
    build("button", label, kind, busy, Box::new(on_press))
}

/// The button that submits the form around it.
pub fn submit_button(label: Message, busy: Signal<bool>) -> View {
    build("submit", label, ButtonKind::Primary, busy, Box::new(|| ()))
}

/// A link to one of our places that looks like a button.
pub fn link_button(label: Message, kind: ButtonKind, href: &str) -> View {
    let link = el("a").class("button").set("data-kind", kind.name()).set("href", href);
    link.say(label).into()
}

fn build(
    form_type: &'static str,
    label: Message,
    kind: ButtonKind,
    busy: Signal<bool>,
    on_press: Box<dyn Fn()>,
) -> View {
    let voice = Voice::expect();
    el("button")
        .class("button")
        .set("type", form_type)
        .set("data-kind", kind.name())
        .state("aria-busy", move || busy.get())
        .state("aria-disabled", move || busy.get())
        .on("click", move |event| {
            if busy.get_untracked() {
                event.prevent_default();
            } else {
                on_press();
            }
        })
        .words(move || voice.say(if busy.get() { controls::WORKING } else { label }).to_owned())
        .into()
}
