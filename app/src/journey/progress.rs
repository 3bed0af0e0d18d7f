//! Handed in: what is being fetched, from whom, by when; the answer shows itself.

use std::time::Duration;

use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*, task::spawn_local};
use shared::{
    api::{ApplicationView, FactQuery, FactQueryState, GetApplication, NextStep},
    facts::Source,
};

use super::Journey;
use crate::{
    api::ApiClient,
    components::{ButtonKind, StatusRow, StatusState, Tone, link_button, notice, status_list},
    dom::{View, el},
    format,
    frame::page,
    language::Voice,
    routes::Place,
    text::{Message, progress},
};

/// How often the server is asked.
const ASK_EVERY: Duration = Duration::from_secs(1);

/// The waiting screen.
pub(super) fn progress_screen(application: ApplicationView) -> View {
    let voice = Voice::expect();
    let latest = RwSignal::new(application);
    follow(latest);
    let lead = move || {
        latest.read().waiting.as_ref().map_or_else(String::new, |waiting| {
            progress::promised(&format::instant(waiting.promised_by), voice.language())
        })
    };
    let rows = move || {
        let latest = latest.read();
        let waiting = latest.waiting.as_ref();
        let queries = waiting.map(|waiting| waiting.queries.as_slice()).unwrap_or_default();
        rows(queries, voice)
    };
    let may_leave = notice(Tone::Info)
        .with(el("p").class("notice__title").say(progress::MAY_LEAVE))
        .with(el("p").say(progress::MAY_LEAVE_BODY));
    let leave = link_button(progress::TO_MY_PAGE, ButtonKind::Secondary, &Place::Me.href());
    page(move || voice.say(progress::TITLE).to_owned(), lead)
        .with(el("section").class("card").with(status_list(rows)))
        .with(may_leave)
        .with(el("div").class("bar").with(leave))
        .into()
}

/// Asks until the bank has decided; an unanswered question is simply asked again.
fn follow(latest: RwSignal<ApplicationView>) {
    let (api, journey) = (ApiClient::expect(), Journey::expect());
    let asking: StoredValue<Option<IntervalHandle>> = StoredValue::new(None);
    let waits = StoredValue::new(false);
    let stop = move || {
        if let Some(handle) = asking.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    let ask = move || {
        let Some(application) = latest.try_get_untracked() else { return };
        if waits.get_value() {
            return;
        }
        waits.set_value(true);
        spawn_local(async move {
            let answer = api.get::<GetApplication>(&[&application.application_id]).await;
            if waits.try_set_value(false).is_some() {
                return;
            }
            let Ok(answer) = answer else { return };
            if answer.next_step == NextStep::WaitForDecision {
                latest.set(answer);
            } else {
                stop();
                journey.arrive(answer);
            }
        });
    };
    asking.set_value(set_interval_with_handle(ask, ASK_EVERY).ok());
    ask();
    on_cleanup(stop);
}

fn rows(queries: &[FactQuery], voice: Voice) -> Vec<StatusRow> {
    let row = |name: Message, state: StatusState, state_text: Message| StatusRow {
        state,
        name: voice.say(name).to_owned(),
        state_text: voice.say(state_text).to_owned(),
        note: String::new(),
    };
    let mut rows: Vec<StatusRow> = queries
        .iter()
        .map(|query| {
            let (state, state_text) = match query.state {
                FactQueryState::Waiting => (StatusState::Busy, progress::ASKING),
                FactQueryState::Retrying => (StatusState::Waiting, progress::RETRYING),
                FactQueryState::Answered => (StatusState::Done, progress::ANSWERED),
            };
            let mut row = row(party(query.source), state, state_text);
            if query.simulated {
                voice.say(progress::SIMULATED).clone_into(&mut row.note);
            }
            row
        })
        .collect();
    rows.push(row(progress::APPROVAL, StatusState::Todo, progress::NOT_BEGUN));
    rows
}

const fn party(source: Source) -> Message {
    match source {
        Source::Tax => progress::TAX,
        Source::Registry => progress::REGISTRY,
        Source::CreditBureau => progress::CREDIT_BUREAU,
        Source::Agriculture => progress::AGRICULTURE,
        Source::Declared | Source::Identity => progress::IDENTITY,
    }
}
