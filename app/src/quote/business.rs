//! What the business is like: the few facts a quote needs.

use leptos::prelude::*;
use shared::facts::{Metric, Unit};
use wasm_bindgen::JsValue;

use super::{model::QuoteModel, question};
use crate::{
    components::{Choice, ChoiceOption, card, choice, described_by, note, read, row_field},
    dom::{El, View, all, el, live_when},
    language::Voice,
    text::{Message, quote},
};

/// One control per fact asked of the segment; those two kinds of borrower share stay as they are
/// when the person turns from one to the other.
pub(super) fn business_card(model: QuoteModel) -> View {
    let examples = live_when(move || model.draft.read().has_examples(), || note(quote::EXAMPLES));
    let ask = |metric: Metric| {
        let is_asked = move || question::asked_of(model.draft.read().segment).contains(&metric);
        live_when(is_asked, move || control(model, metric))
    };
    card(quote::BUSINESS, examples).with(all(question::ASKED.map(ask))).into()
}

fn control(model: QuoteModel, metric: Metric) -> View {
    match metric.unit() {
        Unit::Level(names) => level(model, metric, names),
        Unit::Category(names) => category(model, metric, names),
        Unit::Months => figure(model, metric, true),
        _ => figure(model, metric, false),
    }
}

/// A figure, with steps of one when `stepped`.
fn figure(model: QuoteModel, metric: Metric, stepped: bool) -> View {
    let voice = Voice::expect();
    let id = metric.key();
    let error = Signal::derive(move || {
        model.draft.read().problem(metric).map(|why| voice.say(why).to_owned())
    });
    let set = move |text: String| model.draft.update(|draft| draft.set_answer(metric, text));
    let step = move |sign: &'static str, label: Message, by: i64| {
        stepped.then(|| {
            el("button")
                .class("field__step")
                .set("type", "button")
                .say_in("aria-label", label)
                .text(sign)
                .on_click(move || {
                    let answer = model.draft.read_untracked().answer(metric).to_owned();
                    let now = answer.trim().parse::<i64>().unwrap_or(0);
                    set((now + by).max(0).to_string());
                })
        })
    };
    let input = input(model, metric, error).on_input(set);
    let control = el("div")
        .class("field__control")
        .with(step("−", quote::YEAR_LESS, -1))
        .with(input)
        .with(step("+", quote::YEAR_MORE, 1));
    row_field(id, label_of(metric), error, control)
}

fn input(model: QuoteModel, metric: Metric, error: Signal<Option<String>>) -> El {
    let id = metric.key();
    el("input")
        .class("field__input")
        .set("id", id)
        .set("name", id)
        .set("type", "text")
        .set("inputmode", "decimal")
        .set("autocomplete", "off")
        .set("aria-describedby", &described_by(id, false))
        .state("aria-invalid", move || error.read().is_some())
        .property("value", move || JsValue::from_str(model.draft.read().answer(metric)))
}

/// Named steps, the best first.
fn level(model: QuoteModel, metric: Metric, names: &'static [&'static str]) -> View {
    let best_first = move || names.iter().rev().map(|name| ChoiceOption::plain(*name)).collect();
    let chosen = move || {
        let draft = model.draft.read();
        let answer = draft.answer(metric);
        names.iter().rev().position(|name| *name == answer).unwrap_or(names.len())
    };
    let levels = Choice {
        name: metric.key(),
        legend: label_of(metric),
        options: read(best_first),
        chosen: read(chosen),
        layout: None,
    };
    choice(levels, move |position| {
        if let Some(name) = names.iter().rev().nth(position) {
            model.draft.update(|draft| draft.set_answer(metric, (*name).to_owned()));
        }
    })
}

/// Named kinds without order.
fn category(model: QuoteModel, metric: Metric, names: &'static [&'static str]) -> View {
    let voice = Voice::expect();
    let id = metric.key();
    let option = |name: &&'static str| {
        let value = metric.unit().parse(name).unwrap_or_default();
        el("option").set("value", name).words(move || metric.unit().say(value, voice.language()))
    };
    let select = el("select")
        .class("field__input")
        .set("id", id)
        .set("name", id)
        .with(names.iter().map(option).collect::<Vec<_>>())
        .property("value", move || JsValue::from_str(model.draft.read().answer(metric)))
        .on("change", move |event| {
            let name = event_target_value(&event);
            model.draft.update(|draft| draft.set_answer(metric, name));
        });
    let control = el("div").class("field__control").with(select);
    row_field(id, label_of(metric), Signal::stored(None), control)
}

/// What each fact is called here, with its unit.
const fn label_of(metric: Metric) -> Message {
    match metric {
        Metric::AnnualSales => quote::SALES,
        Metric::TaxPaid12Months => quote::TAX_PAID,
        Metric::ExistingDebt => quote::DEBT,
        Metric::TaxGrade => quote::TAX_GRADE,
        Metric::FarmActivity => quote::FARM_ACTIVITY,
        Metric::FarmScale => quote::FARM_SCALE,
        Metric::AnnualSubsidy => quote::SUBSIDY,
        Metric::AnnualInputCost => quote::INPUT_COST,
        _ => quote::YEARS_IN_BUSINESS,
    }
}
