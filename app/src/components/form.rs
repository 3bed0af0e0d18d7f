//! A form that submits once at a time and never reloads the page.

use leptos::prelude::*;

use crate::dom::{El, el};

/// A real `<form>`; the Enter key works, the browser's own validation bubbles do not appear.
/// `on_submit` is called only while nothing is under way.
pub fn form(busy: Signal<bool>, on_submit: impl Fn() + 'static) -> El {
    el("form").class("stack").set("data-gap", "large").flag("novalidate", true).on(
        "submit",
        move |event| {
            event.prevent_default();
            if !busy.get_untracked() {
                on_submit();
            }
        },
    )
}
