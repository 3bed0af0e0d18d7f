//! Up to three products for this need, the cheapest first, or all of them as published.

use shared::{facts::say_money, money::Money, quote::ProductQuote};

use super::model::QuoteModel;
use crate::{
    components::{card, note},
    dom::{El, View, el, live, words},
    format,
    language::Voice,
    routes::Place,
    text::{Message, quote, terms},
};

/// The comparison; choosing a product makes the rest of the screen follow it.
pub(super) fn ranking_card(model: QuoteModel) -> View {
    let voice = Voice::expect();
    let need = words(move || {
        let need = model.with_quote(|_, request| {
            let language = voice.language();
            let term = format::months(request.need.term_months, language);
            quote::need(&say_money(request.need.amount, language), &term, language)
        });
        need.unwrap_or_default()
    });
    let items = live(move || {
        model
            .with_quote(|answer, _| {
                let offers = &answer.offers;
                let dearest = offers.iter().map(|offer| offer.total_cost).max();
                let item = |(position, offer)| {
                    let best = position == 0 && model.recommendation.is_on();
                    item(model, offer, best, dearest.unwrap_or_default())
                };
                offers.iter().enumerate().map(item).collect::<Vec<_>>()
            })
            .into()
    });
    let others = el("a").class("button").set("data-kind", "quiet");
    let below = el("p")
        .class("cluster")
        .with(model.recommendation.switch())
        .with(others.set("href", &Place::Products.href()).say(quote::EVERY_PRODUCT));
    let list = el("ol").class("rank").with(items);
    card(quote::FOR_THIS_NEED, note(need)).with(list).with(below).into()
}

fn item(model: QuoteModel, offer: &ProductQuote, best: bool, dearest: Money) -> El {
    let voice = Voice::expect();
    let language = voice.language();
    let name =
        model.with_product(&offer.product_id, |product| product.name.text(language).to_owned());
    let fact =
        |label: Message, value: String| el("span").text(&[voice.say(label), " ", &value].concat());
    let cost = el("p")
        .class("rank__cost")
        .with(el("small").say(quote::TOTAL_COST))
        .text(&[" ", &format::exact(offer.total_cost, language)].concat());
    let head = el("div")
        .class("rank__head")
        .with(el("h3").class("rank__name").with(name))
        .with(best.then(|| el("p").class("rank__best").say(quote::CHEAPEST)))
        .with(cost);
    let bar = el("progress")
        .class("rank__bar")
        .set("max", &dearest.fen().max(1).to_string())
        .set("value", &offer.total_cost.fen().to_string())
        .set("aria-hidden", "true");
    let facts = el("p")
        .class("rank__facts")
        .with(fact(quote::CAN_BORROW, say_money(offer.limit, language)))
        .with(fact(terms::ANNUAL_RATE, format::percent(offer.price.annual_rate)))
        .with(fact(terms::ALL_IN_IRR, format::percent(offer.annualised_irr)))
        .with(el("span").text(format::method(offer.method, language)));
    el("li")
        .class("rank__item")
        .flag("data-best", best)
        .with(head)
        .with(bar)
        .with(facts)
        .with(choose(model, offer.product_id.clone()))
}

fn choose(model: QuoteModel, id: String) -> El {
    let voice = Voice::expect();
    let of_this = id.clone();
    let looked_at = leptos::prelude::Memo::new(move |_| {
        model.with_offer(|offer| offer.product_id == of_this).unwrap_or(false)
    });
    let looked_at = move || leptos::prelude::Get::get(&looked_at);
    el("button")
        .class("button")
        .set("data-kind", "chip")
        .set("type", "button")
        .pressed(looked_at)
        .on_click(move || leptos::prelude::Set::set(&model.chosen, Some(id.clone())))
        .words(move || {
            voice.say(if looked_at() { quote::CHOSEN } else { quote::CHOOSE }).to_owned()
        })
}
