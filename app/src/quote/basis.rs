//! What the quote rests on: the day of the rates, what is still to be verified, the
//! catalogue.

use shared::date_text;

use super::model::QuoteModel;
use crate::{
    components::{Tone, badge},
    dom::{View, el},
    format,
    language::Voice,
    text::{quote, terms},
};

/// The small print, in full.
pub fn basis(model: QuoteModel) -> View {
    let voice = Voice::expect();
    let rates = move || {
        let rates = model.with_offer(|offer| {
            let lpr = format::percent(offer.price.lpr);
            let price = quote::price(&lpr, offer.price.spread_bp, voice.language());
            let day = date_text::format(offer.price.lpr_published);
            [voice.say(quote::RATES_OF), " ", &day, " · ", &price].concat()
        });
        rates.unwrap_or_default()
    };
    let to_verify = move || {
        let sentence = model.with_offer(|offer| {
            let language = voice.language();
            let labels = offer.to_verify.iter().map(|metric| metric.label(language));
            let list = labels.collect::<Vec<_>>().join(language.pick("、", ", "));
            [voice.say(quote::TO_VERIFY), language.pick("：", ": "), &list].concat()
        });
        sentence.unwrap_or_default()
    };
    let catalogue = move || [voice.say(quote::CATALOGUE), " ", &model.catalogue_name()].concat();
    let line = el("p")
        .class("cluster section__note")
        .with(el("span").words(rates))
        .with(badge(Tone::Good, quote::OFFLINE_READY))
        .with(el("span").words(catalogue));
    el("div")
        .class("stack")
        .set("data-gap", "small")
        .with(el("p").class("section__note").words(to_verify))
        .with(line)
        .with(el("p").class("section__note").say(terms::SIMPLE_AND_IRR))
        .into()
}
