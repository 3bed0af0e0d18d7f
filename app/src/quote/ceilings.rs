//! Why the limit is what it is: every rule's ceiling, the lowest one marked.

use leptos::prelude::*;
use shared::{catalogue::Product, facts::say_money, money::Money, quote::ProductQuote};

use super::model::QuoteModel;
use crate::{
    language::{Voice, say},
    text::quote,
};

/// One rule's ceiling.
struct Ceiling {
    name: String,
    amount: Money,
    decides: bool,
}

/// The ceilings of the product looked at; nothing while no product fits.
#[component]
pub fn CeilingsCard(
    /// The quote.
    model: QuoteModel,
) -> impl IntoView {
    let voice = Voice::expect();
    move || {
        let ceilings = model.with_quote(|_, request| {
            model.with_offer(|offer| {
                let of = |product: &Product| ceilings(product, offer, request, voice);
                model.with_product(&offer.product_id, of)
            })
        });
        let ceilings = ceilings.flatten().flatten()?;
        let highest = ceilings.iter().map(|ceiling| ceiling.amount.fen()).max().unwrap_or(1);
        let items = ceilings.into_iter().map(|ceiling| item(ceiling, highest, voice));
        Some(view! {
            <section class="card">
                <div class="card__head">
                    <h2 class="card__title">{say(quote::WHY)}</h2>
                </div>
                <p class="card__note">{say(quote::WHY_NOTE)}</p>
                <ul class="caps">{items.collect::<Vec<_>>()}</ul>
            </section>
        })
    }
}

fn item(ceiling: Ceiling, highest: i64, voice: Voice) -> impl IntoView {
    let badge = ceiling.decides.then(|| {
        view! { <span class="badge" data-tone="good">{voice.say(quote::DECIDES)}</span> }
    });
    view! {
        <li class="caps__item" data-binding=ceiling.decides.then_some("")>
            <p class="caps__row">
                <span class="caps__name">{ceiling.name}</span>
                {badge}
                <span class="caps__value">{say_money(ceiling.amount, voice.language())}</span>
            </p>
            <progress
                class="caps__bar"
                max=highest.max(1).to_string()
                value=ceiling.amount.fen().max(0).to_string()
                aria-hidden="true"
            ></progress>
        </li>
    }
}

/// Every candidate that can be computed, and the product's own maximum.
fn ceilings(
    product: &Product,
    offer: &ProductQuote,
    request: &shared::quote::QuoteRequest,
    voice: Voice,
) -> Vec<Ceiling> {
    let decides = |id: &str| offer.binding.iter().any(|binding| binding.candidate == id);
    let candidates = product.limits.iter().filter_map(|candidate| {
        Some(Ceiling {
            name: candidate.label.text(voice.language()).to_owned(),
            amount: candidate.amount(&request.facts).ok()?,
            decides: decides(&candidate.id),
        })
    });
    let maximum = Ceiling {
        name: voice.say(quote::PRODUCT_MAXIMUM).to_owned(),
        amount: product.facility.maximum,
        decides: decides("maximum"),
    };
    candidates.chain([maximum]).collect()
}
