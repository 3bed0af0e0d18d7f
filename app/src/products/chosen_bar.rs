//! What is chosen to be compared, always in reach while looking around.

use std::sync::Arc;

use leptos::prelude::*;
use shared::catalogue::Catalogue;

use super::Visit;
use crate::{
    components::{ButtonKind, link_button},
    dom::{View, el, live, live_when, nothing},
    language::Voice,
    routes::Place,
    text::products,
};

/// The names chosen and the way to the comparison; nothing while nothing is chosen.
pub(super) fn chosen_bar(visit: Visit, catalogue: &Arc<Catalogue>) -> View {
    let catalogue = Arc::clone(catalogue);
    let bar = move || {
        let voice = Voice::expect();
        let catalogue = Arc::clone(&catalogue);
        let names = move || {
            let (language, chosen) = (voice.language(), visit.chosen.read());
            let found = chosen.products().filter_map(|id| catalogue.product(id));
            let names = found.map(|product| product.name.text(language)).collect::<Vec<_>>();
            let names = names.join(language.pick("、", ", "));
            if chosen.count() < 2 { products::one_more(&names, language) } else { names }
        };
        let compare = live(move || {
            let chosen = visit.chosen.get();
            if chosen.count() < 2 {
                return nothing();
            }
            link_button(products::COMPARE, ButtonKind::Primary, &Place::Compare(chosen).href())
        });
        let facts = el("p").class("bar__facts").set("role", "status").words(names);
        el("div").class("bar").with(facts).with(compare).into()
    };
    live_when(move || visit.chosen.read().count() > 0, bar)
}
