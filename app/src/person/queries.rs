//! The query log: who was asked what about me, when, under which authorisation, and how it went.

use shared::api::{GetQueryLog, LoggedQuery, QueryLog, QueryOutcome};

use crate::{
    api::ApiClient,
    components::{FactRow, Tone, badge, facts_list, note},
    dom::{View, el},
    format,
    frame::page,
    language::Voice,
    remote::Remote,
    text::{person, terms, title},
};

/// The screen of every question asked about somebody.
pub fn query_log_screen() -> View {
    let api = ApiClient::expect();
    let asked = Remote::new(move || async move { api.get::<GetQueryLog>(&[]).await });
    asked.screen(|answer| log(&answer))
}

fn log(log: &QueryLog) -> View {
    let voice = Voice::expect();
    let page = page(
        move || voice.say(title::QUERY_LOG).to_owned(),
        move || voice.say(person::QUERY_LOG_LEAD).to_owned(),
    );
    if log.queries.is_empty() {
        return page.with(note(person::NO_QUERIES)).into();
    }
    page.with(log.queries.iter().map(query).collect::<Vec<_>>()).into()
}

fn query(query: &LoggedQuery) -> View {
    let voice = Voice::expect();
    let tone = match query.outcome {
        QueryOutcome::Answered => Tone::Good,
        QueryOutcome::Failed => Tone::Warn,
        QueryOutcome::Waiting => Tone::Info,
    };
    let head = el("div")
        .class("card__head")
        .with(el("h2").class("card__title").text(&format::instant(query.asked_at)))
        .with(badge(tone, person::of_outcome(query.outcome)));
    let simulated = query.simulated.then(|| note(person::SIMULATED));
    let (source, kind) = (query.source, query.kind);
    let rows = facts_list(move || {
        let language = voice.language();
        vec![
            FactRow::new(voice.say(person::ASKED), voice.say(terms::of_source(source))),
            FactRow::new(voice.say(person::UNDER), kind.title(language)),
        ]
    });
    el("section").class("card").with(head).with(rows).with(simulated).into()
}
