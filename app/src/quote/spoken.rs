//! Reads the result out, and keeps the draft, once it has stopped changing.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use shared::facts::say_money;

use super::{draft::QuoteDraft, model::QuoteModel};
use crate::{
    dom::{View, el, follow},
    format,
    language::Voice,
    text::quote,
};

/// How long after the last change the result counts as settled.
const SETTLED: Duration = Duration::from_millis(600);

/// The result in a sentence, for screen readers only: while sliding it would be a torrent. The draft is
/// then handed to `keep`.
pub fn spoken(model: QuoteModel, keep: fn(&QuoteDraft)) -> View {
    let voice = Voice::expect();
    let sentence = RwSignal::new(String::new());
    let pending: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let settle = move || {
        model.draft.with_untracked(keep);
        let language = voice.language_now();
        let said = untrack(|| {
            model.with_offer(|offer| {
                let rate = format::percent(offer.annualised_irr);
                quote::spoken(&say_money(offer.limit, language), &rate, language)
            })
        });
        sentence.set(said.unwrap_or_else(|| model.refused.in_language(language).to_owned()));
    };
    let begun = StoredValue::new(false);
    follow(Box::new(move || {
        model.outcome.track();
        model.draft.track();
        if begun.try_update_value(|begun| std::mem::replace(begun, true)) == Some(false) {
            return;
        }
        if let Some(handle) = pending.get_value() {
            handle.clear();
        }
        pending.set_value(set_timeout_with_handle(settle, SETTLED).ok());
    }));
    on_cleanup(move || {
        if let Some(handle) = pending.try_get_value().flatten() {
            handle.clear();
        }
    });
    el("p").class("visually-hidden").set("role", "status").words(move || sentence.get()).into()
}
