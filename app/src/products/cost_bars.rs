//! What each product costs in all, as bars: the picture people look at first.

use shared::language::Language;

use super::compare::Side;
use crate::{
    components::card,
    dom::{El, View, el, nothing},
    format,
    text::quote,
};

/// A bar for each product; the dearest fills the width.
pub(super) fn cost_bars(sides: &[Side<'_>], language: Language) -> View {
    let costs = sides.iter().map(|side| side.offer.total_cost);
    let dearest = costs.max().unwrap_or_default().fen().max(1).to_string();
    let item = |side: &Side<'_>| {
        let row = el("p")
            .class("caps__row")
            .with(el("span").class("caps__name").text(side.product.name.text(language)))
            .with(
                el("strong")
                    .class("caps__value")
                    .text(&format::exact(side.offer.total_cost, language)),
            );
        let bar = el("progress")
            .class("caps__bar")
            .set("data-series", "cost")
            .set("max", &dearest)
            .set("value", &side.offer.total_cost.fen().max(0).to_string())
            .set("aria-hidden", "true");
        el("li").class("caps__item").with(row).with(bar)
    };
    let items: Vec<El> = sides.iter().map(item).collect();
    card(quote::TOTAL_COST, nothing()).with(el("ul").class("caps").with(items)).into()
}
