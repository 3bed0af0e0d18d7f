//! One product in the list: what it is, what it comes to for this need, or what is missing.

use leptos::prelude::{Read, Update};
use shared::{
    catalogue::{Announced, Product},
    facts::say_money,
    language::Language,
    money::Money,
    quote::ProductQuote,
    ranking::{Standing, Surveyed},
};

use super::Visit;
use crate::{
    components::{Tone, badge},
    dom::{El, View, all, el, nothing, words},
    format,
    language::Voice,
    routes::{Place, Reference},
    text::{Message, products, quote, terms},
};

/// How many reasons fit into a list; all of them stand on the product's own screen.
const REASONS: usize = 2;

/// A product of the catalogue.
pub(super) fn entry(
    visit: Visit,
    product: &Product,
    surveyed: &Surveyed,
    dearest: Money,
    language: Language,
) -> El {
    let reference = Reference::parse(&product.id);
    let href = reference.clone().map(|reference| Place::Product(reference).href());
    let name = el("a").set("href", &href.unwrap_or_default()).text(product.name.text(language));
    let head = el("div")
        .class("rank__head")
        .with(el("h3").class("rank__name").with(name))
        .with(el("span").class("badge").say(terms::of_security(product.security)))
        .with(state_badge(product, &surveyed.standing))
        .with(cost(&surveyed.standing, language));
    let actions = el("p")
        .class("cluster")
        .flag("data-spread", true)
        .with(open(product, language))
        .with(reference.map(|reference| compare_chip(visit, reference)));
    el("li")
        .class("rank__item")
        .set("data-state", state(&surveyed.standing))
        .with(head)
        .with(el("p").class("rank__note").text(product.summary.text(language)))
        .with(standing(surveyed, dearest, language))
        .with(actions)
}

const fn state(standing: &Standing) -> &'static str {
    match standing {
        Standing::Offered(_) => "offered",
        Standing::Unasked(_) => "unasked",
        Standing::Unavailable(_) | Standing::OtherSegment => "unfit",
    }
}

fn state_badge(product: &Product, standing: &Standing) -> View {
    match standing {
        Standing::Offered(_) => nothing(),
        Standing::Unasked(asks) if asks.is_empty() => nothing(),
        Standing::Unasked(_) => badge(Tone::Info, products::ANSWER_MORE),
        Standing::Unavailable(_) => badge(Tone::Warn, products::NOT_NOW),
        Standing::OtherSegment => {
            let kinds = product.segments.iter().map(|kind| terms::of_segment(*kind));
            all(kinds.map(|kind: Message| badge(Tone::Info, kind)))
        }
    }
}

fn cost(standing: &Standing, language: Language) -> View {
    let Standing::Offered(offer) = standing else { return nothing() };
    el("p")
        .class("rank__cost")
        .with(el("small").say(quote::TOTAL_COST))
        .text(&[" ", &format::exact(offer.total_cost, language)].concat())
        .into()
}

fn standing(surveyed: &Surveyed, dearest: Money, language: Language) -> View {
    match &surveyed.standing {
        Standing::Offered(offer) => {
            let why = surveyed
                .why
                .as_ref()
                .map(|why| el("p").class("rank__note").text(why.text(language)));
            all([offered(offer, dearest, language), why.into()])
        }
        Standing::Unasked(asks) if asks.is_empty() => nothing(),
        Standing::Unasked(asks) => {
            let labels = asks.iter().map(|metric| metric.label(language));
            let list = labels.collect::<Vec<_>>().join(language.pick("、", ", "));
            let sentence = products::still_to_know(&list, language);
            el("p").class("rank__note").text(&sentence).into()
        }
        Standing::Unavailable(refused) => {
            let reasons = refused.reasons.iter().take(REASONS);
            let line = |reason: &shared::decision::Reason| {
                el("p").class("rank__note").text(reason.text.text(language)).into()
            };
            all(reasons.map(line))
        }
        Standing::OtherSegment => nothing(),
    }
}

fn offered(offer: &ProductQuote, dearest: Money, language: Language) -> View {
    let fact = |label: Message, value: &str| {
        el("span").text(&[label.in_language(language), " ", value].concat())
    };
    let bar = el("progress")
        .class("rank__bar")
        .set("max", &dearest.fen().max(1).to_string())
        .set("value", &offer.total_cost.fen().to_string())
        .set("aria-hidden", "true");
    let facts = el("p")
        .class("rank__facts")
        .with(fact(quote::CAN_BORROW, &say_money(offer.limit, language)))
        .with(fact(terms::ANNUAL_RATE, &format::percent(offer.price.annual_rate)))
        .with(fact(terms::ALL_IN_IRR, &format::percent(offer.annualised_irr)))
        .with(
            el("span").text(
                &[
                    &format::months(offer.term_months, language),
                    language.pick("，", ", "),
                    format::method(offer.method, language),
                ]
                .concat(),
            ),
        );
    all([bar.into(), facts.into()])
}

/// Leads to the product's own screen; by its full name, for there is one in every entry.
fn open(product: &Product, language: Language) -> El {
    let words = products::GUIDE_AND_TRY.in_language(language);
    let place = Reference::parse(&product.id).map(Place::Product);
    el("a")
        .class("button")
        .set("data-kind", "quiet")
        .set("href", &place.map(|place| place.href()).unwrap_or_default())
        .set("aria-label", &[words, " ", product.name.text(language)].concat())
        .text(words)
}

/// Chooses the product for the comparison; when three are chosen, nothing more can be.
fn compare_chip(visit: Visit, reference: Reference) -> El {
    let (of_state, of_block, of_words) = (reference.clone(), reference.clone(), reference.clone());
    let is_chosen = move |reference: &Reference| visit.chosen.read().has(reference.as_str());
    el("button")
        .class("button")
        .set("data-kind", "chip")
        .set("type", "button")
        .pressed(move || is_chosen(&of_state))
        .state("aria-disabled", move || visit.chosen.read().is_full() && !is_chosen(&of_block))
        .on_click(move || visit.chosen.update(|chosen| chosen.toggle(&reference)))
        .with(chip_words(move || is_chosen(&of_words)))
}

fn chip_words(chosen: impl Fn() -> bool + 'static) -> View {
    let voice = Voice::expect();
    words(move || {
        let message = if chosen() { products::CHOSEN } else { products::CHOOSE };
        voice.say(message).to_owned()
    })
}

/// A product of which nothing is known but that it will come.
pub(super) fn announced_entry(announced: &Announced, language: Language) -> El {
    let place = Reference::parse(&announced.id).map(Place::Product);
    let name = el("a")
        .set("href", &place.map(|place| place.href()).unwrap_or_default())
        .text(announced.name.text(language));
    let head = el("div")
        .class("rank__head")
        .with(el("h3").class("rank__name").with(name))
        .with(badge(Tone::Info, products::NOT_OPEN));
    el("li")
        .class("rank__item")
        .set("data-state", "unfit")
        .with(head)
        .with(el("p").class("rank__note").text(announced.summary.text(language)))
}
