//! Complaints, and whatever else a person of the bank is asked to look at, with promised times.

mod form;

use leptos::prelude::*;
use shared::api::{
    Empty, GetServiceRequests, ServiceRequestKind, ServiceRequestState, ServiceRequestView,
    WithdrawServiceRequest,
};

use self::form::request_form;
use crate::{
    api::ApiClient,
    components::{ButtonKind, Tone, badge, button, card, note},
    dom::{El, View, el, live, nothing},
    failure::task_failed,
    format,
    frame::page,
    language::Voice,
    person::fates,
    remote::Remote,
    routes::Reference,
    task::Task,
    text::{person, requests},
};

/// Everything asked so far, newest first.
type Asked = RwSignal<Vec<ServiceRequestView>>;

/// Asking a person, about the loan `about` or anything, and what was asked before.
pub fn requests_screen(about: Option<Reference>) -> View {
    let api = ApiClient::expect();
    let asked = Remote::new(move || async move { api.get::<GetServiceRequests>(&[]).await });
    asked.screen(move |answer| {
        let voice = Voice::expect();
        let asked = Asked::new(answer.requests);
        page(
            move || voice.say(requests::TITLE).to_owned(),
            move || voice.say(requests::LEAD).to_owned(),
        )
        .with(request_form(about.clone(), asked))
        .with(followed(asked))
        .into()
    })
}

fn followed(asked: Asked) -> View {
    let rows = live(move || {
        let requests = asked.get();
        if requests.is_empty() {
            return note(requests::NONE);
        }
        let rows =
            untrack(|| requests.into_iter().map(|view| row(asked, view)).collect::<Vec<_>>());
        el("ul").class("list").with(rows).into()
    });
    card(requests::ASKED, nothing()).with(rows).into()
}

fn row(asked: Asked, view: ServiceRequestView) -> El {
    let voice = Voice::expect();
    let kind = match view.kind {
        ServiceRequestKind::Complaint => requests::COMPLAINT,
        ServiceRequestKind::Review => requests::REVIEW,
        ServiceRequestKind::Deletion => requests::DELETION,
    };
    let (tone, word) = match view.state {
        ServiceRequestState::Open => (Tone::Info, requests::OPEN),
        ServiceRequestState::Answered => (Tone::Good, requests::ANSWERED),
        ServiceRequestState::Withdrawn => (Tone::Info, requests::WITHDRAWN),
    };
    let is_open = view.state == ServiceRequestState::Open;
    let promised = format::instant(view.promised_by);
    let promise = is_open.then(|| {
        let said = move || requests::promised(&promised, voice.language());
        el("span").class("list__note").words(said)
    });
    let answer = view.answer.clone().map(|answer| {
        let said = move || requests::answered(answer.text(voice.language()), voice.language());
        el("span").class("list__note").words(said)
    });
    let fates = (!view.fates.is_empty())
        .then(|| el("div").class("list__more").with(fates(&view.fates, person::GONE)));
    let main = el("span")
        .class("list__main")
        .with(el("span").class("list__title").say(kind))
        .with(el("span").class("list__note").text(&view.text))
        .with(promise)
        .with(answer);
    let withdraw = is_open.then(|| withdraw(asked, view.request_id));
    el("li").class("list__item").with(main).with(badge(tone, word)).with(fates).with(withdraw)
}

fn withdraw(asked: Asked, id: String) -> View {
    let (api, task) = (ApiClient::expect(), Task::new());
    let take_back = move || {
        let id = id.clone();
        let send = async move { api.send::<WithdrawServiceRequest>(&[&id], &Empty {}).await };
        task.run(send, move |view| {
            asked.update(|asked| {
                let same = |other: &&mut ServiceRequestView| other.request_id == view.request_id;
                if let Some(known) = asked.iter_mut().find(same) {
                    *known = view.clone();
                }
            });
        });
    };
    el("div")
        .class("list__more")
        .with(task_failed(task))
        .with(button(requests::WITHDRAW, ButtonKind::Quiet, task.busy(), take_back))
        .into()
}
