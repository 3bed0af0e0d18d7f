//! Products that are not for this business now, and what would change that.

use leptos::prelude::*;
use shared::quote::Unavailable;

use super::{improvement, model::QuoteModel};
use crate::{
    language::{Voice, say},
    text::quote,
};

/// Reasons and ways out; nothing when every product is available.
#[component]
pub fn UnavailableCard(
    /// The quote.
    model: QuoteModel,
) -> impl IntoView {
    let voice = Voice::expect();
    move || {
        let products = model.with_quote(|answer, _| {
            let one = |unavailable| product(model, unavailable, voice);
            answer.body.unavailable.iter().map(one).collect::<Vec<_>>()
        })?;
        (!products.is_empty()).then(|| {
            view! {
                <section class="card">
                    <div class="card__head">
                        <h2 class="card__title">{say(quote::NOT_NOW)}</h2>
                    </div>
                    {products}
                </section>
            }
        })
    }
}

fn product(model: QuoteModel, unavailable: &Unavailable, voice: Voice) -> impl IntoView + use<> {
    let language = voice.language();
    let id = &unavailable.product_id;
    let name = model.with_product(id, |product| product.name.text(language).to_owned());
    let reason = |reason: &shared::decision::Reason| {
        let text = reason.text.text(language).to_owned();
        view! { <span class="list__note">{text}</span> }
    };
    let reasons = unavailable.reasons.iter().map(reason).collect::<Vec<_>>();
    let ways = improvement::rows(&unavailable.improvements, language);
    view! {
        <ul class="list">
            <li class="list__item">
                <span class="list__main">
                    <span class="list__title">{name}</span>
                    {reasons}
                </span>
            </li>
            {ways}
        </ul>
    }
}
