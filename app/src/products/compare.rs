//! Up to three products side by side, for the same need.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    catalogue::{Catalogue, Product},
    facts::Metric,
    language::Language,
    quote::ProductQuote,
    ranking::{Ranking, Standing, Surveyed, survey},
};

use super::{
    Visit, balance_plot::balance_chart, compare_table::compare_table, cost_bars::cost_bars,
    need::need_fold,
};
use crate::{
    components::{ButtonKind, card, link_button},
    dom::{El, View, all, el, live, nothing},
    frame::page,
    language::Voice,
    later::{Due, later},
    routes::{Place, Reference},
    selection::Selection,
    shelf::Shelf,
    text::products,
};

/// One product of the comparison that has figures.
pub(super) struct Side<'a> {
    /// The product.
    pub(super) product: &'a Product,
    /// What it comes to.
    pub(super) offer: &'a ProductQuote,
}

/// The comparison of `chosen`, which is then also what the market shows as chosen.
pub fn compare_screen(chosen: &Selection) -> View {
    let visit = Visit::expect();
    if chosen.count() > 0 {
        visit.chosen.set(chosen.clone());
    }
    Shelf::expect().screen(move |catalogue| compare(visit, &catalogue))
}

fn compare(visit: Visit, catalogue: &Arc<Catalogue>) -> View {
    let (voice, shelf) = (Voice::expect(), Shelf::expect());
    let compared = {
        let catalogue = Arc::clone(catalogue);
        Memo::new(move |_| compared(visit, shelf, &catalogue))
    };
    let shown = later(compared, Due::Pause);
    let need = el("section").class("card").with(need_fold(visit.draft, catalogue));
    let catalogue = Arc::clone(catalogue);
    let results = live(move || {
        let (language, surveyed) = (voice.language(), shown.read());
        if surveyed.is_empty() {
            return nothing_chosen();
        }
        let sides: Vec<Side<'_>> =
            surveyed.iter().filter_map(|surveyed| side(&catalogue, surveyed)).collect();
        let figures = if sides.is_empty() {
            nothing()
        } else {
            all([
                cost_bars(&sides, language),
                compare_table(&sides, language),
                balance_chart(&sides, language),
            ])
        };
        all([figures, without_figures(&catalogue, &surveyed, language)])
    });
    page(
        move || voice.say(products::COMPARE_TITLE).to_owned(),
        move || voice.say(products::COMPARE_LEAD).to_owned(),
    )
    .set("data-width", "wide")
    .with(need)
    .with(el("div").class("stack").set("data-gap", "large").with(results))
    .into()
}

/// The chosen products as they stand: by total cost, or as published when nothing is recommended.
fn compared(visit: Visit, shelf: Shelf, catalogue: &Catalogue) -> Vec<Surveyed> {
    let (draft, chosen) = (visit.draft.read(), visit.chosen.read());
    let ranking = if visit.recommendation.is_on() { Ranking::ByTotalCost } else { Ranking::Off };
    let request = draft.request_with(&draft.told_of(Metric::ALL), shelf.today());
    let surveyed = request.ok().and_then(|request| survey(catalogue, &request, ranking).ok());
    let of_chosen = |surveyed: &Surveyed| chosen.has(&surveyed.product_id);
    surveyed.unwrap_or_default().into_iter().filter(of_chosen).collect()
}

fn side<'a>(catalogue: &'a Catalogue, surveyed: &'a Surveyed) -> Option<Side<'a>> {
    let Standing::Offered(offer) = &surveyed.standing else { return None };
    Some(Side { product: catalogue.product(&surveyed.product_id)?, offer })
}

/// The chosen products that cannot be compared, each with the reason and the way on.
fn without_figures(catalogue: &Catalogue, surveyed: &[Surveyed], language: Language) -> View {
    let row = |surveyed: &Surveyed| -> Option<El> {
        let product = catalogue.product(&surveyed.product_id)?;
        let why = match &surveyed.standing {
            Standing::Offered(_) => return None,
            Standing::Unasked(asks) => {
                let labels = asks.iter().map(|metric| metric.label(language));
                let list = labels.collect::<Vec<_>>().join(language.pick("、", ", "));
                products::still_to_know(&list, language)
            }
            Standing::Unavailable(refused) => {
                let reasons = refused.reasons.iter().map(|reason| reason.text.text(language));
                reasons.collect::<Vec<_>>().join(language.pick("", " "))
            }
            Standing::OtherSegment => products::OTHER_KIND.in_language(language).to_owned(),
        };
        let main = el("span")
            .class("list__main")
            .with(el("span").class("list__title").text(product.name.text(language)))
            .with(el("span").class("list__note").text(&why));
        let place = Reference::parse(&product.id).map(Place::Product)?;
        let link = el("a").class("list__item").set("href", &place.href());
        let more = el("span").class("list__value").say(products::OPEN);
        Some(el("li").with(link.with(main).with(more)))
    };
    let rows: Vec<El> = surveyed.iter().filter_map(row).collect();
    if rows.is_empty() {
        return nothing();
    }
    card(products::WITHOUT_FIGURES, nothing()).with(el("ul").class("list").with(rows)).into()
}

fn nothing_chosen() -> View {
    let back = link_button(products::TO_PRODUCTS, ButtonKind::Primary, &Place::Products.href());
    el("div")
        .class("empty")
        .with(el("p").class("empty__title").say(products::NOTHING_CHOSEN))
        .with(el("p").class("empty__actions").with(back))
        .into()
}
