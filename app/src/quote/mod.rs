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
mod unavailable;

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use shared::facts::say_money;

use self::{
    answer::Answer, apply_bar::ApplyBar, basis::Basis, business::BusinessCard,
    ceilings::CeilingsCard, improvement::ImprovementCard, model::QuoteModel, need::NeedCard,
    ranking::RankingCard, repaying::RepayingCard, unavailable::UnavailableCard,
};
use crate::{format, frame::Notices, language::Voice, rates::Rates, text::quote};

/// How long after the last change the result is read out and the draft kept.
const SETTLED: Duration = Duration::from_millis(600);

/// The quote screen.
#[component]
pub fn QuoteScreen() -> impl IntoView {
    let model = QuoteModel::new();
    Rates::expect().look_for_newer();
    view! {
        <main class="page" id="main" tabindex="-1" data-width="wide">
            <Answer model />
            <Spoken model />
            <Notices />
            <div class="page__columns">
                <form class="stack" novalidate on:submit=|event| event.prevent_default()>
                    <NeedCard model />
                    <BusinessCard model />
                </form>
                <div class="stack" data-gap="large">
                    <RankingCard model />
                    <RepayingCard model />
                    <CeilingsCard model />
                    <ImprovementCard model />
                    <UnavailableCard model />
                    <Basis model />
                </div>
            </div>
            <ApplyBar model />
        </main>
    }
}

/// Reads the result out, and keeps the draft, once it has stopped changing.
#[component]
fn Spoken(model: QuoteModel) -> impl IntoView {
    let voice = Voice::expect();
    let sentence = RwSignal::new(String::new());
    let pending: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let settle = move || {
        model::DRAFT.write(&*model.draft.read_untracked());
        let language = voice.language_now();
        let said = untrack(|| {
            model.with_offer(|offer| {
                let rate = format::percent(offer.annualised_irr);
                quote::spoken(&say_money(offer.limit, language), &rate, language)
            })
        });
        sentence.set(said.unwrap_or_else(|| quote::NOTHING.in_language(language).to_owned()));
    };
    Effect::new(move |before: Option<()>| {
        model.outcome.track();
        model.draft.track();
        if before.is_none() {
            return;
        }
        if let Some(handle) = pending.get_value() {
            handle.clear();
        }
        pending.set_value(set_timeout_with_handle(settle, SETTLED).ok());
    });
    on_cleanup(move || {
        if let Some(handle) = pending.try_get_value().flatten() {
            handle.clear();
            // Leaving at once must not lose the last keystrokes.
            model::DRAFT.write(&*model.draft.read_untracked());
        }
    });
    view! { <p class="visually-hidden" role="status">{move || sentence.get()}</p> }
}
