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
pub mod question;
mod ranking;
mod repaying;
mod spoken;
mod unavailable;

use self::model::QuoteModel;
use crate::{
    dom::{View, el},
    frame::{notices, screen},
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
    let results = el("div")
        .class("stack")
        .set("data-gap", "large")
        .with(ranking::ranking_card(model))
        .with(repaying::repaying_card(model))
        .with(ceilings::ceilings_card(model))
        .with(improvement::improvement_card(model))
        .with(unavailable::unavailable_card(model))
        .with(basis::basis(model));
    screen()
        .set("data-width", "wide")
        .with(answer::answer(model))
        .with(spoken::spoken(model))
        .with(notices())
        .with(el("div").class("page__columns").with(inputs).with(results))
        .with(apply_bar::apply_bar(model))
        .into()
}
