//! A product's own screen: what it is, what it comes to, how it decides, and applying for it.

use std::sync::Arc;

use leptos::prelude::*;
use shared::catalogue::{Announced, Catalogue, Product};

use super::{
    guide::guide_card,
    score::score_card,
    trial::Trial,
    try_card::{known_card, need_card, try_card},
    uplift::uplift_card,
};
use crate::{
    advice::advice_card,
    components::{ButtonKind, Tone, badge, button, card, link_button},
    dom::{El, View, all, el, live, live_when, nothing},
    format,
    frame::{notices, page, screen},
    language::Voice,
    later::eventually,
    navigation::{self, Navigator},
    not_found::not_found_screen,
    quote::{answer, basis, ceilings_card, model::Outcome, repaying_card, spoken},
    routes::{Place, Reference},
    shelf::Shelf,
    text::{plan, product as words, products, quote, terms},
    wish,
};

/// The product `reference`, or what is known of one that is only announced.
pub fn product_screen(reference: Reference) -> View {
    let shelf = Shelf::expect();
    shelf.screen(move |catalogue| {
        let id = reference.as_str();
        if let Some(product) = catalogue.product(id) {
            return opened(&catalogue, product);
        }
        let announced = catalogue.document().announced.iter().find(|product| product.id == id);
        announced.map_or_else(not_found_screen, coming)
    })
}

fn opened(catalogue: &Arc<Catalogue>, product: &Product) -> View {
    let on = untrack(|| Shelf::expect().today());
    let trial = Trial::of(catalogue, product, on);
    let inputs = el("form")
        .class("stack")
        .flag("novalidate", true)
        .on("submit", |event| event.prevent_default())
        .with(need_card(trial, product))
        .with(try_card(trial))
        .with(known_card(trial));
    let part = |card: fn(Trial) -> View| eventually(Box::new(move || card(trial)));
    let guide = {
        let (catalogue, product) = (Arc::clone(catalogue), product.clone());
        // Last, for what comes before it would push it down.
        eventually(Box::new(move || guide_card(&catalogue, &product, on)))
    };
    let results = el("div")
        .class("stack")
        .set("data-gap", "large")
        .with(refusal_card(trial, product))
        .with(part(score_card))
        .with(part(uplift_card))
        .with(part(|trial| repaying_card(trial.quote)))
        .with(part(|trial| ceilings_card(trial.quote)))
        .with(part(what_helps))
        .with(part(what_it_rests_on))
        .with(guide);
    let main = screen()
        .set("data-width", "wide")
        .with(answer(trial.quote))
        // The visit keeps the answers itself.
        .with(spoken(trial.quote, |_| ()))
        .with(notices())
        .with(el("div").class("page__columns").with(inputs).with(results))
        .with(apply_bar(trial));
    all([headline(product), main.into()])
}

/// Name and sentence on the band above the answer, with what kind of loan it is.
fn headline(product: &Product) -> View {
    let voice = Voice::expect();
    let (name, summary) = (product.name.clone(), product.summary.clone());
    let facts = [terms::of_security(product.security), words::of_facility(product.facility.kind)];
    let marks =
        facts.into_iter().chain(product.segments.iter().map(|kind| terms::of_segment(*kind)));
    let marks = marks.map(|mark| el("span").class("hero__mark").say(mark)).collect::<Vec<_>>();
    let title = el("h1").class("hero__title").set("id", "hero").set("tabindex", "-1");
    el("section")
        .class("hero")
        .set("aria-labelledby", "hero")
        .with(title.words(move || name.text(voice.language()).to_owned()))
        .with(el("p").class("hero__lead").words(move || summary.text(voice.language()).to_owned()))
        .with(el("p").class("hero__marks").with(marks))
        .into()
}

/// Why the product is not for this business now; nothing while it is, or while nobody knows.
fn refusal_card(trial: Trial, product: &Product) -> View {
    let (voice, others) = (Voice::expect(), product.id.clone());
    live(move || {
        let reasons = trial.quote.with_quote(|answer, _| {
            let refused = answer.unavailable.iter().find(|refused| refused.product_id == others);
            refused.map(|refused| refused.reasons.clone())
        });
        let Some(reasons) = reasons.flatten() else { return nothing() };
        let line = |reason: shared::decision::Reason| {
            let text = reason.text.text(voice.language()).to_owned();
            el("li").class("list__item").with(el("span").class("list__main").text(&text))
        };
        let lines: Vec<El> = reasons.into_iter().map(line).collect();
        card(products::NOT_NOW, badge(Tone::Warn, words::AS_STATED))
            .with(el("ul").class("list").with(lines))
            .into()
    })
}

/// What would change the answer, from what was stated.
fn what_helps(trial: Trial) -> View {
    let (voice, found) = (Voice::expect(), trial.advice());
    live(move || {
        let found = found.read();
        found.as_ref().map(|found| advice_card(found, voice.language())).into()
    })
}

/// The day of the rates and what is still to be verified; nothing while there is no quote.
fn what_it_rests_on(trial: Trial) -> View {
    live_when(move || trial.quote.with_offer(|_| ()).is_some(), move || basis(trial.quote))
}

/// First payment and the way to apply, whatever the quote says: the decision rests on verified facts.
fn apply_bar(trial: Trial) -> El {
    let (voice, navigator) = (Voice::expect(), Navigator::expect());
    let id = trial.product.with_value(|product| product.id.clone());
    let facts = move || match &*trial.quote.outcome.read() {
        Outcome::Unanswered(_) => voice.say(words::DECIDED_ON_VERIFIED).to_owned(),
        Outcome::Quoted(answer, _) => match answer.offers.first() {
            None => voice.say(words::LIKELY_REFUSED).to_owned(),
            Some(offer) => {
                let first = offer.schedule.instalments.first().map(|first| first.total);
                let first = first.unwrap_or_default();
                [voice.say(plan::FIRST_PAYMENT), " ", &format::exact(first, voice.language())]
                    .concat()
            }
        },
    };
    let apply = move || {
        if trial.quote.draft.with_untracked(|draft| draft.wanted().is_err()) {
            navigation::focus("wanted");
            return;
        }
        trial.keep_for_application();
        wish::remember(&id);
        navigator.go(Place::Apply);
    };
    let apply = button(quote::APPLY, ButtonKind::Primary, Signal::stored(false), apply);
    let facts = el("p").class("bar__facts").words(facts);
    el("div").class("bar").with(facts).with(apply)
}

/// A product of which nothing is known but that it will come.
fn coming(announced: &Announced) -> View {
    let voice = Voice::expect();
    let (name, summary) = (announced.name.clone(), announced.summary.clone());
    let back = link_button(products::TO_PRODUCTS, ButtonKind::Secondary, &Place::Products.href());
    page(
        move || name.text(voice.language()).to_owned(),
        move || summary.text(voice.language()).to_owned(),
    )
    .with(el("p").with(badge(Tone::Info, products::NOT_OPEN)))
    .with(el("p").with(back))
    .into()
}
