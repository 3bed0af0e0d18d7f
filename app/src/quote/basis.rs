//! What the quote rests on: the day of the rates, what is still to be verified, its fingerprint.

use leptos::prelude::*;
use shared::date_text;

use super::model::QuoteModel;
use crate::{
    format,
    language::{Voice, say},
    text::{quote, terms},
};

/// The small print, in full.
#[component]
pub fn Basis(
    /// The quote.
    model: QuoteModel,
) -> impl IntoView {
    let voice = Voice::expect();
    let rates = move || {
        model.with_offer(|offer| {
            let lpr = format::percent(offer.price.lpr);
            let price = quote::price(&lpr, offer.price.spread_bp, voice.language());
            let day = date_text::format(offer.price.lpr_published);
            [voice.say(quote::RATES_OF), " ", &day, " · ", &price].concat()
        })
    };
    let to_verify = move || {
        model.with_offer(|offer| {
            let language = voice.language();
            let labels = offer.to_verify.iter().map(|metric| metric.label(language));
            let separator = language.pick("、", ", ");
            let list = labels.collect::<Vec<_>>().join(separator);
            [voice.say(quote::TO_VERIFY), language.pick("：", ": "), &list].concat()
        })
    };
    let fingerprint = move || {
        model.with_quote(|answer, _| {
            [voice.say(quote::FINGERPRINT), " ", &answer.digests.output.short()].concat()
        })
    };
    view! {
        <div class="stack" data-gap="small">
            <p class="section__note">{to_verify}</p>
            <p class="cluster section__note">
                <span>{rates}</span>
                <span class="badge" data-tone="good">{say(quote::OFFLINE_READY)}</span>
                <span>{fingerprint}</span>
            </p>
            <p class="section__note">{say(terms::SIMPLE_AND_IRR)}</p>
        </div>
    }
}
