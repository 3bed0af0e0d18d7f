//! The answer, always in sight: how much, and at what price, in the same size.

use leptos::prelude::*;
use shared::{money::Money, rate::AnnualRate};

use super::model::{Outcome, QuoteModel};
use crate::{
    format,
    language::{Voice, say},
    text::{Message, quote, terms},
};

/// The slab with limit and all-in price.
#[component]
pub fn Answer(
    /// The quote.
    model: QuoteModel,
) -> impl IntoView {
    let voice = Voice::expect();
    let limit = move || {
        let limit = model.with_offer(|offer| offer.limit).unwrap_or(Money::ZERO);
        let (number, unit) = format::spoken_parts(limit, voice.language());
        view! { {number}<span class="answer__unit">{unit}</span> }
    };
    let rate = move |of: fn(&shared::quote::ProductQuote) -> AnnualRate| {
        move || model.with_offer(|offer| format::percent(of(offer))).unwrap_or_else(|| "—".into())
    };
    let per_day = move || {
        let cost = model.with_offer(|offer| offer.cost_of_10000_per_day).unwrap_or(Money::ZERO);
        format::exact(cost, voice.language())
    };
    let note = move || {
        let why: Option<Message> = match &*model.outcome.read() {
            Outcome::Unanswered(why) => Some(why),
            Outcome::Quoted(quote, _) => quote.body.offers.is_empty().then_some(quote::NOTHING),
        };
        why.map(|why| view! { <p class="answer__note">{voice.say(why)}</p> })
    };
    view! {
        <section class="answer" data-sticky="" aria-labelledby="answer-title">
            <h2 class="visually-hidden" id="answer-title">{say(quote::RESULT)}</h2>
            <div class="answer__body">
                <div class="answer__lead">
                    <p>
                        <span class="answer__label">{say(quote::ESTIMATED_LIMIT)}</span>
                        <strong class="answer__figure" id="limit">{limit}</strong>
                    </p>
                    <p>
                        <span class="answer__label">{say(terms::ALL_IN_IRR)}</span>
                        <strong class="answer__figure">{rate(|offer| offer.annualised_irr)}</strong>
                    </p>
                </div>
                <p class="answer__more">
                    <span>
                        {say(terms::ANNUAL_RATE)} " "
                        <strong>{rate(|offer| offer.price.annual_rate)}</strong>
                    </span>
                    <span>
                        {say(terms::COST_OF_10000_PER_DAY)} " " <strong>{per_day}</strong>
                    </span>
                </p>
            </div>
            {note}
        </section>
    }
}
