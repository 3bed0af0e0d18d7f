//! What would raise the limit: found by the engine, and confirmed by running it again.

use shared::{facts::say_money, improvement::Improvement, language::Language};

use super::model::QuoteModel;
use crate::{
    components::card,
    dom::{El, View, el, live, nothing},
    language::Voice,
    text::quote,
};

/// Advice about the product looked at; nothing when the limit already suffices.
pub(super) fn improvement_card(model: QuoteModel) -> View {
    let voice = Voice::expect();
    live(move || {
        let language = voice.language();
        let rows = model.with_offer(|offer| rows(&offer.improvements, language));
        match rows {
            Some(rows) if !rows.is_empty() => {
                card(quote::MORE, nothing()).with(el("ul").class("list").with(rows)).into()
            }
            _ => nothing(),
        }
    })
}

/// One line per improvement: what to reach, where it stands, the limit then.
pub(super) fn rows(improvements: &[Improvement], language: Language) -> Vec<El> {
    let said = |improvement: &Improvement, text: &str| {
        let unit = improvement.metric.unit();
        unit.parse(text).map_or_else(|_| text.to_owned(), |value| unit.say(value, language))
    };
    let row = |improvement: &Improvement| {
        let label = improvement.metric.label(language);
        let goal = quote::reach(label, &said(improvement, &improvement.to), language);
        let now = quote::now_at(&said(improvement, &improvement.from), language);
        let limit = say_money(improvement.limit, language);
        let main = el("span")
            .class("list__main")
            .with(el("span").class("list__title").text(&goal))
            .with(el("span").class("list__note").text(&now));
        let value = el("span").class("list__value").set("data-tone", "good").text(&limit);
        el("li").class("list__item").with(main).with(value)
    };
    improvements.iter().map(row).collect()
}
