//! What the business is like: the few facts a quote needs.

use leptos::prelude::*;
use shared::facts::Metric;

use super::model::QuoteModel;
use crate::{
    components::{card, note},
    dom::{View, all, live_when},
    question,
    text::quote,
};

/// One control per fact asked of the segment; those two kinds of borrower share stay as they are
/// when the person turns from one to the other.
pub(super) fn business_card(model: QuoteModel) -> View {
    let examples = live_when(move || model.draft.read().has_examples(), || note(quote::EXAMPLES));
    let ask = |metric: Metric| {
        let is_asked = move || question::asked_of(model.draft.read().segment).contains(&metric);
        live_when(is_asked, move || question::control(model.draft, metric))
    };
    card(quote::BUSINESS, examples).with(all(question::ASKED.map(ask))).into()
}
