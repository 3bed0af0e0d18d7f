//! The one thing to do with a quote: apply for the product looked at.

use leptos::prelude::*;

use super::model::QuoteModel;
use crate::{
    components::{ButtonKind, button},
    dom::{View, el, live_when},
    format,
    language::Voice,
    navigation::leave_for,
    question,
    routes::Place,
    text::{plan, quote},
    wish,
};

/// First payment and the button that starts an application; nothing while no product fits.
pub(super) fn apply_bar(model: QuoteModel) -> View {
    let voice = Voice::expect();
    let payment = move || {
        let first = model.with_offer(|offer| offer.schedule.instalments.first().map(|i| i.total));
        let first = first.flatten();
        first.map_or_else(String::new, |payment| format::exact(payment, voice.language()))
    };
    let start = move || {
        let mut draft = model.draft.get_untracked();
        draft.accept(question::asked_of(draft.segment));
        draft.remember();
        let product_id = untrack(|| model.with_offer(|offer| offer.product_id.clone()));
        if let Some(product_id) = product_id {
            wish::remember(&product_id);
            leave_for(&Place::Apply);
        }
    };
    let bar = move || {
        let facts = el("p")
            .class("bar__facts")
            .say(plan::FIRST_PAYMENT)
            .text(" ")
            .with(el("strong").class("bar__figure").words(payment));
        let apply = button(quote::APPLY, ButtonKind::Primary, Signal::stored(false), start);
        el("div").class("bar").with(facts).with(apply).into()
    };
    live_when(move || model.with_offer(|_| ()).is_some(), bar)
}
