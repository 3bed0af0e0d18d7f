//! Automatic debit, reminders, and what was collected and said so far.

use leptos::prelude::*;
use shared::api::{
    DebitState, DebitView, NoticeView, SetAutomaticDebit, SetReminders, SwitchRequest,
};

use super::Seen;
use crate::{
    api::ApiClient,
    components::{FactRow, Tone, badge, card, facts_list, fold, note, switch},
    dom::{El, View, el, live, live_when, nothing},
    failure::task_failed,
    format,
    language::Voice,
    task::Task,
    text::standing,
};

/// Debits and messages shown.
const LATEST: usize = 12;

/// How what falls due is collected; nothing while that is not known.
pub(super) fn collecting_card(loan: String, seen: Seen) -> View {
    let loan = StoredValue::new(loan);
    live_when(move || seen.read().is_some(), move || shown(loan, seen))
}

fn shown(loan: StoredValue<String>, seen: Seen) -> View {
    let (voice, api) = (Voice::expect(), ApiClient::expect());
    let (debit, reminders) = (Task::new(), Task::new());
    let is = move |what: fn(&shared::api::LoanStanding) -> bool| {
        Signal::derive(move || seen.read().as_ref().is_some_and(what))
    };
    let set_debit = move |on: bool| {
        let send = async move {
            api.send::<SetAutomaticDebit>(&[&loan.get_value()], &SwitchRequest { on }).await
        };
        debit.run(send, move |standing| seen.set(Some(standing)));
    };
    let set_reminders = move |on: bool| {
        let send = async move {
            api.send::<SetReminders>(&[&loan.get_value()], &SwitchRequest { on }).await
        };
        reminders.run(send, move |standing| seen.set(Some(standing)));
    };
    let account = move || {
        let account = seen.read().as_ref().map(|seen| seen.account_masked.clone());
        vec![FactRow::new(voice.say(standing::FROM_ACCOUNT), account.unwrap_or_default())]
    };
    let automatic = is(|seen| seen.automatic_debit);
    card(standing::COLLECTING, nothing())
        .with(switch(standing::AUTOMATIC, automatic, debit.busy(), set_debit))
        .with(note(standing::AUTOMATIC_NOTE))
        .with(task_failed(debit))
        .with(switch(
            standing::REMINDERS,
            is(|seen| seen.reminders),
            reminders.busy(),
            set_reminders,
        ))
        .with(task_failed(reminders))
        .with(facts_list(account))
        .with(fold(standing::DEBITS, move || live(move || debits(seen))))
        .with(live_when(
            move || seen.read().as_ref().is_some_and(|seen| !seen.notices.is_empty()),
            move || fold(standing::NOTICES, move || live(move || notices(seen))),
        ))
        .into()
}

fn debits(seen: Seen) -> View {
    let seen = seen.read();
    let debits = seen.as_ref().map(|seen| seen.debits.as_slice()).unwrap_or_default();
    if debits.is_empty() {
        return note(standing::NO_DEBITS);
    }
    let rows = debits.iter().take(LATEST).map(debit).collect::<Vec<_>>();
    el("ul").class("list").with(rows).into()
}

fn debit(debit: &DebitView) -> El {
    let voice = Voice::expect();
    let tone = match debit.state {
        DebitState::Underway => Tone::Info,
        DebitState::Collected => Tone::Good,
        DebitState::Refused => Tone::Bad,
    };
    let amount = debit.amount;
    let main = el("span")
        .class("list__main")
        .with(
            el("span").class("list__title").words(move || format::exact(amount, voice.language())),
        )
        .with(el("span").class("list__note").text(&format::instant(debit.asked_at)));
    el("li").class("list__item").with(main).with(badge(tone, standing::of_debit(debit.state)))
}

fn notices(seen: Seen) -> View {
    let seen = seen.read();
    let notices = seen.as_ref().map(|seen| seen.notices.as_slice()).unwrap_or_default();
    let rows = notices.iter().take(LATEST).map(sent).collect::<Vec<_>>();
    el("ul").class("list").with(rows).into()
}

fn sent(notice: &NoticeView) -> El {
    let voice = Voice::expect();
    let (text, at) = (notice.text.clone(), format::instant(notice.sent_at));
    let main = el("span")
        .class("list__main")
        .with(el("span").class("list__title").say(standing::of_notice(notice.kind)))
        .with(el("span").class("list__note").words(move || format::said(&text, voice.language())))
        .with(el("span").class("list__note").text(&at));
    el("li").class("list__item").with(main)
}
