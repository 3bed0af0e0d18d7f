//! Why the limit is what it is: every rule's ceiling, the lowest one marked.

use shared::{
    catalogue::Product,
    facts::say_money,
    money::Money,
    quote::{ProductQuote, QuoteRequest},
};

use super::model::QuoteModel;
use crate::{
    components::{Tone, badge, card, note},
    dom::{El, View, el, live, nothing},
    language::Voice,
    text::quote,
};

/// One rule's ceiling.
struct Ceiling {
    name: String,
    amount: Money,
    decides: bool,
}

/// The ceilings of the product looked at; nothing while no product fits.
pub fn ceilings_card(model: QuoteModel) -> View {
    let voice = Voice::expect();
    live(move || {
        let ceilings = model.with_quote(|_, request| {
            model.with_offer(|offer| {
                let of = |product: &Product| ceilings(product, offer, request, voice);
                model.with_product(&offer.product_id, of)
            })
        });
        let Some(ceilings) = ceilings.flatten().flatten() else { return nothing() };
        let highest = ceilings.iter().map(|ceiling| ceiling.amount.fen()).max().unwrap_or(1);
        let items = ceilings.into_iter().map(|ceiling| item(&ceiling, highest, voice));
        card(quote::WHY, nothing())
            .with(note(quote::WHY_NOTE))
            .with(el("ul").class("caps").with(items.collect::<Vec<_>>()))
            .into()
    })
}

fn item(ceiling: &Ceiling, highest: i64, voice: Voice) -> El {
    let row = el("p")
        .class("caps__row")
        .with(el("span").class("caps__name").text(&ceiling.name))
        .with(ceiling.decides.then(|| badge(Tone::Good, quote::DECIDES)))
        .with(el("span").class("caps__value").text(&say_money(ceiling.amount, voice.language())));
    let bar = el("progress")
        .class("caps__bar")
        .set("max", &highest.max(1).to_string())
        .set("value", &ceiling.amount.fen().max(0).to_string())
        .set("aria-hidden", "true");
    el("li").class("caps__item").flag("data-binding", ceiling.decides).with(row).with(bar)
}

/// Every candidate that can be computed, and the product's own maximum.
fn ceilings(
    product: &Product,
    offer: &ProductQuote,
    request: &QuoteRequest,
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
