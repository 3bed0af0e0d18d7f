//! What would let the engine know more: sources to connect, figures to show.

use leptos::prelude::*;
use shared::{
    api::{
        ConnectSource, ConnectSourceRequest, ConsentTextView, EvidenceTask, GetConsentText,
        LimitIncreaseView,
    },
    canonical::Digest,
    consent::ConsentKind,
    facts::Metric,
    language::Language,
};

use super::{HigherLimit, show::figure};
use crate::{
    components::{ButtonKind, button, card, fold, note, skeleton},
    dom::{El, View, el, live, nothing},
    failure::{failed, task_failed},
    language::Voice,
    remote::{Fetched, Remote},
    task::Task,
    text::higher_limit,
};

/// Every task, each done where it stands; nothing when there is none.
pub(super) fn tasks_card(limit: HigherLimit, answer: &LimitIncreaseView) -> View {
    if answer.tasks.is_empty() {
        return nothing();
    }
    let rows = answer.tasks.iter().map(|task| row(limit, &answer.increase_id, task));
    let rows = rows.collect::<Vec<_>>();
    card(higher_limit::TASKS, nothing())
        .with(note(higher_limit::TASKS_NOTE))
        .with(el("ul").class("list").with(rows))
        .into()
}

fn row(limit: HigherLimit, increase: &str, task: &EvidenceTask) -> El {
    let voice = limit.voice;
    match task {
        EvidenceTask::Connect { consent, text_digest, metrics } => {
            let (kind, metrics) = (*consent, metrics.clone());
            let tells =
                move || higher_limit::tells(&names(&metrics, voice.language()), voice.language());
            let main = el("span")
                .class("list__main")
                .with(
                    el("span")
                        .class("list__title")
                        .words(move || kind.title(voice.language()).to_owned()),
                )
                .with(el("span").class("list__note").words(tells));
            let more = el("div")
                .class("list__more")
                .with(consent_text(limit, kind))
                .with(connecting(limit, increase, kind, *text_digest));
            el("li").class("list__item").with(main).with(more)
        }
        EvidenceTask::Upload { metric, shown } => {
            figure(limit, increase, *metric, shown.as_deref())
        }
    }
}

fn names(metrics: &[Metric], language: Language) -> String {
    let names = metrics.iter().map(|metric| metric.label(language));
    names.collect::<Vec<_>>().join(language.pick("、", ", "))
}

/// The whole text of the authorisation, to be read before it is given.
fn consent_text(limit: HigherLimit, kind: ConsentKind) -> View {
    let (api, application) =
        (limit.api, limit.facility.with_value(|facility| facility.application_id.clone()));
    fold(higher_limit::READ, move || {
        let application = application.clone();
        let asked = Remote::new(move || {
            let application = application.clone();
            async move { api.get::<GetConsentText>(&[&application, kind.key()]).await }
        });
        live(move || match asked.fetched() {
            Fetched::Waiting => skeleton(),
            Fetched::Failed(error) => failed(error, move || asked.again()),
            Fetched::Here(shown) => paragraphs(shown),
        })
    })
}

fn paragraphs(shown: ConsentTextView) -> View {
    let voice = Voice::expect();
    let line = |label: shared::language::Label| {
        el("p").words(move || label.text(voice.language()).to_owned())
    };
    el("div")
        .class("consent__text")
        .set("tabindex", "0")
        .set("role", "region")
        .say_in("aria-label", higher_limit::READ)
        .with(shown.text.body.into_iter().map(line).collect::<Vec<_>>())
        .into()
}

fn connecting(limit: HigherLimit, increase: &str, kind: ConsentKind, text_digest: Digest) -> View {
    let (api, task) = (limit.api, Task::new());
    let increase = increase.to_owned();
    let connect = move || {
        let (facility, increase) = (limit.facility_id(), increase.clone());
        let request = ConnectSourceRequest { consent: kind, text_digest };
        let send =
            async move { api.send_once::<ConnectSource>(&[&facility, &increase], &request).await };
        task.run(send, move |answer| limit.answered(answer));
    };
    el("div")
        .class("stack")
        .set("data-gap", "small")
        .with(task_failed(task))
        .with(button(higher_limit::CONNECT, ButtonKind::Secondary, task.busy(), connect))
        .into()
}
