//! Products that are not for this business now, and what would change that.

use shared::quote::Unavailable;

use super::{improvement, model::QuoteModel};
use crate::{
    components::card,
    dom::{El, View, el, live, nothing},
    language::Voice,
    text::quote,
};

/// Reasons and ways out; nothing when every product is available.
pub(super) fn unavailable_card(model: QuoteModel) -> View {
    let voice = Voice::expect();
    live(move || {
        let products = model.with_quote(|answer, _| {
            let one = |unavailable| product(model, unavailable, voice);
            answer.unavailable.iter().map(one).collect::<Vec<_>>()
        });
        match products {
            Some(products) if !products.is_empty() => {
                card(quote::NOT_NOW, nothing()).with(products).into()
            }
            _ => nothing(),
        }
    })
}

fn product(model: QuoteModel, unavailable: &Unavailable, voice: Voice) -> El {
    let language = voice.language();
    let id = &unavailable.product_id;
    let name = model.with_product(id, |product| product.name.text(language).to_owned());
    let mut main = el("span").class("list__main").with(el("span").class("list__title").with(name));
    for reason in &unavailable.reasons {
        main = main.with(el("span").class("list__note").text(reason.text.text(language)));
    }
    el("ul")
        .class("list")
        .with(el("li").class("list__item").with(main))
        .with(improvement::rows(&unavailable.improvements, language))
}
