//! "My authorisations": all that were given, taken back in two taps, each with its receipt.

use leptos::prelude::*;
use shared::api::{
    AuthorisationState, AuthorisationView, AuthorisationsView, Empty, GetAuthorisations,
    GetReceipt, WithdrawConsent, path,
};

use crate::{
    api::ApiClient,
    components::{ButtonKind, FactRow, Tone, badge, button, facts_list, note, notice},
    dom::{El, View, el, live, words},
    failure::task_failed,
    format,
    frame::page,
    language::Voice,
    remote::Remote,
    task::Task,
    text::{person, title},
};

/// The screen of everything somebody has allowed.
pub fn authorisations_screen() -> View {
    let api = ApiClient::expect();
    let asked = Remote::new(move || async move { api.get::<GetAuthorisations>(&[]).await });
    asked.screen(move |given| authorisations(asked, given))
}

fn authorisations(asked: Remote<AuthorisationsView>, given: AuthorisationsView) -> View {
    let voice = Voice::expect();
    let page = page(
        move || voice.say(title::AUTHORISATIONS).to_owned(),
        move || voice.say(person::AUTHORISATIONS_LEAD).to_owned(),
    );
    if given.authorisations.is_empty() {
        return page.with(note(person::NO_AUTHORISATIONS)).into();
    }
    let is_live = |one: &AuthorisationView| one.state == AuthorisationState::Live;
    let (live, past): (Vec<_>, Vec<_>) = given.authorisations.into_iter().partition(is_live);
    let cards = live.into_iter().chain(past).map(|one| authorisation(asked, one));
    page.with(cards.collect::<Vec<_>>()).into()
}

fn authorisation(asked: Remote<AuthorisationsView>, given: AuthorisationView) -> View {
    let voice = Voice::expect();
    let (kind, state) = (given.kind, given.state);
    let tone = match state {
        AuthorisationState::Live => Tone::Good,
        AuthorisationState::Lapsed => Tone::Info,
        AuthorisationState::Withdrawn => Tone::Warn,
    };
    let head = el("div")
        .class("card__head")
        .with(el("h2").class("card__title").words(move || kind.title(voice.language()).to_owned()))
        .with(badge(tone, person::of_state(state)));
    let receipt = el("a")
        .class("button")
        .set("data-kind", "quiet")
        .set("href", &path::<GetReceipt>(&[&given.authorisation_id]))
        .set("download", &["puhui-receipt-", &given.authorisation_id, ".json"].concat())
        .say(person::RECEIPT);
    let mut card = el("section").class("card").with(head).with(facts(given.clone()));
    if state == AuthorisationState::Live {
        card = card.with(withdrawal(asked, given));
    }
    card.with(receipt).into()
}

fn facts(given: AuthorisationView) -> View {
    let voice = Voice::expect();
    facts_list(move || {
        let language = voice.language();
        let row = |name, value: String| FactRow::new(voice.say(name), value);
        let mut rows = vec![
            row(person::FOR_PRODUCT, given.product_name.text(language).to_owned()),
            row(person::GIVEN_AT, format::instant(given.given_at)),
            row(person::VALID_UNTIL, format::instant(given.valid_until)),
        ];
        rows.extend(
            given.facility_until.map(|until| row(person::FACILITY_UNTIL, format::instant(until))),
        );
        rows.extend(given.withdrawn_at.map(|at| row(person::WITHDRAWN_AT, format::instant(at))));
        rows.push(row(person::TIMES_ASKED, given.times_asked.to_string()));
        rows
    })
}

/// One tap shows what taking it back changes, the next takes it back.
fn withdrawal(asked: Remote<AuthorisationsView>, given: AuthorisationView) -> El {
    let (api, voice, task) = (ApiClient::expect(), Voice::expect(), Task::new());
    let previewed = RwSignal::new(false);
    let effect = given.effect_of_withdrawal.clone();
    let (application, kind) = (given.application_id, given.kind);
    let withdraw = move || {
        let application = application.clone();
        let send = async move {
            api.send::<WithdrawConsent>(&[&application, kind.key()], &Empty {}).await
        };
        task.run(send, move |_| asked.again());
    };
    let choice = live(move || {
        if !previewed.get() {
            let show = move || previewed.set(true);
            return button(person::WITHDRAW, ButtonKind::Secondary, task.busy(), show);
        }
        let effect = effect.clone();
        let withdraw = withdraw.clone();
        let keep = move || previewed.set(false);
        let changes = notice(Tone::Warn)
            .with(el("p").class("notice__title").say(person::EFFECT))
            .with(el("p").with(words(move || effect.text(voice.language()).to_owned())));
        el("div")
            .class("stack")
            .with(changes)
            .with(button(person::WITHDRAW_REALLY, ButtonKind::Primary, task.busy(), withdraw))
            .with(button(person::KEEP, ButtonKind::Quiet, Signal::stored(false), keep))
            .into()
    });
    el("div").class("stack").with(choice).with(task_failed(task))
}
