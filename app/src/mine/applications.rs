//! Applications: the ones to go on with, and the ones that have been.

use shared::{
    api::{ApplicationView, NextStep},
    application::StageName,
};

use crate::{
    components::{ButtonKind, Tone, badge, card, link_button, note, steps},
    dom::{El, View, el, nothing, words},
    format,
    journey::stage::{Standing, progress, standing},
    language::Voice,
    routes::{Place, Reference},
    text::{identity, mine, title},
};

/// Whether an application still leads somewhere that is not a facility.
pub(super) fn is_under_way(application: &ApplicationView) -> bool {
    !matches!(application.next_step, NextStep::Nothing | NextStep::Draw)
}

/// An application to go on with: where it stands, what comes next, who acts, by when.
pub(super) fn resume_card(application: &ApplicationView) -> View {
    let voice = Voice::expect();
    let reference = Reference::parse(&application.application_id);
    let href = reference.map(|reference| Place::Application(reference, None).href());
    let waits =
        matches!(application.next_step, NextStep::WaitForDecision | NextStep::WaitForReview);
    let (label, kind) = if waits {
        (mine::SEE, ButtonKind::Secondary)
    } else {
        (mine::CONTINUE, ButtonKind::Primary)
    };
    let promise = application.waiting.as_ref().map(|waiting| {
        let time = format::instant(waiting.promised_by);
        note(words(move || mine::promised(&time, voice.language())))
    });
    let bar = step_bar(application);
    let name = application.product_name.clone();
    let head = el("div")
        .class("card__head")
        .with(el("h2").class("card__title").words(move || name.text(voice.language()).to_owned()))
        .with(stage_badge(application.stage));
    el("section")
        .class("card")
        .with(head)
        .with(bar)
        .with(note(mine::of_next_step(application.next_step)))
        .with(promise)
        .with(link_button(label, kind, &href.unwrap_or_default()))
        .into()
}

fn step_bar(application: &ApplicationView) -> View {
    let voice = Voice::expect();
    let Standing::At(step) = standing(application) else { return nothing() };
    let Some((at, of)) = progress(application, step) else { return nothing() };
    let now = move || {
        let language = voice.language();
        identity::step_of(at + 1, of, title::of_step(step, language), language)
    };
    steps(at, of, now, String::new)
}

/// Applications that have ended or opened a facility; the latter lead to their evidence.
pub(super) fn applications_card(applications: Vec<ApplicationView>) -> View {
    if applications.is_empty() {
        return nothing();
    }
    let rows = applications.into_iter().map(row).collect::<Vec<_>>();
    card(mine::APPLICATIONS, nothing()).with(el("ul").class("list").with(rows)).into()
}

fn row(application: ApplicationView) -> El {
    let voice = Voice::expect();
    let place = Reference::parse(&application.application_id).map(|reference| {
        if application.facility_id.is_some() {
            Place::Evidence(reference)
        } else {
            Place::Application(reference, None)
        }
    });
    let name = application.product_name;
    let day = shared::date_text::format(application.created_at.date_in_china());
    let words = el("span")
        .class("list__main")
        .with(el("span").class("list__title").words(move || name.text(voice.language()).to_owned()))
        .with(el("span").class("list__note").text(&day));
    let href = place.map(|place| place.href()).unwrap_or_default();
    let link = el("a").class("list__item").set("href", &href);
    el("li").with(link.with(words).with(stage_badge(application.stage)))
}

fn stage_badge(stage: StageName) -> View {
    let tone = match stage {
        StageName::Draft | StageName::Disclosed | StageName::Accepted => Tone::Warn,
        StageName::Submitted | StageName::Referred => Tone::Info,
        StageName::Approved | StageName::Signed => Tone::Good,
        StageName::Declined | StageName::Withdrawn | StageName::Expired => {
            return el("span").class("badge").say(mine::of_stage(stage)).into();
        }
    };
    badge(tone, mine::of_stage(stage))
}
