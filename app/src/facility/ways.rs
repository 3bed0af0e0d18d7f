//! What else there is to a facility: repaying together, statements, a higher limit, freezing it.

use leptos::prelude::*;
use shared::api::{
    Empty, FacilityStatus, FacilityView, FreezeFacility, FreezeRequest, UnfreezeFacility,
};

use crate::{
    api::ApiClient,
    components::{ButtonKind, Way, button, card, note, ways},
    dom::{View, el, live_when, nothing},
    failure::task_failed,
    part::FacilityPart,
    routes::{Place, Reference},
    task::Task,
    text::facility_ways,
};

/// The screens beside a facility; none to a higher limit for one that has expired.
pub(super) fn ways_card(facility: &FacilityView) -> View {
    let Some(reference) = Reference::parse(&facility.facility_id) else { return nothing() };
    let way = |title, note, part| Way {
        title,
        note,
        href: Place::FacilityPart(reference.clone(), part).href(),
    };
    let mut listed = vec![
        way(facility_ways::REPAY, facility_ways::REPAY_NOTE, FacilityPart::Repay),
        way(facility_ways::STATEMENTS, facility_ways::STATEMENTS_NOTE, FacilityPart::Statements),
    ];
    if facility.status != FacilityStatus::Expired {
        listed.push(way(facility_ways::LIMIT, facility_ways::LIMIT_NOTE, FacilityPart::Limit));
    }
    card(facility_ways::TITLE, nothing()).with(ways(listed)).into()
}

/// Freezing, and lifting a freeze; nothing for a facility that has expired.
pub(super) fn freeze_card(latest: RwSignal<FacilityView>) -> View {
    let (api, task) = (ApiClient::expect(), Task::new());
    let is = move |status| move || latest.read().status == status;
    let id = move || latest.with_untracked(|facility| facility.facility_id.clone());
    let freeze = move || {
        let id = id();
        let request = FreezeRequest { reason: String::new() };
        let send = async move { api.send::<FreezeFacility>(&[&id], &request).await };
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
