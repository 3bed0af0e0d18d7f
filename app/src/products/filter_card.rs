//! The controls that narrow the list.

use std::sync::Arc;

use leptos::prelude::*;
use shared::catalogue::Catalogue;
use wasm_bindgen::JsValue;

use super::{
    Visit,
    filter::{self, Filter},
    need::{need_fold, segment_choice},
};
use crate::{
    components::{Select, described_by, fold, read, row_field, select},
    dom::{View, el, words},
    format,
    language::Voice,
    text::{products, terms},
};

/// Who, how much, which name; what else a product must be unfolds.
pub(super) fn filter_card(visit: Visit, catalogue: &Arc<Catalogue>) -> View {
    let voice = Voice::expect();
    let summary = words(move || {
        let finer = visit.filter.read().finer();
        products::finer(finer, voice.language())
    });
    let finer = {
        let catalogue = Arc::clone(catalogue);
        move || {
            el("div")
                .class("stack")
                .set("data-gap", "small")
                .with(by_security(visit, &catalogue))
                .with(by_method(visit, &catalogue))
                .with(by_purpose(visit, &catalogue))
                .into()
        }
    };
    el("form")
        .class("card")
        .set("role", "search")
        .flag("novalidate", true)
        .on("submit", |event| event.prevent_default())
        .with(segment_choice(visit))
        .with(by_words(visit))
        .with(
            el("div")
                .class("folds")
                .with(need_fold(visit.draft, catalogue))
                .with(fold(summary, finer)),
        )
        .into()
}

fn by_words(visit: Visit) -> View {
    const ID: &str = "words";
    let input = el("input")
        .class("field__input")
        .set("id", ID)
        .set("name", ID)
        .set("type", "search")
        .set("autocomplete", "off")
        .set("enterkeyhint", "search")
        .set("aria-describedby", &described_by(ID, false))
        .property("value", move || JsValue::from_str(&visit.filter.read().words))
        .on_input(move |text| visit.filter.update(|filter| filter.words = text));
    let control = el("div").class("field__control").with(input);
    row_field(ID, products::WORDS, Signal::stored(None), control)
}

fn by_security(visit: Visit, catalogue: &Catalogue) -> View {
    let offered = filter::securities(catalogue);
    one_of(
        visit,
        Question { id: "security", label: terms::SECURITY, offered },
        |filter| &mut filter.security,
        |security, voice| voice.say(terms::of_security(*security)).to_owned(),
    )
}

fn by_method(visit: Visit, catalogue: &Catalogue) -> View {
    let offered = filter::methods(catalogue);
    one_of(
        visit,
        Question { id: "repaid", label: terms::METHOD, offered },
        |filter| &mut filter.method,
        |method, voice| format::method(*method, voice.language()).to_owned(),
    )
}

fn by_purpose(visit: Visit, catalogue: &Catalogue) -> View {
    let purposes = filter::purposes(catalogue);
    let english =
        purposes.iter().map(|label| (label.zh.clone(), label.clone())).collect::<Vec<_>>();
    let said = move |purpose: &String, voice: Voice| {
        let label = english.iter().find(|(zh, _)| zh == purpose).map(|(_, label)| label);
        label.map_or_else(String::new, |label| label.text(voice.language()).to_owned())
    };
    let offered = purposes.into_iter().map(|label| label.zh).collect();
    let question = Question { id: "purpose", label: terms::PURPOSE, offered };
    one_of(visit, question, |filter| &mut filter.purpose, said)
}

/// One of the finer questions: what it is about, and what products offer.
struct Question<T> {
    id: &'static str,
    label: crate::text::Message,
    offered: Vec<T>,
}

/// A list whose first option says that it does not matter.
fn one_of<T: Clone + PartialEq + 'static>(
    visit: Visit,
    question: Question<T>,
    of: fn(&mut Filter) -> &mut Option<T>,
    said: impl Fn(&T, Voice) -> String + 'static,
) -> View {
    let voice = Voice::expect();
    let Question { id, label, offered } = question;
    let (named, chosen_from) = (offered.clone(), offered.clone());
    let options = read(move || {
        let any = voice.say(products::ANY).to_owned();
        [any].into_iter().chain(named.iter().map(|one| said(one, voice))).collect()
    });
    let chosen = read(move || {
        let mut filter = visit.filter.get();
        let chosen = of(&mut filter).as_ref();
        chosen_from.iter().position(|one| Some(one) == chosen).map_or(0, |at| at + 1)
    });
    select(Select { id, label, options, chosen }, move |position| {
        let one = position.checked_sub(1).and_then(|at| offered.get(at)).cloned();
        visit.filter.update(|filter| *of(filter) = one);
    })
}
