//! Writing a complaint or a question.

use leptos::prelude::*;
use shared::api::{AskForPerson, AskForPersonRequest, ServiceRequestKind};

use super::Asked;
use crate::{
    api::ApiClient,
    components::{
        Choice, ChoiceOption, TextArea, Tone, choice, form, notice, read, submit_button, text_area,
    },
    dom::{View, el, live},
    facility::outcome::{at_hand, show},
    failure::task_failed,
    format,
    language::Voice,
    navigation,
    routes::Reference,
    task::Task,
    text::requests,
};

const TEXT: &str = "text";
const PROMISE: &str = "promise";
/// Characters a request may have.
const MOST: u16 = 1_000;
const KINDS: [ServiceRequestKind; 2] = [ServiceRequestKind::Complaint, ServiceRequestKind::Review];

/// The form; what was sent joins `asked`.
pub(super) fn request_form(about: Option<Reference>, asked: Asked) -> View {
    let (voice, api, task) = (Voice::expect(), ApiClient::expect(), Task::new());
    let (kind, text) = (RwSignal::new(0_usize), RwSignal::new(String::new()));
    let (tried, promised) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let of_server = task.field(TEXT);
    let error = Signal::derive(move || {
        let is_missing = tried.get() && text.read().trim().is_empty();
        let missing = is_missing.then(|| voice.say(requests::TEXT_MISSING).to_owned());
        missing.or_else(|| of_server.get())
    });
    let send = move || {
        let said = text.get_untracked().trim().to_owned();
        if said.is_empty() {
            tried.set(true);
            navigation::focus(TEXT);
            return;
        }
        let request = AskForPersonRequest {
            kind: KINDS.get(kind.get_untracked()).copied().unwrap_or(ServiceRequestKind::Review),
            loan_id: about.as_ref().map(|loan| loan.as_str().to_owned()),
            text: said,
        };
        let send = async move { api.send_once::<AskForPerson>(&[], &request).await };
        task.run(send, move |view| {
            promised.set(Some(format::instant(view.promised_by)));
            tried.set(false);
            text.set(String::new());
            asked.update(|asked| asked.insert(0, view));
            show(PROMISE);
        });
    };
    let area = TextArea {
        id: TEXT,
        label: requests::TEXT,
        hint: Some(requests::TEXT_HINT),
        most: MOST,
        text,
        error,
    };
    let fields = form(task.busy(), send)
        .with(kinds(kind))
        .with(text_area(area))
        .with(task_failed(task))
        .with(submit_button(requests::SEND, task.busy()));
    let told = live(move || promised.get().map(|time| promise(voice, time)).into());
    el("div")
        .class("stack")
        .with(at_hand(PROMISE, move || promised.read().is_some(), told))
        .with(el("section").class("card").with(fields))
        .into()
}

fn promise(voice: Voice, time: String) -> View {
    let by = move || requests::promised(&time, voice.language());
    notice(Tone::Good)
        .with(el("p").class("notice__title").say(requests::SENT))
        .with(el("p").words(by))
        .into()
}

fn kinds(kind: RwSignal<usize>) -> View {
    let voice = Voice::expect();
    let options = move || {
        [(requests::COMPLAINT, requests::COMPLAINT_NOTE), (requests::REVIEW, requests::REVIEW_NOTE)]
            .map(|(name, note)| ChoiceOption {
                text: voice.say(name).to_owned(),
                note: voice.say(note).to_owned(),
            })
            .to_vec()
    };
    let asked = Choice {
        name: "kind",
        legend: requests::KIND,
        options: read(options),
        chosen: read(move || kind.get()),
        layout: Some("list"),
    };
    choice(asked, move |position| kind.set(position))
}
