//! Seeing, before the signature, that whoever signs is the applicant: by a photo, or by a person of the bank.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{
        ApplicationView, AskToBeSeen, CompareFace, CompareFaceRequest, Empty, FaceCheckState,
        FaceCheckView,
    },
    face_check::{FaceOutcome, PhotoKind, WhyInPerson},
    language::{Language, Say},
};
use web_sys::File;

use super::Journey;
use crate::{
    api::ApiClient,
    components::{
        ButtonKind, FileField, Tone, button, card, file_field, link_button, note, notice,
    },
    dom::{View, el, nothing},
    failure::task_failed,
    file_text, format,
    frame::page,
    language::Voice,
    routes::Place,
    task::Task,
    text::{face, title},
};

/// The screen.
pub(super) fn face_screen(application: &ApplicationView) -> View {
    let voice = Voice::expect();
    let Some(check) = application.face.clone() else { return nothing() };
    let task = Task::new();
    let lead = move || voice.say(face::LEAD).to_owned();
    let bar = el("div").class("bar").with(link_button(
        face::LATER,
        ButtonKind::Secondary,
        &Place::Me.href(),
    ));
    let screen = page(move || voice.say(title::FACE).to_owned(), lead);
    match check.state {
        FaceCheckState::Open => screen
            .with(check.simulated.then(simulated))
            .with(unclear(&check))
            .with(photo_card(application, task))
            .with(task_failed(task))
            .with(el("div").class("bar").with(ask_to_be_seen(application, task)))
            .into(),
        FaceCheckState::AtTheDesk { why, promised_by } => {
            let promised = format::instant(promised_by);
            let when = move || face::promised(&promised, voice.language());
            let waits = notice(Tone::Info)
                .with(el("p").class("notice__title").say(face::AT_THE_DESK))
                .with(el("p").words(move || because(why, voice.language())))
                .with(el("p").words(when));
            screen.with(waits).with(bar).into()
        }
        FaceCheckState::NotVerified => {
            let said = notice(Tone::Warn)
                .with(el("p").class("notice__title").say(face::NOT_VERIFIED))
                .with(el("p").say(face::NOT_VERIFIED_TEXT));
            let again = in_person_instead(application, task);
            screen.with(said).with(task_failed(task)).with(again).with(bar).into()
        }
        FaceCheckState::Settled => screen.with(bar).into(),
    }
}

fn because(why: WhyInPerson, language: Language) -> String {
    let message = match why {
        WhyInPerson::Wanted => face::WANTED,
        WhyInPerson::Different => face::DIFFERENT,
        WhyInPerson::NeverClear => face::NEVER_CLEAR,
    };
    message.in_language(language).to_owned()
}

fn simulated() -> View {
    notice(Tone::Info).with(el("p").say(face::SIMULATED)).into()
}

/// That the last photo did not show enough, and how often it may be tried again.
fn unclear(check: &FaceCheckView) -> View {
    if check.last != Some(FaceOutcome::Unclear) {
        return nothing();
    }
    let (voice, left) = (Voice::expect(), check.tries_left);
    notice(Tone::Warn)
        .with(el("p").class("notice__title").say(face::UNCLEAR))
        .with(el("p").words(move || face::tries_left(left, voice.language())))
        .into()
}

/// The camera, and that nothing of it is kept.
fn photo_card(application: &ApplicationView, task: Task) -> View {
    let voice = Voice::expect();
    let (api, journey) = (ApiClient::expect(), Journey::expect());
    let id = StoredValue::new(application.application_id.clone());
    let unusable = RwSignal::new(None::<String>);
    let refused = task.field("photo");
    let choice = FileField {
        id: "photo",
        label: face::TAKE_PHOTO,
        accept: "image/jpeg,image/png",
        capture: "user",
        error: Signal::derive(move || unusable.get().or_else(|| refused.get())),
        busy: task.busy(),
    };
    let take = move |file: File| {
        unusable.set(None);
        task.clear();
        spawn_local(async move {
            let bytes = file_text::bytes(file).await.unwrap_or_default();
            // The person may have left the screen meanwhile.
            let Some(id) = id.try_get_value() else { return };
            if let Err(why) = PhotoKind::of(&bytes) {
                unusable.set(Some(why.say(voice.language_now())));
                return;
            }
            let request = CompareFaceRequest { photo: STANDARD.encode(&bytes) };
            let send = async move { api.send_once::<CompareFace>(&[&id], &request).await };
            task.run(send, move |application| journey.arrive(application));
        });
    };
    card(face::PHOTO, nothing())
        .with(note(face::HOW))
        .with(file_field(choice, take))
        .with(note(face::NOT_KEPT))
        .with(note(face::INSTEAD_TEXT))
        .into()
}

/// The other way: a person of the bank, who asks for no photo.
pub(super) fn in_person_instead(application: &ApplicationView, task: Task) -> View {
    el("div")
        .class("stack")
        .with(note(face::INSTEAD_TEXT))
        .with(el("p").with(ask_to_be_seen(application, task)))
        .into()
}

fn ask_to_be_seen(application: &ApplicationView, task: Task) -> View {
    let (api, journey) = (ApiClient::expect(), Journey::expect());
    let id = application.application_id.clone();
    let ask = move || {
        let id = id.clone();
        let send = async move { api.send_once::<AskToBeSeen>(&[&id], &Empty {}).await };
        task.run(send, move |application| journey.arrive(application));
    };
    button(face::INSTEAD, ButtonKind::Secondary, task.busy(), ask)
}
