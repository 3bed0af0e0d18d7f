//! The two figures a facility or a loan is about, on the slab at the top.

use shared::{language::Language, money::Money};

use crate::{
    dom::{View, el, live, nothing, words},
    format,
    language::Voice,
    text::Message,
};

/// A large figure.
pub struct Figure {
    /// What it is.
    pub label: Message,
    /// The number, and what stands small behind it.
    pub value: Box<dyn Fn() -> (String, &'static str)>,
}

impl Figure {
    /// A figure that follows the signals `value` reads.
    pub fn new(label: Message, value: impl Fn() -> (String, &'static str) + 'static) -> Self {
        Self { label, value: Box::new(value) }
    }
}

/// An amount to the fen, number and unit apart.
pub fn parts(money: Money, language: Language) -> (String, &'static str) {
    match language {
        Language::Zh => (format::digits(money), "元"),
        Language::En => (format::exact(money, language), ""),
    }
}

/// The slab: two figures, more of them in a line, a sentence, and something at the end. It holds
/// the screen's heading for those who cannot see what it is about.
pub fn slab(
    title: Message,
    figures: [Figure; 2],
    more: Box<dyn Fn() -> Vec<(Message, String)>>,
    note: Box<dyn Fn() -> String>,
    at_the_end: View,
) -> View {
    let heading = el("h1").class("visually-hidden").set("id", "slab-title").set("tabindex", "-1");
    let body = el("div")
        .class("answer__body")
        .with(el("div").class("answer__lead").with(figures.map(figure).to_vec()))
        .with(live(move || further(more())));
    el("section")
        .class("answer")
        .set("aria-labelledby", "slab-title")
        .with(heading.say(title))
        .with(body)
        .with(el("p").class("answer__note").words(note))
        .with(at_the_end)
        .into()
}

fn figure(figure: Figure) -> View {
    let Figure { label, value } = figure;
    let shown = live(move || {
        let (number, unit) = value();
        let unit = el("span").class("answer__unit").text(unit);
        el("strong").class("answer__figure").text(&number).with(unit).into()
    });
    el("p").with(el("span").class("answer__label").say(label)).with(shown).into()
}

fn further(lines: Vec<(Message, String)>) -> View {
    if lines.is_empty() {
        return nothing();
    }
    let voice = Voice::expect();
    let line = |(label, value): (Message, String)| {
        let label = words(move || [voice.say(label), " "].concat());
        el("span").with(label).with(el("strong").text(&value))
    };
    el("p").class("answer__more").with(lines.into_iter().map(line).collect::<Vec<_>>()).into()
}
