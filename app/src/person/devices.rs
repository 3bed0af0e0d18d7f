//! Who can get into the account: passkeys, and the devices somebody is signed in on.

use leptos::prelude::*;
use shared::api::{
    Empty, EndOtherSessions, EndSession, GetPasskeys, GetSessions, PasskeysView, SessionEntry,
    SessionsView,
};

use super::{
    entry,
    passkeys::{PasskeyDesk, passkeys_card},
};
use crate::{
    api::ApiClient,
    components::{ButtonKind, Tone, badge, button, card, fold},
    dom::{El, View, el, live, nothing, words},
    failure::{failed, task_failed},
    format,
    frame::page,
    language::Voice,
    remote::{Fetched, Remote},
    task::Task,
    text::{person, title},
};

/// The screen of passkeys and devices.
pub fn devices_screen() -> View {
    let api = ApiClient::expect();
    let asked = Remote::new(move || async move {
        let passkeys = api.get::<GetPasskeys>(&[]).await?;
        let sessions = api.get::<GetSessions>(&[]).await?;
        Ok((passkeys, sessions))
    });
    asked.screen(|(passkeys, sessions)| devices(passkeys, sessions))
}

fn devices(passkeys: PasskeysView, sessions: SessionsView) -> View {
    let voice = Voice::expect();
    page(
        move || voice.say(title::DEVICES).to_owned(),
        move || voice.say(person::DEVICES_LEAD).to_owned(),
    )
    .with(passkeys_card(PasskeyDesk::new(passkeys)))
    .with(sessions_card(sessions))
    .into()
}

/// The sessions of whoever is signed in, fetched when they want to see them.
pub fn sessions_fold() -> View {
    let content = move || {
        let api = ApiClient::expect();
        let asked = Remote::new(move || async move { api.get::<GetSessions>(&[]).await });
        live(move || match asked.fetched() {
            Fetched::Waiting => nothing(),
            Fetched::Here(sessions) => untrack(|| sessions_card(sessions)),
            Fetched::Failed(error) => untrack(|| failed(error, move || asked.again())),
        })
    };
    fold(title::DEVICES, content)
}

fn sessions_card(sessions: SessionsView) -> View {
    let api = ApiClient::expect();
    let (latest, task) = (RwSignal::new(sessions), Task::new());
    let list = live(move || {
        let sessions = latest.get().sessions;
        let rows = sessions.into_iter().map(|one| untrack(|| row(api, latest, task, one)));
        el("ul").class("list").with(rows.collect::<Vec<_>>()).into()
    });
    let end_others = move || {
        let end = async move { api.send::<EndOtherSessions>(&[], &Empty {}).await };
        task.run(end, move |sessions| latest.set(sessions));
    };
    let others = live(move || {
        let has_others = latest.read().sessions.len() > 1;
        has_others
            .then(|| {
                untrack(|| {
                    button(person::END_OTHERS, ButtonKind::Secondary, task.busy(), end_others)
                })
            })
            .into()
    });
    card(person::SESSIONS, nothing()).with(list).with(others).with(task_failed(task)).into()
}

fn row(api: ApiClient, latest: RwSignal<SessionsView>, task: Task, session: SessionEntry) -> El {
    let voice = Voice::expect();
    let SessionEntry { session_id, device, signed_in_by, started_at, seen_at, is_this } = session;
    let times = move || {
        let language = voice.language();
        let (started, seen) = (format::instant(started_at), format::instant(seen_at));
        [voice.say(person::of_way(signed_in_by)), " · ", &person::since(&started, &seen, language)]
            .concat()
    };
    let beside = if is_this {
        badge(Tone::Good, person::THIS_DEVICE)
    } else {
        button(person::END, ButtonKind::Quiet, task.busy(), move || {
            let id = session_id.clone();
            let end = async move { api.send::<EndSession>(&[&id], &Empty {}).await };
            task.run(end, move |sessions| latest.set(sessions));
        })
    };
    entry(words(move || device.words(voice.language())), words(times), beside)
}
