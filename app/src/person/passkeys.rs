//! Passkeys: those there are, one more, one less.

use leptos::prelude::*;
use shared::api::{
    AddPasskey, Empty, PasskeyAnswer, PasskeyView, PasskeysView, RemovePasskey, StartPasskey,
    SteppedUpAct,
};

use super::entry;
use crate::{
    api::{ApiClient, ApiError},
    components::{ButtonKind, Tone, button, card, link_button, note, notice},
    dom::{El, View, el, live, nothing, words},
    failure::task_failed,
    format,
    language::Voice,
    passkey::{self, PasskeyError},
    routes::Place,
    task::Task,
    text,
    text::person,
    verification::{Verification, verification_view},
};

/// What is to be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Change {
    Add,
    Remove(String),
}

/// The passkeys on the screen, and the one command that changes them.
#[derive(Clone, Copy)]
pub(super) struct PasskeyDesk {
    api: ApiClient,
    voice: Voice,
    latest: RwSignal<PasskeysView>,
    wanted: RwSignal<Option<Change>>,
    task: Task,
    verification: Verification,
    obstacle: RwSignal<Option<PasskeyError>>,
}

impl PasskeyDesk {
    pub(super) fn new(latest: PasskeysView) -> Self {
        let desk = Self {
            api: ApiClient::expect(),
            voice: Voice::expect(),
            latest: RwSignal::new(latest),
            wanted: RwSignal::new(None),
            task: Task::new(),
            verification: Verification::new(),
            obstacle: RwSignal::new(None),
        };
        let act = || Some(SteppedUpAct::ChangePasskeys {});
        desk.verification.guard(desk.task, act, move || desk.change());
        desk
    }

    fn want(self, change: Change) {
        self.wanted.set(Some(change));
        self.change();
    }

    fn change(self) {
        let Some(change) = self.wanted.get_untracked() else { return };
        self.obstacle.set(None);
        let changed = async move {
            match change {
                Change::Add => self.add().await,
                Change::Remove(id) => {
                    self.api.send::<RemovePasskey>(&[&id], &Empty {}).await.map(Ok)
                }
            }
        };
        self.task.run(changed, move |changed| match changed {
            Ok(passkeys) => self.latest.set(passkeys),
            Err(why) => self.obstacle.set(Some(why)),
        });
    }

    async fn add(self) -> Result<Result<PasskeysView, PasskeyError>, ApiError> {
        let asked = self.api.send::<StartPasskey>(&[], &Empty {}).await?;
        match passkey::create(&asked.options).await {
            Ok(credential) => {
                let answer = PasskeyAnswer { challenge_id: asked.challenge_id, credential };
                self.api.send::<AddPasskey>(&[], &answer).await.map(Ok)
            }
            Err(why) => Ok(Err(why)),
        }
    }

    fn busy(self) -> Signal<bool> {
        Signal::derive(move || self.task.busy().get() || self.verification.busy().get())
    }
}

/// The card of passkeys.
pub(super) fn passkeys_card(desk: PasskeyDesk) -> View {
    let list = live(move || {
        let passkeys = desk.latest.get().passkeys;
        if passkeys.is_empty() {
            return note(person::NO_PASSKEYS);
        }
        let rows: Vec<El> = passkeys.into_iter().map(|one| untrack(|| row(desk, one))).collect();
        el("ul").class("list").with(rows).into()
    });
    let obstacle = live(move || {
        let why = desk.obstacle.get();
        why.map(|why| notice(Tone::Bad).with(el("p").say(why.message()))).into()
    });
    card(person::PASSKEYS, nothing())
        .with(note(person::PASSKEYS_NOTE))
        .with(list)
        .with(adding(desk))
        .with(obstacle)
        .with(task_failed(desk.task))
        .with(verification_view(desk.verification))
        .into()
}

fn adding(desk: PasskeyDesk) -> View {
    if !desk.latest.with_untracked(|passkeys| passkeys.offered) {
        return note(person::NOT_OFFERED);
    }
    if !passkey::is_possible() {
        return note(person::PASSKEY_NOT_HERE);
    }
    button(person::ADD_PASSKEY, ButtonKind::Secondary, desk.busy(), move || desk.want(Change::Add))
}

fn row(desk: PasskeyDesk, passkey: PasskeyView) -> El {
    let PasskeyView { passkey_id, device, added_at, used_at } = passkey;
    let times = move || {
        let used = used_at.map(format::instant);
        person::added(&format::instant(added_at), used.as_deref(), desk.voice.language())
    };
    let remove = button(person::REMOVE, ButtonKind::Quiet, desk.busy(), move || {
        desk.want(Change::Remove(passkey_id.clone()));
    });
    entry(words(move || device.words(desk.voice.language())), words(times), remove)
}

/// The way to a first passkey, where this device can have one.
pub fn passkey_offer() -> View {
    if !passkey::is_possible() {
        return nothing();
    }
    card(text::passkey::OFFER_TITLE, nothing())
        .with(note(text::passkey::OFFER_TEXT))
        .with(link_button(text::passkey::OFFER_LINK, ButtonKind::Secondary, &Place::Devices.href()))
        .into()
}
