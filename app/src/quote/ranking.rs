//! Up to three products for this need, the cheapest first.

use leptos::prelude::*;
use shared::{facts::say_money, money::Money, quote::ProductQuote};

use super::model::QuoteModel;
use crate::{
    format,
    language::{Voice, say},
    text::{quote, terms},
};

/// The comparison; choosing a product makes the rest of the screen follow it.
#[component]
pub fn RankingCard(
    /// The quote.
    model: QuoteModel,
) -> impl IntoView {
    let voice = Voice::expect();
    let need = move || {
        model.with_quote(|_, request| {
            let language = voice.language();
            let term = format::months(request.need.term_months, language);
            quote::need(&say_money(request.need.amount, language), &term, language)
        })
    };
    let items = move || {
        model.with_quote(|answer, _| {
            let offers = &answer.body.offers;
            let dearest = offers.iter().map(|offer| offer.total_cost).max().unwrap_or(Money::ZERO);
            let item = |(position, offer)| item(model, offer, position == 0, dearest);
            offers.iter().enumerate().map(item).collect::<Vec<_>>()
        })
    };
    view! {
        <section class="card">
            <div class="card__head">
                <h2 class="card__title">{say(quote::CHEAPEST_TITLE)}</h2>
                <p class="card__note">{need}</p>
            </div>
            <ol class="rank">{items}</ol>
        </section>
    }
}

fn item(model: QuoteModel, offer: &ProductQuote, best: bool, dearest: Money) -> impl IntoView + use<> {
    let voice = Voice::expect();
    let language = voice.language();
    let id = offer.product_id.clone();
    let name = model.with_product(&id, |product| product.name.text(language).to_owned());
    let looked_at = {
        let id = id.clone();
        move || model.with_offer(|offer| offer.product_id == id).unwrap_or(false)
    };
    let pressed = {
        let looked_at = looked_at.clone();
        move || if looked_at() { "true" } else { "false" }
    };
    let choose = move || voice.say(if looked_at() { quote::CHOSEN } else { quote::CHOOSE });
    let fact = |label, value: String| view! { <span>{[voice.say(label), " ", &value].concat()}</span> };
    view! {
        <li class="rank__item" data-best=best.then_some("")>
            <div class="rank__head">
                <h3 class="rank__name">{name}</h3>
                {best.then(|| view! { <p class="rank__best">{say(quote::CHEAPEST)}</p> })}
                <p class="rank__cost">
                    <small>{say(quote::TOTAL_COST)}</small> " "
                    {format::exact(offer.total_cost, language)}
                </p>
            </div>
            <progress
                class="rank__bar"
                max=dearest.fen().max(1).to_string()
                value=offer.total_cost.fen().to_string()
                aria-hidden="true"
            ></progress>
            <p class="rank__facts">
                {fact(quote::CAN_BORROW, say_money(offer.limit, language))}
                {fact(terms::ANNUAL_RATE, format::percent(offer.price.annual_rate))}
                {fact(terms::ALL_IN_IRR, format::percent(offer.annualised_irr))}
                <span>{format::method(offer.method, language)}</span>
            </p>
            <button
                class="button"
                data-kind="chip"
                type="button"
                aria-pressed=pressed
                on:click=move |_| model.chosen.set(Some(id.clone()))
            >
                {choose}
            </button>
        </li>
    }
}
