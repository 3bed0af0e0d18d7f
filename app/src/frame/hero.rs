//! The promise above the quote: the same words the page's first paint shows.

use crate::{
    dom::{View, el},
    text::frame,
};

/// Headline and promise of the quote.
pub fn hero() -> View {
    let title = el("h1").class("hero__title").set("id", "hero").set("tabindex", "-1");
    el("section")
        .class("hero")
        .set("aria-labelledby", "hero")
        .with(title.say(frame::HERO_TITLE))
        .with(el("p").class("hero__lead").say(frame::HERO_LEAD))
        .into()
}
