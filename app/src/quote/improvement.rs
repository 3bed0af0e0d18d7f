//! What would raise the limit: found by the engine, and confirmed by running it again.

use leptos::prelude::*;
use shared::{facts::say_money, improvement::Improvement, language::Language};

use super::model::QuoteModel;
use crate::{
    language::{Voice, say},
    text::quote,
};

/// Advice about the product looked at; nothing when the limit already suffices.
#[component]
pub fn ImprovementCard(
    /// The quote.
    model: QuoteModel,
) -> impl IntoView {
    let voice = Voice::expect();
    move || {
        let language = voice.language();
        let rows = model.with_offer(|offer| rows(&offer.improvements, language))?;
        (!rows.is_empty()).then(|| {
            view! {
                <section class="card">
                    <div class="card__head">
                        <h2 class="card__title">{say(quote::MORE)}</h2>
                    </div>
                    <ul class="list">{rows}</ul>
                </section>
            }
        })
    }
}

/// One line per improvement: what to reach, where it stands, the limit then.
pub fn rows(improvements: &[Improvement], language: Language) -> Vec<impl IntoView + use<>> {
    let said = |improvement: &Improvement, text: &str| {
        let unit = improvement.metric.unit();
        unit.parse(text).map_or_else(|_| text.to_owned(), |value| unit.say(value, language))
    };
    let row = |improvement: &Improvement| {
        let goal = said(improvement, &improvement.to);
        let now = said(improvement, &improvement.from);
        view! {
            <li class="list__item">
                <span class="list__main">
                    <span class="list__title">
                        {quote::reach(improvement.metric.label(language), &goal, language)}
                    </span>
                    <span class="list__note">{quote::now_at(&now, language)}</span>
                </span>
                <span class="list__value" data-tone="good">
                    {say_money(improvement.limit, language)}
                </span>
            </li>
        }
    };
    improvements.iter().map(row).collect()
}
