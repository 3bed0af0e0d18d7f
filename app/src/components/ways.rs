//! Ways on from a screen, each with what is behind it.

use crate::{
    dom::{El, View, el},
    text::Message,
};

/// A way on.
#[derive(Clone, Debug)]
pub struct Way {
    /// Where it leads.
    pub title: Message,
    /// What is there.
    pub note: Message,
    /// Its address.
    pub href: String,
}

/// A list of links.
pub fn ways(ways: Vec<Way>) -> View {
    let row = |Way { title, note, href }: Way| -> El {
        let words = el("span")
            .class("list__main")
            .with(el("span").class("list__title").say(title))
            .with(el("span").class("list__note").say(note));
        el("li").with(el("a").class("list__item").set("href", &href).with(words))
    };
    el("ul").class("list").with(ways.into_iter().map(row).collect::<Vec<_>>()).into()
}
