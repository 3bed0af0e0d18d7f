//! The supermarket: every product, narrowed by what is asked for, worked out for this need.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    catalogue::{Announced, Catalogue},
    facts::Metric,
    money::Money,
    ranking::{Ranking, Standing, Surveyed, survey},
};

use super::{
    Visit,
    chosen_bar::chosen_bar,
    entry::{announced_entry, entry},
    filter::Filter,
    filter_card::filter_card,
};
use crate::{
    components::{ButtonKind, button, note},
    dom::{El, View, all, el, live, live_when, words},
    frame::page,
    language::Voice,
    later::{Due, later},
    quote::draft::QuoteDraft,
    routes::Place,
    shelf::Shelf,
    text::{products, quote},
};

/// Every product of the bank.
pub fn market_screen() -> View {
    Shelf::expect().screen(|catalogue| market(&catalogue))
}

fn market(catalogue: &Arc<Catalogue>) -> View {
    let (voice, visit, shelf) = (Voice::expect(), Visit::expect(), Shelf::expect());
    let surveyed = {
        let catalogue = Arc::clone(catalogue);
        Memo::new(move |_| surveyed(&visit.draft.read(), shelf, visit, &catalogue))
    };
    let shown = later(surveyed, Due::Pause);
    let results = el("section")
        .class("stack")
        .set("aria-labelledby", "found")
        .with(found(visit, catalogue))
        .with(el("div").with(order(visit)).with(examples(visit)))
        .with(list(visit, shown, catalogue));
    let columns = el("div")
        .class("page__columns")
        .with(el("div").class("stack").with(filter_card(visit, catalogue)))
        .with(results);
    page(
        move || voice.say(products::TITLE).to_owned(),
        move || voice.say(products::LEAD).to_owned(),
    )
    .set("data-width", "wide")
    .with(columns)
    .with(chosen_bar(visit, catalogue))
    .into()
}

/// Every product for the need of `draft`; while there is no need, each without figures.
fn surveyed(
    draft: &QuoteDraft,
    shelf: Shelf,
    visit: Visit,
    catalogue: &Catalogue,
) -> Vec<Surveyed> {
    let ranking = if visit.recommendation.is_on() { Ranking::ByTotalCost } else { Ranking::Off };
    let told = draft.told_of(Metric::ALL);
    let request = draft.request_with(&told, shelf.today()).ok();
    let found = request.and_then(|request| survey(catalogue, &request, ranking).ok());
    found.unwrap_or_else(|| {
        let nothing_known = |product: &shared::catalogue::Product| Surveyed {
            product_id: product.id.clone(),
            standing: Standing::Unasked(Vec::new()),
            why: None,
        };
        catalogue.products().iter().map(nothing_known).collect()
    })
}

/// How many are listed, and the switch of the recommendation.
fn found(visit: Visit, catalogue: &Arc<Catalogue>) -> El {
    let voice = Voice::expect();
    let catalogue = Arc::clone(catalogue);
    let count = move || {
        let filter = visit.filter.read();
        let listed = catalogue.products().iter().filter(|product| filter.admits(product)).count();
        let announced = announced(&catalogue, &filter).count();
        products::found(listed + announced, voice.language())
    };
    let count = el("span").set("role", "status").words(count);
    el("div")
        .class("cluster")
        .flag("data-spread", true)
        .with(el("h2").class("card__title").set("id", "found").with(count))
        .with(visit.recommendation.switch())
}

/// What puts the products in this order, in one sentence.
fn order(visit: Visit) -> View {
    let voice = Voice::expect();
    note(words(move || {
        let is_on = visit.recommendation.is_on();
        voice.say(if is_on { products::BY_COST } else { products::AS_PUBLISHED }).to_owned()
    }))
}

/// Says so while figures rest on examples.
fn examples(visit: Visit) -> View {
    live_when(
        move || visit.draft.read().has_examples(),
        || {
            let quote = el("a").set("href", &Place::Quote.href()).say(products::OWN_FIGURES);
            note(all([products::ON_EXAMPLES.into(), " ".to_owned().into(), quote.into()]))
        },
    )
}

fn list(visit: Visit, shown: Memo<Vec<Surveyed>>, catalogue: &Arc<Catalogue>) -> View {
    let voice = Voice::expect();
    let catalogue = Arc::clone(catalogue);
    live(move || {
        let (filter, surveyed) = (visit.filter.read(), shown.read());
        let language = voice.language();
        let dearest = dearest(&surveyed);
        let mut items: Vec<El> = surveyed
            .iter()
            .enumerate()
            .filter_map(|(position, surveyed)| {
                let product = catalogue.product(&surveyed.product_id)?;
                let best = position == 0 && surveyed.why.is_some();
                filter.admits(product).then(|| {
                    let item = entry(visit, product, surveyed, dearest, language);
                    if best { best_of(item) } else { item }
                })
            })
            .collect();
        items.extend(announced(&catalogue, &filter).map(|one| announced_entry(one, language)));
        if items.is_empty() {
            return nothing_found(visit);
        }
        el("ul").class("rank").set("data-list", "market").with(items).into()
    })
}

/// The highest total cost of anything on offer: the full length of the bars.
fn dearest(surveyed: &[Surveyed]) -> Money {
    let cost = |surveyed: &Surveyed| match &surveyed.standing {
        Standing::Offered(offer) => Some(offer.total_cost),
        Standing::Unasked(_) | Standing::Unavailable(_) | Standing::OtherSegment => None,
    };
    surveyed.iter().filter_map(cost).max().unwrap_or_default()
}

fn best_of(item: El) -> El {
    item.flag("data-best", true).with(el("p").class("rank__best").say(quote::CHEAPEST))
}

fn announced<'a>(
    catalogue: &'a Catalogue,
    filter: &'a Filter,
) -> impl Iterator<Item = &'a Announced> {
    let announced = catalogue.document().announced.iter();
    announced.filter(|announced| filter.admits_announced(announced))
}

fn nothing_found(visit: Visit) -> View {
    let everything = move || {
        let segment = visit.filter.read_untracked().segment;
        visit.filter.set(Filter { segment, ..Filter::default() });
    };
    let again =
        button(products::EVERYTHING, ButtonKind::Secondary, Signal::stored(false), everything);
    el("div")
        .class("empty")
        .with(el("p").class("empty__title").say(products::NOTHING_FOUND))
        .with(el("p").class("empty__actions").with(again))
        .into()
}
