//! One screen: its main region, its heading, its lead, its blocks.

use leptos::prelude::use_context;

use super::notices;
use crate::{
    dom::{El, el, live, next_frame, nothing},
    navigation::{self, Navigator},
};

/// The main region of a screen that brings its own heading. A screen that comes after another
/// receives the focus at that heading.
pub fn screen() -> El {
    if use_context::<Navigator>().is_some_and(Navigator::has_moved) {
        next_frame(navigation::focus_heading_unless_busy);
    }
    el("main").class("page").set("id", "main").set("tabindex", "-1")
}

/// A screen that begins with its heading and, unless empty, a sentence under it.
pub fn page(title: impl Fn() -> String + 'static, lead: impl Fn() -> String + 'static) -> El {
    let lead = live(move || {
        let lead = lead();
        if lead.is_empty() { nothing() } else { el("p").class("page__lead").text(&lead).into() }
    });
    let heading = el("h1").class("page__title").set("tabindex", "-1").words(title);
    screen().with(el("header").with(heading).with(lead)).with(notices())
}
