//! One of a few: real radio buttons that look like a segmented control.

use std::rc::Rc;

use shared::language::Language;
use wasm_bindgen::JsValue;

use super::{Reading, read};
use crate::{
    dom::{El, View, el, live_on},
    language::Voice,
    text::Message,
};

/// One option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    /// What it is called.
    pub text: String,
    /// What it means; empty for nothing.
    pub note: String,
}

impl ChoiceOption {
    /// An option that needs no explanation.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), note: String::new() }
    }
}

/// A group of radio buttons; options are told apart by their position.
pub struct Choice<Legend = Message> {
    /// Unique on the screen.
    pub name: &'static str,
    /// The question.
    pub legend: Legend,
    /// The answers; may change, as when the language does.
    pub options: Reading<Vec<ChoiceOption>>,
    /// Position of the chosen answer; beyond the end when none is.
    pub chosen: Reading<usize>,
    /// `wrap` or `list` for options that do not fit into one row, `few` for
    /// short ones that fit into one row of most phones, `row` for two beside the question.
    pub layout: Option<&'static str>,
}

/// Shows a choice and calls `on_choose` with the position chosen.
pub fn choice<Legend: Into<View>>(
    choice: Choice<Legend>,
    on_choose: impl Fn(usize) + 'static,
) -> View {
    let Choice { name, legend, options, chosen, layout } = choice;
    let legend = legend.into();
    build(Choice { name, legend, options, chosen, layout }, Rc::new(on_choose))
}

/// One of a few values, each in its own words.
pub struct OneOf<T: 'static> {
    /// Unique on the screen.
    pub name: &'static str,
    /// The question.
    pub legend: Message,
    /// The values, in the order they are shown.
    pub values: Vec<T>,
    /// What a value is called.
    pub say: fn(T, Language) -> String,
    /// As of a [`Choice`].
    pub layout: Option<&'static str>,
}

/// Shows a choice of values; `chosen` tells which one, if any, and `on_choose` gets the one chosen.
pub fn one_of<T: Copy + PartialEq>(
    asked: OneOf<T>,
    chosen: impl Fn() -> Option<T> + 'static,
    on_choose: impl Fn(T) + 'static,
) -> View {
    let OneOf { name, legend, values, say, layout } = asked;
    let voice = Voice::expect();
    let (options, places) = (values.clone(), values.clone());
    let asked = Choice {
        name,
        legend,
        options: read(move || {
            let plain = |value: &T| ChoiceOption::plain(say(*value, voice.language()));
            options.iter().map(plain).collect()
        }),
        chosen: read(move || {
            let chosen = chosen();
            places.iter().position(|value| Some(*value) == chosen).unwrap_or(usize::MAX)
        }),
        layout,
    };
    choice(asked, move |position| {
        if let Some(value) = values.get(position) {
            on_choose(*value);
        }
    })
}

fn build(choice: Choice<View>, on_choose: Rc<dyn Fn(usize)>) -> View {
    let Choice { name, legend, options, chosen, layout } = choice;
    let key = {
        let options = options.clone();
        move || {
            let parts = |option: &ChoiceOption| [option.text.clone(), option.note.clone()];
            options.get().iter().flat_map(parts).collect::<Vec<_>>().join("|")
        }
    };
    let radios = move || {
        let radio =
            |(position, option)| radio(name, position, &option, chosen.clone(), on_choose.clone());
        options.get().into_iter().enumerate().map(radio).collect::<Vec<_>>().into()
    };
    let mut group = el("fieldset").class("choice");
    if let Some(layout) = layout {
        group = group.set("data-layout", layout);
    }
    group
        .with(el("legend").class("choice__legend").with(legend))
        .with(el("div").class("choice__options").with(live_on(key, radios)))
        .into()
}

fn radio(
    name: &'static str,
    position: usize,
    option: &ChoiceOption,
    chosen: Reading<usize>,
    on_choose: Rc<dyn Fn(usize)>,
) -> El {
    let input = el("input")
        .class("choice__input")
        .set("type", "radio")
        .set("name", name)
        .set("value", &position.to_string())
        .property("checked", move || JsValue::from_bool(chosen.get() == position))
        .on("change", move |_| on_choose(position));
    let mut text = el("span").class("choice__text").text(&option.text);
    if !option.note.is_empty() {
        text = text.with(el("span").class("choice__note").text(&option.note));
    }
    el("label").class("choice__option").with(input).with(text)
}
