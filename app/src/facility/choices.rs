//! How much, for how long, repaid how, for what: filled in with what was wanted, all changeable.

use leptos::prelude::*;
use shared::{
    facts::say_money,
    money::{Money, capitals},
};
use wasm_bindgen::JsValue;

use super::{
    agreement::drawable,
    model::{AMOUNT, DrawModel},
    payment::payment_fields,
};
use crate::{
    components::{
        MoneyField, OneOf, Slider, card, chips, field, money_field, one_of, read, slider,
    },
    dom::{View, all, el, nothing, words},
    format,
    language::Voice,
    text::{facility, quote, terms},
};

/// One move of the slider, and its left end, in yuan.
const STEP: i64 = 1_000;
/// Quick amounts, in yuan.
const QUICK_AMOUNTS: [i64; 4] = [10_000, 50_000, 100_000, 200_000];

/// The choices of one draw.
pub(super) fn draw_card(model: DrawModel) -> View {
    card(facility::DRAW_CARD, nothing())
        .with(amount(model))
        .with(term(model))
        .with(method(model))
        .with(purpose(model))
        .with(payment_fields(model))
        .into()
}

fn amount(model: DrawModel) -> View {
    let voice = Voice::expect();
    let set = move |amount: String| {
        model.task.clear();
        model.draft.update(|draft| draft.amount = amount);
    };
    let spoken = read(move || match model.amount.get() {
        Ok(amount) => say_money(amount, voice.language()),
        Err(_) => String::new(),
    });
    let said = spoken.clone();
    let echo = move || (said.get(), model.amount.get().map(capitals).unwrap_or_default());
    let ends = move || {
        let most = drawable(&model.facility.read()).fen() / 100;
        (STEP.min(most), most)
    };
    let typed = MoneyField {
        id: AMOUNT,
        label: facility::AMOUNT,
        text: read(move || model.draft.read().amount.clone()),
        echo: read(echo),
        error: Signal::derive(move || model.amount_error()),
    };
    let track = Slider {
        label: facility::AMOUNT,
        ends: read(ends),
        step: STEP,
        value: read(move || model.amount.get().unwrap_or_default().fen() / 100),
        spoken,
    };
    all([
        money_field(typed, set),
        slider(track, move |yuan| set(yuan.to_string())),
        quick_amounts(model, set),
    ])
}

/// Amounts in one tap; everything that is available comes last.
fn quick_amounts(model: DrawModel, on_choose: impl Fn(String) + Copy + 'static) -> View {
    let voice = Voice::expect();
    let amounts = move || {
        let all = drawable(&model.facility.read());
        let quick = QUICK_AMOUNTS.iter().filter_map(|yuan| Money::from_yuan(*yuan));
        quick.filter(|quick| *quick < all).chain([all]).collect::<Vec<_>>()
    };
    let labels = move || {
        let amounts = amounts();
        let last = amounts.len().saturating_sub(1);
        let label = |(position, amount): (usize, Money)| {
            let spoken = say_money(amount, voice.language());
            if position == last {
                [voice.say(facility::ALL), " ", &spoken].concat()
            } else {
                spoken
            }
        };
        amounts.into_iter().enumerate().map(label).collect()
    };
    let pressed = move || {
        let chosen = model.amount.get().ok();
        amounts().iter().position(|quick| Some(*quick) == chosen).unwrap_or(usize::MAX)
    };
    chips(read(labels), read(pressed), move |position| {
        if let Some(amount) = untrack(amounts).get(position) {
            on_choose(format::typed(*amount));
        }
    })
}

fn term(model: DrawModel) -> View {
    let asked = OneOf {
        name: "term",
        legend: quote::HOW_LONG,
        values: model.facility.read_untracked().offer.terms_months.clone(),
        say: format::months,
        layout: None,
    };
    let chosen = move || Some(model.draft.read().term_months);
    one_of(asked, chosen, move |months| model.draft.update(|draft| draft.term_months = months))
}

fn method(model: DrawModel) -> View {
    let methods = model.facility.read_untracked().offer.methods.clone();
    let asked = OneOf {
        name: "method",
        legend: terms::METHOD,
        // Three fit into one row even on the narrowest phone.
        layout: (methods.len() > 3).then_some("wrap"),
        values: methods,
        say: |method, language| format::method(method, language).to_owned(),
    };
    let chosen = move || Some(model.draft.read().method);
    one_of(asked, chosen, move |method| model.draft.update(|draft| draft.method = method))
}

fn purpose(model: DrawModel) -> View {
    const ID: &str = "purpose";
    let voice = Voice::expect();
    let purposes = model.facility.read_untracked().offer.purposes.clone();
    let option = |(position, purpose): (u16, shared::catalogue::Label)| {
        let is_chosen = move || JsValue::from_bool(model.draft.read().purpose == position);
        el("option")
            .set("value", &position.to_string())
            .property("selected", is_chosen)
            .with(words(move || purpose.text(voice.language()).to_owned()))
    };
    let select = el("select")
        .class("field__input")
        .set("id", ID)
        .set("name", ID)
        .with((0_u16..).zip(purposes).map(option).collect::<Vec<_>>())
        .on_input(move |position| {
            if let Ok(position) = position.parse() {
                model.draft.update(|draft| draft.purpose = position);
            }
        });
    let control = el("div").class("field__control").with(select);
    field(ID, terms::PURPOSE, None, model.task.field(ID), control)
}
