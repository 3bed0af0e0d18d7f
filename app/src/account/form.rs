//! One number, checked as it is typed, sent when the person says so.

use leptos::prelude::*;
use shared::{
    api::{FacilityView, SetAccount, SetAccountRequest},
    identifier::BankCard,
    language::Say,
};

use crate::{
    api::ApiClient,
    components::{Entry, TextField, Tone, form, notice, submit_button, text_field},
    dom::{View, el, live_when, nothing},
    failure::task_failed,
    frame::page,
    language::Voice,
    navigation,
    task::Task,
    text::account,
};

const NUMBER: &str = "number";
const ENTRY: Entry =
    Entry { keyboard: "numeric", autocomplete: "off", look: "id", capitals: false };

/// Asks for the account of a facility and calls `on_saved` with the facility once it is named. A
/// number that fails the usual check is questioned, never refused.
pub fn account_page(
    facility: FacilityView,
    on_saved: impl Fn(FacilityView) + Copy + 'static,
) -> View {
    let (voice, api, task) = (Voice::expect(), ApiClient::expect(), Task::new());
    let text = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let error = Signal::derive(move || {
        let here = text.read().parse::<BankCard>().err().filter(|_| tried.get());
        here.map(|error| error.say(voice.language())).or_else(|| task.field(NUMBER).get())
    });
    let id = facility.facility_id;
    let save = move || {
        let number = text.get_untracked();
        tried.set(true);
        task.clear();
        if number.parse::<BankCard>().is_err() {
            navigation::focus(NUMBER);
            return;
        }
        let id = id.clone();
        let request = SetAccountRequest { number };
        let send = async move { api.send::<SetAccount>(&[&id], &request).await };
        task.run(send, on_saved);
    };
    let present = facility.account.map(|account| {
        let holder = el("span").set("lang", "zh-CN").text(&account.holder_masked);
        el("p")
            .class("section__note")
            .say(account::PRESENT)
            .text(" ")
            .with(holder)
            .text(&[" ", &account.number_masked].concat())
    });
    let field = TextField {
        id: NUMBER,
        label: account::NUMBER,
        hint: Some(account::NUMBER_HINT),
        entry: ENTRY,
        text,
        error,
    };
    let asked = form(task.busy(), save)
        .with(text_field(field, nothing()))
        .with(second_look(text))
        .with(task_failed(task))
        .with(submit_button(account::SAVE, task.busy()));
    page(move || voice.say(account::TITLE).to_owned(), move || voice.say(account::LEAD).to_owned())
        .with(present)
        .with(asked)
        .into()
}

/// Asks for a second look at a number that does not pass the usual check.
fn second_look(text: RwSignal<String>) -> View {
    let is_unusual =
        move || text.read().parse::<BankCard>().is_ok_and(|number| !number.luhn_holds());
    live_when(is_unusual, || notice(Tone::Warn).with(el("p").say(account::UNUSUAL)).into())
}
