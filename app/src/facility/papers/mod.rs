//! The papers a facility's draws rest on: what there is, where each stands, and what to do next.
//!
//! [`model`] sends what the person decides; [`entry`] holds the fields of a paper as typed, `form`
//! shows them; `row` shows one paper; [`authorisation`] gives the authorisation anew that they are
//! checked under.

mod authorisation;
pub mod entry;
mod form;
pub mod model;
mod row;

use std::time::Duration;

use leptos::prelude::*;
use shared::{
    api::{FacilityView, GetFacility, PapersView},
    backing::Standing,
    facts::say_money,
    guide::paper_name,
};

use self::{
    authorisation::authorisation_asked, form::presenting, model::PapersModel, row::paper_row,
};
use crate::{
    components::{ButtonKind, Tone, button, card, note, notice},
    dom::{View, el, live, live_when, nothing},
    failure::task_failed,
    following::{Hear, follow},
    language::Voice,
    text::papers,
};

/// How often the server is asked while an answer is awaited.
const ASK_EVERY: Duration = Duration::from_millis(900);
/// How often in a row: whoever is asked may take days, and the screen is not left open for them.
const ASK_TIMES: u32 = 40;

/// The card, for a facility whose draws rest on papers.
pub(super) fn papers_card(facility: RwSignal<FacilityView>) -> View {
    let takes_papers = facility.read_untracked().papers.is_some();
    if !takes_papers {
        return nothing();
    }
    let model = PapersModel::new(facility);
    let shown = Memo::new(move |_| facility.read().papers.clone());
    let is_awaited = move || shown.read().as_ref().is_some_and(awaits);
    el("section")
        .class("stack")
        .with(live(move || shown.get().map(|papers| list(model, &papers)).into()))
        .with(live_when(is_awaited, move || {
            follow_answers(facility);
            nothing()
        }))
        .into()
}

/// Whether an answer about one of the papers is awaited.
pub(super) fn awaits(papers: &PapersView) -> bool {
    let is_open =
        |standing: &Standing| matches!(standing, Standing::Awaited { .. } | Standing::ToBeAsked);
    papers.papers.iter().any(|paper| is_open(&paper.standing))
}

/// Asks for a while whether whoever was asked has answered.
fn follow_answers(facility: RwSignal<FacilityView>) {
    let id = facility.with_untracked(|facility| facility.facility_id.clone());
    let asked = StoredValue::new(0_u32);
    follow::<GetFacility>(id, ASK_EVERY, move |latest| {
        asked.update_value(|asked| *asked = asked.saturating_add(1));
        let goes_on = latest.papers.as_ref().is_some_and(awaits);
        if facility.read_untracked() != latest {
            facility.set(latest);
        }
        if goes_on && asked.get_value() < ASK_TIMES { Hear::More } else { Hear::Enough }
    });
}

fn list(model: PapersModel, papers: &PapersView) -> View {
    let voice = Voice::expect();
    let (lendable, kind) = (papers.lendable, papers.paper);
    let lends = move || papers::lendable(&say_money(lendable, voice.language()), voice.language());
    let rows: Vec<View> = papers.papers.iter().map(|paper| paper_row(model, kind, paper)).collect();
    let name = paper_name(kind);
    let wanted = move || papers::wanted(name.text(voice.language()), voice.language());
    let content: View = if rows.is_empty() {
        el("p").class("card__note").words(wanted).into()
    } else {
        el("ul").class("list").with(rows).into()
    };
    let next = if papers.is_authorised {
        next_step(model, papers)
    } else {
        authorisation_asked(model, papers.authorisation)
    };
    card(papers::TITLE, el("span").class("card__note").words(lends))
        .with(content)
        .with(papers.simulated.then(|| note(papers::SIMULATED)))
        .with(next)
        .with(task_failed(model.task))
        .into()
}

/// Presenting one more, or fetching what is delivered.
fn next_step(model: PapersModel, papers: &PapersView) -> View {
    if !papers.paper.is_delivered() {
        return presenting(model, papers.paper, papers.papers.is_empty());
    }
    let label = if papers.papers.is_empty() { papers::FETCH } else { papers::FETCH_AGAIN };
    let kind = if papers.papers.is_empty() { ButtonKind::Primary } else { ButtonKind::Secondary };
    let empty = live_when(
        move || model.came_empty(),
        || notice(Tone::Warn).with(el("p").say(papers::NOTHING_DELIVERED)).into(),
    );
    let fetch = button(label, kind, model.task.busy(), move || model.fetch());
    el("div").class("stack").with(empty).with(fetch).into()
}
