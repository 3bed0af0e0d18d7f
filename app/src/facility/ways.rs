//! What else there is to a facility: repaying together, statements, a higher limit, freezing it, other
//! days.

use leptos::prelude::*;
use shared::api::{
    Empty, FacilityStatus, FacilityView, FreezeFacility, FreezeRequest, GetFacility,
    UnfreezeFacility,
};

use crate::{
    along::Along,
    api::ApiClient,
    components::{ButtonKind, FactRow, Way, button, card, facts_list, fold, note, ways},
    day_question::DayQuestion,
    dom::{View, el, live_when, nothing},
    failure::task_failed,
    format,
    language::Voice,
    part::FacilityPart,
    routes::{Place, Reference},
    task::Task,
    text::{facility, facility_ways, standing, terms},
};

use super::loans::loan_row;

/// The screens beside a facility.
pub(super) fn ways_card(id: &str) -> View {
    let Some(reference) = Reference::parse(id) else { return nothing() };
    let way = |title, note, part| Way {
        title,
        note,
        href: Place::FacilityPart(reference.clone(), part).href(),
    };
    let list = ways(vec![
        way(facility_ways::REPAY, facility_ways::REPAY_NOTE, FacilityPart::Repay),
        way(facility_ways::STATEMENTS, facility_ways::STATEMENTS_NOTE, FacilityPart::Statements),
        way(facility_ways::LIMIT, facility_ways::LIMIT_NOTE, FacilityPart::Limit),
    ]);
    card(facility_ways::TITLE, nothing()).with(list).into()
}

/// Freezing, and lifting a freeze; nothing for a facility that has expired.
pub(super) fn freeze_card(latest: RwSignal<FacilityView>) -> View {
    let (api, task) = (ApiClient::expect(), Task::new());
    let is = move |status| move || latest.read().status == status;
    let id = move || latest.with_untracked(|facility| facility.facility_id.clone());
    let freeze = move || {
        let id = id();
        let request = FreezeRequest { reason: String::new() };
        let send = async move { api.send_once::<FreezeFacility>(&[&id], &request).await };
        task.run(send, move |facility| latest.set(facility));
    };
    let lift = move || {
        let id = id();
        let send = async move { api.send::<UnfreezeFacility>(&[&id], &Empty {}).await };
        task.run(send, move |facility| latest.set(facility));
    };
    let offer = move || {
        el("div")
            .class("stack")
            .with(note(facility_ways::FREEZE_NOTE))
            .with(button(facility_ways::FREEZE, ButtonKind::Secondary, task.busy(), freeze))
            .into()
    };
    let frozen = move || button(facility_ways::UNFREEZE, ButtonKind::Secondary, task.busy(), lift);
    let content = move || {
        card(facility_ways::FREEZING, nothing())
            .with(live_when(is(FacilityStatus::Active), offer))
            .with(live_when(is(FacilityStatus::Frozen), frozen))
            .with(task_failed(task))
            .into()
    };
    live_when(move || latest.read().status != FacilityStatus::Expired, content)
}

/// The facility as it stood on a past day, folded until somebody asks.
pub(super) fn past_card(latest: RwSignal<FacilityView>) -> View {
    card(standing::PAST_CARD, nothing())
        .with(fold(standing::PAST_FOLD, move || past(latest)))
        .into()
}

fn past(latest: RwSignal<FacilityView>) -> View {
    let api = ApiClient::expect();
    let (id, today) =
        latest.with_untracked(|facility| (facility.facility_id.clone(), facility.today));
    // The server knows when it began, and says so.
    let question = DayQuestion::new(
        today,
        (chrono::NaiveDate::MIN, standing::BEFORE_IT_BEGAN),
        Some((today, standing::NOT_YET)),
    );
    let seen = Along::of(question.question(), move |day| {
        let id = id.clone();
        async move { api.get_as_of::<GetFacility>(&[&id], day).await }
    });
    el("div")
        .class("stack")
        .with(question.field("past-day", standing::PAST_DAY))
        .with(seen.part(figures))
        .into()
}

fn figures(seen: &FacilityView) -> View {
    let voice = Voice::expect();
    let (limit, available, status) = (seen.limit, seen.available, seen.status);
    let rows = move || {
        let amount = |money| format::exact(money, voice.language());
        let state = match status {
            FacilityStatus::Active => facility_ways::ACTIVE,
            FacilityStatus::Frozen => facility_ways::FROZEN,
            FacilityStatus::Expired => facility_ways::EXPIRED,
        };
        vec![
            FactRow::new(voice.say(standing::STATE), voice.say(state)),
            FactRow::new(voice.say(terms::LIMIT), amount(limit)),
            FactRow::new(voice.say(terms::AVAILABLE), amount(available)),
        ]
    };
    let loans = seen.loans.iter().cloned().map(loan_row).collect::<Vec<_>>();
    let loans = if loans.is_empty() {
        note(facility::NO_LOANS)
    } else {
        el("ul").class("list").with(loans).into()
    };
    el("div").class("stack").with(facts_list(rows)).with(loans).into()
}
