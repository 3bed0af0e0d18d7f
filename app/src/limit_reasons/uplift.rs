//! The limit without and with an uplift, and what is missing for it.

use shared::{facts::say_money, mortgage_uplift::UpliftShown};

use crate::{
    components::{FactRow, Tone, card, facts_list, notice},
    dom::{View, el, live, nothing},
    language::Voice,
    text::decision,
};

/// The card; nothing for a product without an uplift.
pub fn uplift_card(uplift: Option<UpliftShown>) -> View {
    let voice = Voice::expect();
    let Some(uplift) = uplift else { return nothing() };
    let (before, after) = (uplift.before, uplift.after);
    let has_it = uplift.wanting.is_empty();
    let rows = move || {
        let language = voice.language();
        vec![
            FactRow::new(voice.say(decision::UPLIFT_BEFORE), say_money(before, language)),
            FactRow::new(voice.say(decision::UPLIFT_AFTER), say_money(after, language)),
        ]
    };
    let outcome = live(move || {
        let language = voice.language();
        if has_it {
            return notice(Tone::Good).with(el("p").say(decision::UPLIFT_GIVEN)).into();
        }
        let wanting = uplift.wanting.iter().map(|wanted| el("li").text(&wanted.say(language)));
        notice(Tone::Info)
            .with(el("p").class("notice__title").say(decision::UPLIFT_WANTING))
            .with(el("ul").with(wanting.collect::<Vec<_>>()))
            .into()
    });
    card(decision::UPLIFT, nothing()).with(facts_list(rows)).with(outcome).into()
}
