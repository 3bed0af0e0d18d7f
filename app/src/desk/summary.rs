//! Promise, wish, applicant, and what the engine says.

use shared::{
    api::{DeskCaseView, EngineSays},
    facts::say_money,
};

use super::queue::section;
use crate::{
    components::{FactRow, Tone, badge, card, facts_list, note},
    dom::{View, el, live, nothing},
    format,
    language::Voice,
    text::desk,
};

/// What is promised, what is wanted, by whom, and how far the engine would go.
pub(super) fn summary_card(case: &DeskCaseView) -> View {
    let green = case.promise.is_green().then(|| badge(Tone::Good, desk::GREEN));
    let engine = match &case.engine {
        Some(engine) => engine_rows(engine),
        None => note(desk::NO_PRODUCT),
    };
    el("div")
        .class("stack")
        .with(card(desk::CASE, green).with(facts(case)))
        .with(card(desk::ENGINE, nothing()).with(engine))
        .with(reasons(case))
        .into()
}

fn facts(case: &DeskCaseView) -> View {
    let voice = Voice::expect();
    let (promise, need, applicant) =
        (case.promise.clone(), case.need.clone(), case.applicant.clone());
    facts_list(move || {
        let language = voice.language();
        let opened: Vec<String> =
            promise.green.iter().map(|condition| condition.say(language)).collect();
        let mut rows = vec![
            FactRow::new(voice.say(desk::PROMISE), format::instant(promise.due_at))
                .with_note(opened.join(language.pick("；", "; "))),
            FactRow::new(voice.say(desk::CAME), format::instant(promise.referred_at)),
            FactRow::new(voice.say(desk::WANTED), say_money(need.amount, language)),
        ];
        if let Some(identity) = &applicant.identity {
            rows.push(FactRow::new(voice.say(desk::WHO), &identity.person_name));
            rows.push(FactRow::new(voice.say(desk::ID), &identity.resident_id));
            if let Some(name) = &identity.business_name {
                rows.push(FactRow::new(voice.say(desk::BUSINESS), name));
            }
            if let Some(code) = &identity.uscc {
                rows.push(FactRow::new(voice.say(desk::CODE), code));
            }
        }
        rows.push(FactRow::new(voice.say(desk::MOBILE), &applicant.mobile));
        rows
    })
}

fn engine_rows(engine: &EngineSays) -> View {
    let voice = Voice::expect();
    let (limit, rate, missing) = (engine.limit, engine.annual_rate, engine.missing.clone());
    facts_list(move || {
        let language = voice.language();
        let mut rows = vec![
            FactRow::new(voice.say(desk::ENGINE_LIMIT), say_money(limit, language)),
            FactRow::new(voice.say(desk::ENGINE_RATE), format::percent(rate)),
        ];
        if !missing.is_empty() {
            let names: Vec<&str> = missing.iter().map(|metric| metric.label(language)).collect();
            let names = names.join(language.pick("、", ", "));
            rows.push(FactRow::new(voice.say(desk::MISSING), "").with_note(names));
        }
        rows
    })
}

/// Why a person is needed, and what does not fit.
fn reasons(case: &DeskCaseView) -> View {
    let voice = Voice::expect();
    let Some(engine) = case.engine.clone() else { return nothing() };
    let mut texts: Vec<_> = engine.reasons.into_iter().map(|reason| reason.text).collect();
    // What only was noted is not among the reasons.
    texts.extend(engine.findings.into_iter().filter(|found| !found.refers).map(|found| found.text));
    if texts.is_empty() {
        return nothing();
    }
    let lines = live(move || {
        let language = voice.language();
        let line = |text: &shared::language::Label| {
            let title = el("span").class("list__title").text(text.text(language));
            el("li").class("list__item").with(el("span").class("list__main").with(title))
        };
        texts.iter().map(line).collect::<Vec<_>>().into()
    });
    section(desk::WHY, Some(el("ul").class("list").with(lines).into()))
}
