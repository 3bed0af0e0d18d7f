//! What the business is like: the few facts a quote needs.

use leptos::prelude::*;
use shared::facts::{Metric, Unit};

use super::{model::QuoteModel, question};
use crate::{
    components::{Choice, ChoiceOption, Field, described_by},
    language::{Voice, say},
    text::{Message, quote},
};

/// One control per fact asked of the segment.
#[component]
pub fn BusinessCard(
    /// The quote.
    model: QuoteModel,
) -> impl IntoView {
    let segment = Memo::new(move |_| model.draft.read().segment);
    let has_examples = Memo::new(move |_| model.draft.read().has_examples());
    let examples = move || {
        has_examples.get().then(|| view! { <p class="card__note">{say(quote::EXAMPLES)}</p> })
    };
    let questions = move || {
        let asked = question::asked_of(segment.get());
        asked.iter().map(|metric| control(model, *metric)).collect::<Vec<_>>()
    };
    view! {
        <section class="card">
            <div class="card__head">
                <h2 class="card__title">{say(quote::BUSINESS)}</h2>
                {examples}
            </div>
            {questions}
        </section>
    }
}

fn control(model: QuoteModel, metric: Metric) -> AnyView {
    match metric.unit() {
        Unit::Level(names) => view! { <Level model metric names /> }.into_any(),
        Unit::Category(names) => view! { <Category model metric names /> }.into_any(),
        Unit::Months => view! { <Figure model metric stepped=true /> }.into_any(),
        _ => view! { <Figure model metric stepped=false /> }.into_any(),
    }
}

/// A figure, with steps of one when `stepped`.
#[component]
fn Figure(model: QuoteModel, metric: Metric, stepped: bool) -> impl IntoView {
    let voice = Voice::expect();
    let id = metric.key();
    let error = Signal::derive(move || {
        model.draft.read().problem(metric).map(|why| voice.say(why).to_owned())
    });
    let set = move |text: String| model.draft.update(|draft| draft.set_answer(metric, text));
    let step = move |by: i64| {
        let now = model.draft.read_untracked().answer(metric).trim().parse::<i64>().unwrap_or(0);
        set((now + by).max(0).to_string());
    };
    let button = move |sign: &'static str, label: Message, by: i64| {
        stepped.then(|| {
            view! {
                <button
                    class="field__step"
                    type="button"
                    aria-label=say(label)
                    on:click=move |_| step(by)
                >
                    {sign}
                </button>
            }
        })
    };
    view! {
        <Field id label=label_of(metric) hint=None error in_row=true>
            {button("−", quote::YEAR_LESS, -1)}
            <input
                class="field__input"
                id=id
                name=id
                type="text"
                inputmode="decimal"
                autocomplete="off"
                aria-describedby=described_by(id, false)
                aria-invalid=move || error.read().is_some().then_some("true")
                prop:value=move || model.draft.read().answer(metric).to_owned()
                on:input=move |event| set(event_target_value(&event))
            />
            {button("+", quote::YEAR_MORE, 1)}
        </Field>
    }
}

/// Named steps, the best first.
#[component]
fn Level(model: QuoteModel, metric: Metric, names: &'static [&'static str]) -> impl IntoView {
    let best_first = move || names.iter().rev().map(|name| ChoiceOption::plain(*name)).collect();
    let chosen = move || {
        let draft = model.draft.read();
        let answer = draft.answer(metric);
        names.iter().rev().position(|name| *name == answer).unwrap_or(names.len())
    };
    let choose = move |position: usize| {
        if let Some(name) = names.iter().rev().nth(position) {
            model.draft.update(|draft| draft.set_answer(metric, (*name).to_owned()));
        }
    };
    view! {
        <Choice
            name=metric.key()
            legend=label_of(metric)
            options=Signal::derive(best_first)
            chosen=Signal::derive(chosen)
            on_choose=choose
        />
    }
}

/// Named kinds without order.
#[component]
fn Category(model: QuoteModel, metric: Metric, names: &'static [&'static str]) -> impl IntoView {
    let voice = Voice::expect();
    let id = metric.key();
    let option = move |name: &'static str| {
        let said = move || {
            let value = metric.unit().parse(name).unwrap_or_default();
            metric.unit().say(value, voice.language())
        };
        let selected = move || model.draft.read().answer(metric) == name;
        view! { <option value=name prop:selected=selected>{said}</option> }
    };
    let choose = move |event| {
        let name = event_target_value(&event);
        model.draft.update(|draft| draft.set_answer(metric, name));
    };
    view! {
        <Field id label=label_of(metric) hint=None error=Signal::derive(|| None::<String>) in_row=true>
            <select class="field__input" id=id name=id on:change=choose>
                {names.iter().map(|name| option(name)).collect::<Vec<_>>()}
            </select>
        </Field>
    }
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
