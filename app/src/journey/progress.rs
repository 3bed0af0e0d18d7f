//! Handed in: what is being fetched, from whom, by when; the answer shows itself.

use std::time::Duration;

use leptos::prelude::*;
use shared::{
    api::{ApplicationView, FactQuery, FactQueryState, GetApplication, NextStep},
    facts::Source,
};

use super::Journey;
use crate::{
    components::{ButtonKind, StatusRow, StatusState, Tone, link_button, notice, status_list},
    dom::{View, el},
    following::{Hear, follow},
    format,
    frame::page,
    language::Voice,
    routes::Place,
    shelf::Shelf,
    text::{Message, progress},
};

/// How often the server is asked.
const ASK_EVERY: Duration = Duration::from_secs(1);

/// The waiting screen.
pub(super) fn progress_screen(application: ApplicationView) -> View {
    let voice = Voice::expect();
    let latest = RwSignal::new(application);
    // Advice on the decision will need the catalogue.
    Shelf::expect().open();
    follow_the_decision(latest);
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

/// Asks until the bank has decided.
fn follow_the_decision(latest: RwSignal<ApplicationView>) {
    let journey = Journey::expect();
    let application = latest.with_untracked(|latest| latest.application_id.clone());
    follow::<GetApplication>(application, ASK_EVERY, move |answer| {
        if answer.next_step == NextStep::WaitForDecision {
            latest.set(answer);
            return Hear::More;
        }
        journey.arrive(answer);
        Hear::Enough
    });
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
        Source::Invoices => progress::INVOICES,
        Source::Court => progress::COURT,
        Source::Customs => progress::CUSTOMS,
        Source::Bank => progress::BANK,
        Source::Takings => progress::TAKINGS,
        Source::Platform => progress::PLATFORM,
        Source::Valuation => progress::VALUATION,
        Source::FaceCheck => progress::FACE_CHECK,
        Source::Technology => progress::TECHNOLOGY,
        Source::FieldVisit => progress::FIELD_VISIT,
        Source::EnterpriseCredit => progress::ENTERPRISE_CREDIT,
        Source::Imported => progress::IMPORTED,
        Source::Papers => progress::PAPERS,
        Source::Declared | Source::Identity => progress::IDENTITY,
    }
}
