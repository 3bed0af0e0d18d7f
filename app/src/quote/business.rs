//! What the business is like: the few facts a quote needs.

use leptos::prelude::*;

use super::model::QuoteModel;
use crate::{
    components::{card, note},
    dom::{View, live, live_when},
    question,
    text::quote,
};

/// One control per fact asked of the segment.
pub(super) fn business_card(model: QuoteModel) -> View {
    let segment = Memo::new(move |_| model.draft.read().segment);
    let examples = live_when(move || model.draft.read().has_examples(), || note(quote::EXAMPLES));
    let questions = live(move || {
        let asked = question::asked_of(segment.get());
        asked
            .iter()
            .map(|metric| question::control(model.draft, *metric))
            .collect::<Vec<_>>()
            .into()
    });
    card(quote::BUSINESS, examples).with(questions).into()
}
