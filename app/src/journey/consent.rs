//! One authorisation on one screen: given by its own button, never in advance.

use shared::{
    api::{ApplicationView, ConsentTextView, GetConsentText, GiveConsent, GiveConsentRequest},
    consent::{ConsentKind, ConsentText},
};

use super::{Journey, face::in_person_instead, progress_bar::progress_bar, stage, step::Step};
use crate::{
    api::ApiClient,
    components::{ButtonKind, FactRow, button, facts_list, fold, link_button},
    dom::{View, el, live},
    failure::task_failed,
    frame::page,
    language::Voice,
    remote::Remote,
    routes::Place,
    task::Task,
    text::consent,
};

/// The authorisation screen.
pub(super) fn consent_screen(application: ApplicationView, kind: ConsentKind) -> View {
    let api = ApiClient::expect();
    let id = application.application_id.clone();
    let text = Remote::new(move || {
        let id = id.clone();
        async move { api.get::<GetConsentText>(&[&id, kind.key()]).await }
    });
    text.screen(move |shown| authorisation(application.clone(), shown))
}

fn authorisation(application: ApplicationView, shown: ConsentTextView) -> View {
    let (voice, api, journey) = (Voice::expect(), ApiClient::expect(), Journey::expect());
    let ConsentTextView { digest, text } = shown;
    let (task, kind) = (Task::new(), text.kind);
    let already = stage::is_given(&application, kind);
    let bar = progress_bar(&application, Step::Consent(kind));
    let file = file_beside(&application, kind);
    let is_face = kind == ConsentKind::FaceCheck;
    let instead = is_face.then(|| in_person_instead(&application, task));
    let give = move || {
        if already {
            journey.go_on(application.clone());
            return;
        }
        let id = application.application_id.clone();
        let request = GiveConsentRequest { kind, text_digest: digest };
        let send = async move { api.send_once::<GiveConsent>(&[&id], &request).await };
        task.run(send, move |application| journey.go_on(application));
    };
    let label = if already { consent::GO_ON } else { consent::GIVE };
    let (title, purpose) = (text.title.clone(), text.purpose.clone());
    let purpose = move || purpose.text(voice.language()).to_owned();
    let article = el("article")
        .class("consent")
        .with(el("p").class("consent__purpose").words(purpose))
        .with(essentials(text.clone()))
        .with(full_text(text))
        .with(el("p").class("section__note").say(consent::SEPARATE));
    let choices = el("div")
        .class("bar")
        .with(link_button(consent::NOT_NOW, ButtonKind::Secondary, &Place::Me.href()))
        .with(button(label, ButtonKind::Primary, task.busy(), give));
    page(move || title.text(voice.language()).to_owned(), String::new)
        .with(bar)
        .with(article)
        .with(file)
        .with(task_failed(task))
        .with(instead)
        .with(choices)
        .into()
}

/// A file of statements may be imported beside the authorisation to ask for the record itself.
fn file_beside(application: &ApplicationView, kind: ConsentKind) -> View {
    let beside = shared::imported::FileKind::beside(kind);
    beside.map(|kind| super::import::import_card(application, kind)).into()
}

/// What is asked, by whom, for how long, and how it is taken back.
fn essentials(text: ConsentText) -> View {
    let voice = Voice::expect();
    let rows = move || {
        let language = voice.language();
        [
            (consent::SCOPE, &text.scope),
            (consent::QUERIED_BY, &text.queried_by),
            (consent::VALIDITY, &text.validity),
            (consent::WITHDRAWAL, &text.withdrawal),
            (consent::EFFECT, &text.effect_of_withdrawal),
        ]
        .map(|(name, label)| FactRow::new(voice.say(name), label.text(language)))
        .to_vec()
    };
    el("section").class("card").with(facts_list(rows)).into()
}

fn full_text(text: ConsentText) -> View {
    fold(consent::FULL_TEXT, move || consent_text(&text))
}

/// An authorisation word for word, in a frame of its own.
pub fn consent_text(text: &ConsentText) -> View {
    let voice = Voice::expect();
    let body = text.body.clone();
    let paragraphs = live(move || {
        let language = voice.language();
        let paragraphs = body.iter().map(|label| el("p").text(label.text(language)));
        paragraphs.collect::<Vec<_>>().into()
    });
    el("div")
        .class("consent__text")
        .set("tabindex", "0")
        .set("role", "region")
        .say_in("aria-label", consent::FULL_TEXT)
        .with(paragraphs)
        .into()
}
