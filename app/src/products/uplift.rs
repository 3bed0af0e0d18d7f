//! Lending more on the same property: the limit without and with it, and what is missing for it.

use shared::{facts::say_money, mortgage_uplift::UpliftShown};

use super::trial::Trial;
use crate::{
    components::{FactRow, Tone, badge, card, facts_grid, note},
    dom::{View, el, live, nothing},
    language::Voice,
    text::product as words,
};

/// Before and after; nothing for a product without an uplift, or before it can be quoted.
pub(super) fn uplift_card(trial: Trial) -> View {
    let voice = Voice::expect();
    live(move || trial.uplift().map_or_else(nothing, |shown| of(shown, voice)))
}

fn of(shown: UpliftShown, voice: Voice) -> View {
    let UpliftShown { before, after, wanting } = shown;
    let is_met = wanting.is_empty();
    let mark = if is_met {
        badge(Tone::Good, words::UPLIFT_GIVEN)
    } else {
        badge(Tone::Info, words::UPLIFT_POSSIBLE)
    };
    let figures = facts_grid(move || {
        let language = voice.language();
        vec![
            FactRow::new(voice.say(words::UPLIFT_BEFORE), say_money(before, language)),
            FactRow::new(voice.say(words::UPLIFT_AFTER), say_money(after, language)),
        ]
    });
    let missing = if is_met {
        nothing()
    } else {
        let language = voice.language();
        let said = wanting.iter().map(|condition| condition.say(language));
        let list = said.collect::<Vec<_>>().join(language.pick("；", "; "));
        note(words::uplift_wants(&list, language))
    };
    let card = card(words::UPLIFT, mark).with(figures);
    card.with(el("div").with(missing)).into()
}
