//! Looking at what a request would change, and agreeing to it or not.

use leptos::prelude::*;
use shared::{
    api::{ProblemCode, ProposalState, ProposalView},
    language::Label,
    money::Money,
};

use super::{
    Servicing,
    comparison::{figures_card, plans},
    wish::Kind,
};
use crate::{
    api::ApiError,
    components::{ButtonKind, Tone, button, card, link_button, note, notice},
    dom::{El, View, el, live_when, nothing, words},
    facility::outcome::outcome,
    format,
    frame::page,
    language::Voice,
    routes::{Place, Reference},
    text::servicing,
};

/// What it would change, with what it costs first.
pub(super) fn looking(screen: Servicing, proposal: ProposalView) -> View {
    let voice = Voice::expect();
    let title = Kind::of(&proposal.action).title();
    let preview = proposal.preview.clone();
    page(move || voice.say(title).to_owned(), move || voice.say(servicing::LOOK_LEAD).to_owned())
        .with(cost(preview.cost_difference, preview.due_at_once))
        .with(changes(preview.changes.clone()))
        .with(figures_card(preview.clone()))
        .with(plans(&preview))
        .with(source(&preview.source))
        .with(outcome(screen.task))
        .with(answers(screen, proposal))
        .into()
}

/// What it costs or saves over what is left, said once, plainly.
fn cost(difference: Money, at_once: Money) -> View {
    let voice = Voice::expect();
    let said = words(move || {
        let language = voice.language();
        servicing::cost(difference, &format::exact(magnitude(difference), language), language)
    });
    let tone = if difference.is_positive() { Tone::Warn } else { Tone::Good };
    let today = at_once.is_positive().then(|| {
        el("p").words(move || {
            let language = voice.language();
            servicing::due_at_once(&format::exact(at_once, language), language)
        })
    });
    notice(tone).with(el("p").class("notice__title").with(said)).with(today).into()
}

fn magnitude(money: Money) -> Money {
    if money.is_negative() { money.checked_neg().unwrap_or(money) } else { money }
}

fn changes(changes: Vec<Label>) -> View {
    if changes.is_empty() {
        return nothing();
    }
    card(servicing::CHANGES, nothing()).with(el("ul").class("list").with(sentences(changes))).into()
}

fn sentences(changes: Vec<Label>) -> Vec<El> {
    let voice = Voice::expect();
    let line = |change: Label| {
        let said = move || format::said(&change, voice.language());
        el("li").class("list__item").with(el("span").words(said))
    };
    changes.into_iter().map(line).collect()
}

fn source(source: &str) -> View {
    if source.is_empty() {
        return nothing();
    }
    note(el("span").say(servicing::SOURCE).with(el("span").set("lang", "zh-CN").text(source)))
}

/// Agreeing, taking it back, or working it out again on another day.
fn answers(screen: Servicing, proposal: ProposalView) -> View {
    let task = screen.task;
    let is_fresh = proposal.state == ProposalState::Open;
    let outdated = Memo::new(move |_| {
        let code = task.failure().read().as_ref().and_then(ApiError::code);
        !is_fresh || code == Some(ProblemCode::ProposalOutdated)
    });
    let action = proposal.action.clone();
    let id = StoredValue::new(proposal.proposal_id);
    let again = move || {
        let action = action.clone();
        let work_out = move || screen.propose(action.clone());
        button(servicing::AGAIN, ButtonKind::Primary, task.busy(), work_out)
    };
    let agree = move || {
        let confirm = move || screen.confirm(id.get_value());
        button(servicing::CONFIRM, ButtonKind::Primary, task.busy(), confirm)
    };
    let take_back = move || screen.cancel(id.get_value());
    el("div")
        .class("bar")
        .with(button(servicing::TAKE_BACK, ButtonKind::Secondary, task.busy(), take_back))
        .with(live_when(move || outdated.get(), again))
        .with(live_when(move || !outdated.get(), agree))
        .into()
}

/// It is booked: what changed, and the way on.
pub(super) fn done(screen: Servicing, proposal: &ProposalView) -> View {
    let voice = Voice::expect();
    let loan = proposal.new_loan_id.clone().unwrap_or_else(|| screen.loan_id());
    let label =
        if proposal.new_loan_id.is_some() { servicing::TO_NEW_LOAN } else { servicing::TO_LOAN };
    let on = Reference::parse(&loan)
        .map(|loan| link_button(label, ButtonKind::Primary, &Place::Loan(loan).href()));
    let title = Kind::of(&proposal.action).title();
    let told = notice(Tone::Good)
        .with(el("p").class("notice__title").say(title))
        .with(el("p").say(servicing::DONE_NOTE));
    let more = move || screen.to_list();
    page(move || voice.say(servicing::DONE).to_owned(), String::new)
        .with(told)
        .with(changes(proposal.preview.changes.clone()))
        .with(button(servicing::MORE, ButtonKind::Quiet, Signal::stored(false), more))
        .with(el("div").class("bar").with(on))
        .into()
}
