//! The authorisation that papers are checked under, when it has lapsed or was taken back.

use leptos::prelude::*;
use shared::{
    api::{ConsentTextView, GetConsentText},
    consent::ConsentKind,
};

use super::model::PapersModel;
use crate::{
    api::ApiClient,
    components::{ButtonKind, Tone, button, fold, notice, skeleton},
    dom::{View, el, live},
    failure::failed,
    journey::consent_text,
    language::Voice,
    remote::{Fetched, Remote},
    text::{consent, papers},
};

/// Says that it is missing, shows its text, and gives it.
pub(super) fn authorisation_asked(model: PapersModel, kind: ConsentKind) -> View {
    let api = ApiClient::expect();
    let id = model.facility.with_untracked(|facility| facility.application_id.clone());
    let text = Remote::new(move || {
        let id = id.clone();
        async move { api.get::<GetConsentText>(&[&id, kind.key()]).await }
    });
    live(move || match text.state() {
        Fetched::Waiting => skeleton(),
        Fetched::Here(shown) => asked(model, shown),
        Fetched::Failed(error) => failed(error, move || text.again()),
    })
}

fn asked(model: PapersModel, shown: ConsentTextView) -> View {
    let voice = Voice::expect();
    let ConsentTextView { digest, text } = shown;
    let (kind, title, whole) = (text.kind, text.title.clone(), text);
    let name = move || title.text(voice.language()).to_owned();
    let give = move || model.authorise(kind, digest);
    el("div")
        .class("stack")
        .with(
            notice(Tone::Warn)
                .with(el("p").class("notice__title").words(name))
                .with(el("p").say(papers::AUTHORISATION_MISSING)),
        )
        .with(fold(consent::FULL_TEXT, move || consent_text(&whole)))
        .with(button(consent::GIVE, ButtonKind::Primary, model.task.busy(), give))
        .into()
}
