//! The answer, always in sight: how much, and at what price, in the same size.

use shared::{quote::ProductQuote, rate::AnnualRate};

use super::model::{Outcome, QuoteModel};
use crate::{
    dom::{El, View, el, live, nothing},
    format,
    language::Voice,
    text::{Message, quote, terms},
};

/// Stands where there is no figure.
const NO_FIGURE: &str = "—";

/// The slab with limit and all-in price, or why there is none.
pub fn answer(model: QuoteModel) -> View {
    let voice = Voice::expect();
    let parts = move || {
        let limit = model.with_offer(|offer| format::spoken_parts(offer.limit, voice.language()));
        limit.unwrap_or_else(|| (NO_FIGURE.to_owned(), ""))
    };
    let unit = el("span").class("answer__unit").words(move || parts().1.to_owned());
    let limit = figure(quote::ESTIMATED_LIMIT).with(
        el("strong").class("answer__figure").set("id", "limit").words(move || parts().0).with(unit),
    );
    let rate = move |of: fn(&ProductQuote) -> AnnualRate| {
        move || {
            let rate = model.with_offer(|offer| format::percent(of(offer)));
            rate.unwrap_or_else(|| NO_FIGURE.to_owned())
        }
    };
    let all_in = figure(terms::ALL_IN_IRR)
        .with(el("strong").class("answer__figure").words(rate(|offer| offer.annualised_irr)));
    let per_day = move || {
        let cost = model.with_offer(|offer| offer.cost_of_10000_per_day);
        cost.map_or_else(|| NO_FIGURE.to_owned(), |cost| format::exact(cost, voice.language()))
    };
    let more = el("p")
        .class("answer__more")
        .with(named(terms::ANNUAL_RATE).with(el("strong").words(rate(|o| o.price.annual_rate))))
        .with(named(terms::COST_OF_10000_PER_DAY).with(el("strong").words(per_day)));
    let why = move || match &*leptos::prelude::Read::read(&model.outcome) {
        Outcome::Unanswered(why) => Some(*why),
        Outcome::Quoted(quote, _) => quote.offers.is_empty().then_some(model.refused),
    };
    let note = live(move || {
        why().map_or_else(nothing, |why| el("p").class("answer__note").say(why).into())
    });
    let lead = el("div").class("answer__lead").with(limit).with(all_in);
    el("section")
        .class("answer")
        .flag("data-sticky", true)
        .set("aria-labelledby", "answer-title")
        .with(el("h2").class("visually-hidden").set("id", "answer-title").say(quote::RESULT))
        .with(el("div").class("answer__body").with(lead).with(more))
        .with(note)
        .into()
}

fn figure(label: Message) -> El {
    el("p").with(el("span").class("answer__label").say(label))
}

fn named(label: Message) -> El {
    el("span").say(label).text(" ")
}
