//! How the product looked at is repaid: term, method, figures, picture, numbers.

use leptos::prelude::*;
use shared::{catalogue::Product, date_text, quote::ProductQuote};

use super::model::QuoteModel;
use crate::{
    components::{Choice, ChoiceOption, FactRow, card, choice, facts_grid, read},
    dom::{View, live_when, nothing},
    format,
    language::Voice,
    schedule::{plan_chart, plan_table},
    text::{plan, quote, terms},
};

/// Term, method and plan; nothing while no product fits.
pub fn repaying_card(model: QuoteModel) -> View {
    live_when(
        move || model.with_offer(|_| ()).is_some(),
        move || {
            let schedule = model.schedule();
            card(quote::HOW_TO_REPAY, nothing())
                .with(term_choice(model))
                .with(method_choice(model))
                .with(figures(model))
                .with(plan_chart(schedule))
                .with(plan_table(schedule))
                .into()
        },
    )
}

/// Something the product looked at offers several of.
fn offered<T: Clone>(model: QuoteModel, of: fn(&Product) -> &Vec<T>) -> Vec<T> {
    let id = model.with_offer(|offer| offer.product_id.clone()).unwrap_or_default();
    model.with_product(&id, |product| of(product).clone()).unwrap_or_default()
}

fn term_choice(model: QuoteModel) -> View {
    let voice = Voice::expect();
    let offered = move || offered(model, |product| &product.terms_months);
    let terms = Choice {
        name: "term",
        legend: quote::HOW_LONG,
        options: read(move || {
            let said = |months: &u16| format::months(*months, voice.language());
            offered().iter().map(said).map(ChoiceOption::plain).collect()
        }),
        chosen: read(move || {
            let months = model.with_offer(|offer| offer.term_months);
            offered().iter().position(|term| Some(*term) == months).unwrap_or(usize::MAX)
        }),
        layout: None,
    };
    choice(terms, move |position| {
        if let Some(months) = untrack(offered).get(position) {
            model.draft.update(|draft| draft.term_months = *months);
        }
    })
}

fn method_choice(model: QuoteModel) -> View {
    let voice = Voice::expect();
    let offered = move || offered(model, |product| &product.methods);
    let methods = Choice {
        name: "method",
        legend: terms::METHOD,
        options: read(move || {
            let said = |method: &_| ChoiceOption::plain(format::method(*method, voice.language()));
            offered().iter().map(said).collect()
        }),
        chosen: read(move || {
            let method = model.with_offer(|offer| offer.method);
            offered().iter().position(|other| Some(*other) == method).unwrap_or(usize::MAX)
        }),
        layout: Some("wrap"),
    };
    choice(methods, move |position| {
        if let Some(method) = untrack(offered).get(position) {
            model.draft.update(|draft| draft.method = Some(*method));
        }
    })
}

fn figures(model: QuoteModel) -> View {
    let voice = Voice::expect();
    facts_grid(move || model.with_offer(|offer| rows(offer, voice)).unwrap_or_default())
}

fn rows(offer: &ProductQuote, voice: Voice) -> Vec<FactRow> {
    let language = voice.language();
    let amount = |money| format::exact(money, language);
    let schedule = &offer.schedule;
    let first = schedule.instalments.first();
    let (first_due, payment) =
        first.map(|first| (date_text::format(first.due_date), first.total)).unwrap_or_default();
    let last_due = FactRow::new(voice.say(plan::LAST_DUE), date_text::format(schedule.maturity()));
    let last_due = if schedule.is_provisional() {
        last_due.with_note(voice.say(plan::PROVISIONAL))
    } else {
        last_due
    };
    vec![
        FactRow::new(voice.say(plan::FIRST_PAYMENT), amount(payment)),
        FactRow::new(voice.say(plan::TOTAL_INTEREST), amount(schedule.total_interest())),
        FactRow::new(voice.say(plan::TOTAL_FEES), amount(schedule.total_fees())),
        FactRow::new(voice.say(plan::TOTAL_PAYMENT), amount(schedule.total_payment())),
        FactRow::new(voice.say(plan::FIRST_DUE), first_due),
        last_due,
        FactRow::new(voice.say(terms::ALL_IN_SIMPLE), format::percent(offer.annualised_simple)),
    ]
}
