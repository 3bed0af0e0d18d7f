//! How the product looked at is repaid: term, method, figures, picture, numbers.

use leptos::prelude::*;
use shared::{date_text, quote::ProductQuote, schedule::RepaymentMethod};

use super::model::QuoteModel;
use crate::{
    components::{Choice, ChoiceLayout, ChoiceOption, FactRow, FactsList},
    format,
    language::{Voice, say},
    schedule::{Chart, Table},
    text::{plan, quote, terms},
};

/// Term, method and plan; nothing while no product fits.
#[component]
pub fn RepayingCard(
    /// The quote.
    model: QuoteModel,
) -> impl IntoView {
    let has_offer = Memo::new(move |_| model.with_offer(|_| ()).is_some());
    move || {
        has_offer.get().then(|| {
            let schedule = Signal::from(model.schedule());
            view! {
                <section class="card">
                    <div class="card__head">
                        <h2 class="card__title">{say(quote::HOW_TO_REPAY)}</h2>
                    </div>
                    <TermChoice model />
                    <MethodChoice model />
                    <Figures model />
                    <Chart schedule />
                    <Table schedule />
                </section>
            }
        })
    }
}

#[component]
fn TermChoice(model: QuoteModel) -> impl IntoView {
    let voice = Voice::expect();
    let offered = Memo::new(move |_| {
        let id = model.with_offer(|offer| offer.product_id.clone()).unwrap_or_default();
        model.with_product(&id, |product| product.terms_months.clone()).unwrap_or_default()
    });
    let options = move || {
        let option = |months: &u16| ChoiceOption::plain(format::months(*months, voice.language()));
        offered.read().iter().map(option).collect()
    };
    let chosen = move || {
        let months = model.with_offer(|offer| offer.term_months);
        offered.read().iter().position(|term| Some(*term) == months).unwrap_or(usize::MAX)
    };
    let choose = move |position: usize| {
        if let Some(months) = offered.read_untracked().get(position) {
            model.draft.update(|draft| draft.term_months = *months);
        }
    };
    view! {
        <Choice
            name="term"
            legend=quote::HOW_LONG
            options=Signal::derive(options)
            chosen=Signal::derive(chosen)
            on_choose=choose
        />
    }
}

#[component]
fn MethodChoice(model: QuoteModel) -> impl IntoView {
    let voice = Voice::expect();
    let offered = Memo::new(move |_| {
        let id = model.with_offer(|offer| offer.product_id.clone()).unwrap_or_default();
        model.with_product(&id, |product| product.methods.clone()).unwrap_or_default()
    });
    let options = move || {
        let option =
            |method: &RepaymentMethod| ChoiceOption::plain(format::method(*method, voice.language()));
        offered.read().iter().map(option).collect()
    };
    let chosen = move || {
        let method = model.with_offer(|offer| offer.method);
        offered.read().iter().position(|other| Some(*other) == method).unwrap_or(usize::MAX)
    };
    let choose = move |position: usize| {
        if let Some(method) = offered.read_untracked().get(position) {
            model.draft.update(|draft| draft.method = Some(*method));
        }
    };
    view! {
        <Choice
            name="method"
            legend=terms::METHOD
            options=Signal::derive(options)
            chosen=Signal::derive(chosen)
            on_choose=choose
            layout=ChoiceLayout::Wrap
        />
    }
}

#[component]
fn Figures(model: QuoteModel) -> impl IntoView {
    let voice = Voice::expect();
    let rows = move || model.with_offer(|offer| figures(offer, voice)).unwrap_or_default();
    view! { <FactsList rows=Signal::derive(rows) in_grid=true /> }
}

fn figures(offer: &ProductQuote, voice: Voice) -> Vec<FactRow> {
    let language = voice.language();
    let amount = |money| format::exact(money, language);
    let schedule = &offer.schedule;
    let first = schedule.instalments.first();
    let (first_due, payment) =
        first.map(|first| (date_text::format(first.due_date), first.total)).unwrap_or_default();
    let mut rows = vec![
        FactRow::new(voice.say(plan::FIRST_PAYMENT), amount(payment)),
        FactRow::new(voice.say(plan::TOTAL_INTEREST), amount(schedule.total_interest())),
        FactRow::new(voice.say(plan::TOTAL_FEES), amount(schedule.total_fees())),
        FactRow::new(voice.say(plan::TOTAL_PAYMENT), amount(schedule.total_payment())),
        FactRow::new(voice.say(plan::FIRST_DUE), first_due),
        FactRow::new(voice.say(plan::LAST_DUE), date_text::format(schedule.maturity())),
        FactRow::new(voice.say(terms::ALL_IN_SIMPLE), format::percent(offer.annualised_simple)),
    ];
    if schedule.is_provisional()
        && let Some(last) = rows.get_mut(5)
    {
        voice.say(plan::PROVISIONAL).clone_into(&mut last.note);
    }
    rows
}
