//! One control for one fact, shaped by what the fact counts.

use leptos::prelude::*;
use shared::facts::{Metric, Unit};
use wasm_bindgen::JsValue;

use super::{example, is_small};
use crate::{
    components::{Choice, ChoiceOption, choice, figure_input, read, row_field},
    dom::{View, el},
    language::Voice,
    quote::draft::QuoteDraft,
    text::{Message, quote},
};

/// The control that asks for `metric` and keeps the answer in `draft`.
pub fn control(draft: RwSignal<QuoteDraft>, metric: Metric) -> View {
    match metric.unit() {
        Unit::Level(names) => level(draft, metric, names),
        Unit::Category(names) => category(draft, metric, names),
        #[cfg(feature = "every-product")]
        Unit::Flag => flag(draft, metric),
        Unit::Months if !is_small(metric) => figure(draft, metric, true),
        _ => figure(draft, metric, false),
    }
}

/// A figure, with steps of one when `stepped`.
fn figure(draft: RwSignal<QuoteDraft>, metric: Metric, stepped: bool) -> View {
    let voice = Voice::expect();
    let id = metric.key();
    let error =
        Signal::derive(move || draft.read().problem(metric).map(|why| voice.say(why).to_owned()));
    let set = move |text: String| draft.update(|draft| draft.set_answer(metric, text));
    let step = move |sign: &'static str, label: Message, by: i64| {
        stepped.then(|| {
            el("button")
                .class("field__step")
                .set("type", "button")
                .say_in("aria-label", label)
                .text(sign)
                .on_click(move || {
                    let answer = draft.read_untracked().answer(metric).to_owned();
                    let now = answer.trim().parse::<i64>().unwrap_or(0);
                    set((now + by).max(0).to_string());
                })
        })
    };
    let input = figure_input(id, error)
        .property("value", move || JsValue::from_str(draft.read().answer(metric)))
        .on_input(set);
    let control = el("div")
        .class("field__control")
        .with(step("−", quote::YEAR_LESS, -1))
        .with(input)
        .with(step("+", quote::YEAR_MORE, 1));
    row_field(id, label(metric), error, control)
}

/// Named steps, the best first.
fn level(draft: RwSignal<QuoteDraft>, metric: Metric, names: &'static [&'static str]) -> View {
    let best_first = move || names.iter().rev().map(|name| ChoiceOption::plain(*name)).collect();
    let chosen = move || {
        let draft = draft.read();
        let answer = draft.answer(metric);
        names.iter().rev().position(|name| *name == answer).unwrap_or(names.len())
    };
    let levels = Choice {
        name: metric.key(),
        legend: label(metric),
        options: read(best_first),
        chosen: read(chosen),
        layout: None,
    };
    choice(levels, move |position| {
        if let Some(name) = names.iter().rev().nth(position) {
            draft.update(|draft| draft.set_answer(metric, (*name).to_owned()));
        }
    })
}

/// Yes or no.
#[cfg(feature = "every-product")]
fn flag(draft: RwSignal<QuoteDraft>, metric: Metric) -> View {
    const ANSWERS: [(&str, i64); 2] = [("true", 1), ("false", 0)];
    let voice = Voice::expect();
    let said = move |(_, value): (&str, i64)| {
        ChoiceOption::plain(metric.unit().say(value, voice.language()))
    };
    let answers = Choice {
        name: metric.key(),
        legend: label(metric),
        options: read(move || ANSWERS.map(said).to_vec()),
        chosen: read(move || {
            let draft = draft.read();
            let answer = draft.answer(metric);
            ANSWERS.iter().position(|(name, _)| *name == answer).unwrap_or(ANSWERS.len())
        }),
        layout: Some("row"),
    };
    choice(answers, move |position| {
        if let Some((name, _)) = ANSWERS.get(position) {
            draft.update(|draft| draft.set_answer(metric, (*name).to_owned()));
        }
    })
}

/// Named kinds without order.
fn category(draft: RwSignal<QuoteDraft>, metric: Metric, names: &'static [&'static str]) -> View {
    let voice = Voice::expect();
    let id = metric.key();
    let option = |name: &&'static str| {
        let value = metric.unit().parse(name).unwrap_or_default();
        el("option").set("value", name).words(move || metric.unit().say(value, voice.language()))
    };
    let unanswered = example(metric).is_empty().then(|| el("option").set("value", "").text("—"));
    let select = el("select")
        .class("field__input")
        .set("id", id)
        .set("name", id)
        .with(unanswered)
        .with(names.iter().map(option).collect::<Vec<_>>())
        .property("value", move || JsValue::from_str(draft.read().answer(metric)))
        .on("change", move |event| {
            let name = event_target_value(&event);
            draft.update(|draft| draft.set_answer(metric, name));
        });
    let control = el("div").class("field__control").with(select);
    row_field(id, label(metric), Signal::stored(None), control)
}

/// What a fact is called where it is asked for, with its unit.
pub fn label(metric: Metric) -> View {
    if let Some(message) = label_in_the_quote(metric) {
        return message.into();
    }
    label_elsewhere(metric)
}

const fn label_in_the_quote(metric: Metric) -> Option<Message> {
    Some(match metric {
        Metric::AnnualSales => quote::SALES,
        Metric::TaxPaid12Months => quote::TAX_PAID,
        Metric::ExistingDebt => quote::DEBT,
        Metric::TaxGrade => quote::TAX_GRADE,
        Metric::FarmActivity => quote::FARM_ACTIVITY,
        Metric::FarmScale => quote::FARM_SCALE,
        Metric::AnnualSubsidy => quote::SUBSIDY,
        Metric::AnnualInputCost => quote::INPUT_COST,
        Metric::MonthsInBusiness => quote::YEARS_IN_BUSINESS,
        _ => return None,
    })
}

/// The engine's own word for a fact the quote does not ask for, and the unit it is asked in.
#[cfg(feature = "every-product")]
fn label_elsewhere(metric: Metric) -> View {
    let voice = Voice::expect();
    crate::dom::words(move || {
        let language = voice.language();
        crate::text::question::in_unit(metric.label(language), unit(metric), language)
    })
}

/// The quote has a word for everything it asks.
#[cfg(not(feature = "every-product"))]
fn label_elsewhere(_: Metric) -> View {
    crate::dom::nothing()
}

/// The unit an answer without one is read in, where that must be said.
#[cfg(feature = "every-product")]
pub const fn unit(metric: Metric) -> Option<Message> {
    use crate::text::{controls, question};
    Some(match metric.unit() {
        Unit::Money if is_small(metric) => controls::YUAN,
        Unit::Money => controls::WAN_YUAN,
        Unit::Months if is_small(metric) => question::MONTHS,
        Unit::Months | Unit::Years => question::YEARS,
        Unit::Days => question::DAYS,
        Unit::Percent => question::PERCENT,
        Unit::Count | Unit::Region | Unit::Flag | Unit::Level(_) | Unit::Category(_) => {
            return None;
        }
    })
}
