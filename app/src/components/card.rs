//! A sheet of paper with a heading.

use crate::{
    dom::{El, View, el},
    text::Message,
};

/// A card with its title and, beside it, something small; blocks are added to it.
pub fn card(title: Message, beside: impl Into<View>) -> El {
    let head = el("div").class("card__head").with(el("h2").class("card__title").say(title));
    el("section").class("card").with(head.with(beside))
}

/// A sentence in small print inside a card.
pub fn note(sentence: impl Into<View>) -> View {
    el("p").class("card__note").with(sentence).into()
}
