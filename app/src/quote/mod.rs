//! The quote: runs wholly on the phone, from the first visit and without a network.
//!
//! [`model`] holds what was typed and what it comes to; each card of the screen shows one part.

mod answer;
mod apply_bar;
mod basis;
mod business;
mod ceilings;
pub mod draft;
mod improvement;
pub mod model;
mod need;
mod ranking;
mod repaying;
mod spoken;
mod unavailable;

use leptos::prelude::provide_context;

pub use self::{
    answer::answer, basis::basis, ceilings::ceilings_card, need::amount, repaying::repaying_card,
    spoken::spoken,
};

use self::{draft::QuoteDraft, model::QuoteModel};
use crate::{
    dom::{View, el},
    frame::{notices, screen},
    language::Voice,
    later::eventually,
    rates::Rates,
};

/// The quote screen.
pub fn quote_screen() -> View {
    let model = QuoteModel::remembered();
    Rates::expect().look_for_newer();
    let inputs = el("form")
        .class("stack")
        .flag("novalidate", true)
        .on("submit", |event| event.prevent_default())
        .with(need::need_card(model))
        .with(business::business_card(model));
    let part = |card: fn(QuoteModel) -> View| {
        eventually(Box::new(move || {
            provide_context(Voice::expect().later());
            card(model.later())
        }))
    };
    let results = el("div")
        .class("stack")
        .set("data-gap", "large")
        .with(part(ranking::ranking_card))
        .with(part(repaying_card))
        .with(part(ceilings_card))
        .with(part(improvement::improvement_card))
        .with(part(unavailable::unavailable_card))
        .with(part(basis));
    screen()
        .set("data-width", "wide")
        .with(answer(model))
        .with(spoken(model, QuoteDraft::remember))
        .with(notices())
        .with(el("div").class("page__columns").with(inputs).with(results))
        .with(apply_bar::apply_bar(model))
        .into()
}
