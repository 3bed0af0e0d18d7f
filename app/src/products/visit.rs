//! What somebody asks for while they look around the products.

use leptos::prelude::*;

use super::filter::Filter;
use crate::{
    dom::follow, quote::draft::QuoteDraft, recommendation::Recommendation, selection::Selection,
};

/// Need, filter and choice, the same on every screen of the products; cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Visit {
    /// The need and the answers given so far: the quote's own draft, kept on the device with every
    /// change.
    pub draft: RwSignal<QuoteDraft>,
    /// What is listed.
    pub filter: RwSignal<Filter>,
    /// What is to be compared.
    pub chosen: RwSignal<Selection>,
    /// Whether the cheapest comes first.
    pub recommendation: Recommendation,
}

impl Visit {
    /// A visit that begins where the quote was left, provided to everything below the caller.
    pub fn provide() {
        let draft = QuoteDraft::remembered();
        let filter = Filter { segment: Some(draft.segment), ..Filter::default() };
        let visit = Self {
            draft: RwSignal::new(draft),
            filter: RwSignal::new(filter),
            chosen: RwSignal::new(Selection::default()),
            recommendation: Recommendation::remembered(),
        };
        provide_context(visit);
        let kept = StoredValue::new(visit.draft.get_untracked());
        follow(Box::new(move || {
            let draft = visit.draft.read();
            if kept.with_value(|kept| *kept != *draft) {
                draft.remember();
                kept.set_value(draft.clone());
            }
        }));
    }

    /// The visit of the surrounding app.
    pub fn expect() -> Self {
        expect_context()
    }
}
