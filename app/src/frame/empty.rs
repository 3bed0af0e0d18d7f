//! A page of somebody who has nothing yet.

use crate::{
    dom::{El, View, el, svg},
    text::Message,
};

use super::MARK;

/// The mark, what is missing, and what to do about it.
pub fn empty(title: Message, text: Message, actions: Vec<View>) -> El {
    let art = svg("svg")
        .class("empty__art")
        .set("viewBox", "0 0 32 32")
        .set("aria-hidden", "true")
        .with(svg("path").set("d", MARK));
    el("div")
        .class("empty")
        .with(art)
        .with(el("h1").class("empty__title").set("tabindex", "-1").say(title))
        .with(el("p").class("empty__text").say(text))
        .with(el("p").class("empty__actions").with(actions))
}
