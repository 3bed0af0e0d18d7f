//! Complaints and questions of after the draw, each answered where it stands.

use leptos::prelude::*;
use shared::{
    api::{
        AnswerRequest, AnswerRequestRequest, DeskLoan, DeskRequest, DeskRequests, GetDeskRequests,
        ServiceRequestKind,
    },
    timestamp::Timestamp,
};

use super::{
    queue::due_badge,
    record::{PLAIN, problem},
};
use crate::{
    api::ApiClient,
    components::{ButtonKind, TextField, button, card, form, note, submit_button, text_field},
    dom::{El, View, el, live, live_when, next_frame, nothing},
    failure::task_failed,
    format,
    language::Voice,
    navigation,
    person::fates,
    remote::{Fetched, Remote},
    task::Task,
    text::{desk, facility, person},
};

const ANSWER: &str = "answer";

/// The request whose answer is being written.
type Chosen = RwSignal<Option<String>>;

/// What waits for an answer, the earliest promised first; nothing while nothing does.
pub(super) fn requests_card() -> View {
    let api = ApiClient::expect();
    let asked = Remote::new(move || async move { api.get::<GetDeskRequests>(&[]).await });
    live(move || match asked.fetched() {
        Fetched::Here(found) if !found.requests.is_empty() => untrack(|| shown(found, asked)),
        _ => nothing(),
    })
}

fn shown(found: DeskRequests, asked: Remote<DeskRequests>) -> View {
    let chosen = Chosen::new(None);
    let now = found.now;
    let rows = found.requests.into_iter().map(|of| row(of, now, chosen, asked)).collect::<Vec<_>>();
    card(desk::REQUESTS, nothing()).with(el("ul").class("list").with(rows)).into()
}

fn row(waits: DeskRequest, now: Timestamp, chosen: Chosen, asked: Remote<DeskRequests>) -> El {
    let DeskRequest { request: of, applicant, mobile, loan } = waits;
    let kind = match of.kind {
        ServiceRequestKind::Complaint => desk::COMPLAINT,
        ServiceRequestKind::Review => desk::QUESTION,
        ServiceRequestKind::Deletion => desk::DELETION,
    };
    let main = el("span")
        .class("list__main")
        .with(el("span").class("list__title").say(kind))
        .with(from(applicant, mobile))
        .with(loan.map(about))
        .with((!of.text.is_empty()).then(|| el("span").text(&of.text)));
    let fates = (!of.fates.is_empty()).then(|| {
        el("div")
            .class("list__more")
            .with(note(desk::DELETION_NOTE))
            .with(fates(&of.fates, person::GONE))
    });
    let id = StoredValue::new(of.request_id);
    let is_open = move || *chosen.read() == Some(id.get_value());
    let opener = move || {
        let open = move || {
            chosen.set(Some(id.get_value()));
            next_frame(|| navigation::focus(ANSWER));
        };
        button(desk::WRITE_ANSWER, ButtonKind::Quiet, Signal::stored(false), open)
    };
    let more = el("div")
        .class("list__more")
        .with(live_when(move || !is_open(), opener))
        .with(live_when(is_open, move || answer(id, asked)));
    el("li")
        .class("list__item")
        .with(main)
        .with(due_badge(now.seconds_until(of.promised_by)))
        .with(fates)
        .with(more)
}

/// Whose request it is, and the number to call.
fn from(applicant: String, mobile: String) -> El {
    let known = [applicant, mobile].into_iter().filter(|part| !part.is_empty());
    el("span").class("list__note").text(&known.collect::<Vec<_>>().join(" · "))
}

/// The loan it is about.
fn about(loan: DeskLoan) -> El {
    let voice = Voice::expect();
    let DeskLoan { product_name, drawn, drawn_on } = loan;
    let words = move || {
        let language = voice.language();
        let drawn =
            facility::loan(&format::day(drawn_on), &format::exact(drawn, language), language);
        [product_name.text(language), " · ", &drawn].concat()
    };
    el("span").class("list__note").words(words)
}

fn answer(id: StoredValue<String>, asked: Remote<DeskRequests>) -> View {
    let (api, task) = (ApiClient::expect(), Task::new());
    let text = RwSignal::new(String::new());
    let missing = RwSignal::new(Vec::new());
    // The server calls every sentence an officer writes a note.
    let of_server = task.field("note");
    let own = problem(missing, task, ANSWER);
    let field = TextField {
        id: ANSWER,
        label: desk::NOTE,
        hint: Some(desk::ANSWER_HINT),
        entry: PLAIN,
        text,
        error: Signal::derive(move || own.get().or_else(|| of_server.get())),
    };
    let send = move || {
        let answer = text.get_untracked().trim().to_owned();
        if answer.is_empty() {
            missing.set(vec![(ANSWER, desk::NOTE_MISSING)]);
            return;
        }
        missing.set(Vec::new());
        let (id, request) = (id.get_value(), AnswerRequestRequest { answer });
        let command = async move { api.send_once::<AnswerRequest>(&[&id], &request).await };
        task.run(command, move |_| asked.again());
    };
    form(task.busy(), send)
        .with(text_field(field, nothing()))
        .with(task_failed(task))
        .with(submit_button(desk::SUBMIT_ANSWER, task.busy()))
        .into()
}
