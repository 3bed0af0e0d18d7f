//! Who decided, on what, and every decision before: what stands under the verdict.

use leptos::prelude::*;
use shared::{
    api::{ApplicationView, DecisionVersions, DecisionView, GetDecisions},
    facts::{Datum, Facts, Metric, Source},
};

use crate::{
    api::ApiClient,
    components::{Tone, fold, note, notice},
    desk::version,
    disputes::{Chosen, Held, dispute_place},
    dom::{El, View, el, live, nothing},
    format,
    language::Voice,
    remote::{Fetched, Remote},
    text::{disputes, terms},
};

/// By when a person answers, and why the case goes before others.
pub(super) fn promise(application: &ApplicationView) -> View {
    let voice = Voice::expect();
    let Some(waiting) = application.waiting.clone() else { return nothing() };
    let time = format::instant(waiting.promised_by);
    let green = waiting.green;
    let lane = move || {
        let language = voice.language();
        let said: Vec<&str> = green.iter().map(|condition| condition.text(language)).collect();
        if said.is_empty() {
            return String::new();
        }
        let lane = voice.say(disputes::GREEN);
        [lane, language.pick("：", ": "), &said.join(language.pick("；", "; "))].concat()
    };
    el("div")
        .with(
            el("p")
                .class("verdict__text")
                .words(move || disputes::promised(&time, voice.language())),
        )
        .with(el("p").class("verdict__text").words(lane))
        .into()
}

/// The person who decided, where one did.
pub(super) fn decided_by(found: &DecisionView) -> View {
    let voice = Voice::expect();
    let Some(by) = found.by_person.clone() else { return nothing() };
    let line = move || {
        let (officer, time) = (&by.officer, format::instant(by.at));
        disputes::decided_by(&officer.name, &officer.number, &time, voice.language())
    };
    notice(Tone::Info)
        .with(el("p").class("notice__title").say(disputes::BY_PERSON))
        .with(el("p").words(line))
        .into()
}

/// The facts the decision rests on, each with a way to say that it is wrong.
pub(super) fn facts_card(facts: Facts) -> View {
    let content = move || {
        let chosen = Chosen::new(None);
        let of_others = |(_, datum): &(Metric, Datum)| datum.source != Source::Identity;
        let rows: Vec<El> = facts
            .iter()
            .filter(of_others)
            .map(|(metric, datum)| row(metric, datum, chosen))
            .collect();
        el("div").with(note(disputes::FACTS_LEAD)).with(el("ul").class("list").with(rows)).into()
    };
    el("section").class("card").with(fold(disputes::FACTS, content)).into()
}

fn row(metric: Metric, datum: Datum, chosen: Chosen) -> El {
    let voice = Voice::expect();
    let value = move || metric.unit().say(datum.value, voice.language());
    let day = shared::date_text::format(datum.as_of);
    let from = move || {
        let language = voice.language();
        let source = terms::of_source(datum.source).in_language(language);
        [source, language.pick("，", ", "), &day].concat()
    };
    let main = el("span")
        .class("list__main")
        .with(
            el("span")
                .class("list__title")
                .words(move || metric.label(voice.language()).to_owned()),
        )
        .with(el("span").class("list__note").words(from));
    let held = Held { metric, source: datum.source };
    el("li")
        .class("list__item")
        .with(main)
        .with(el("strong").class("list__value").words(value))
        .with(el("div").class("list__more").with(dispute_place(held, chosen)))
}

/// Every decision so far, fetched when somebody wants to read them; nothing while there is one.
pub(super) fn versions_card(application_id: &str, version: u32) -> View {
    if version < 2 {
        return nothing();
    }
    let id = application_id.to_owned();
    let content = move || {
        let (api, id) = (ApiClient::expect(), id.clone());
        let asked = Remote::new(move || {
            let id = id.clone();
            async move { api.get::<GetDecisions>(&[&id]).await }
        });
        live(move || match asked.fetched() {
            Fetched::Waiting => nothing(),
            Fetched::Here(found) => untrack(|| history(found)),
            Fetched::Failed(error) => {
                untrack(|| crate::failure::failed(error, move || asked.again()))
            }
        })
    };
    el("section").class("card").with(fold(disputes::VERSIONS, content)).into()
}

fn history(found: DecisionVersions) -> View {
    let voice = Voice::expect();
    let entries =
        move || found.versions.iter().map(|made| version(made, voice.language())).collect();
    crate::components::timeline(entries)
}
