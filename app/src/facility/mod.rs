//! A facility: what it has left, and drawing on it.
//!
//! [`draft`] holds what was chosen and what it costs, [`agreement`] what else the draw takes;
//! [`model`] sends it; [`papers`] are what draws of some products rest on; each card shows one part.

pub mod agreement;
mod choices;
mod cost;
pub mod draft;
mod draw_bar;
mod loans;
pub mod model;
pub mod opening;
pub mod outcome;
pub mod papers;
mod past;
mod payment;
mod pool;
pub mod slab;
mod ways;

use leptos::prelude::*;
use shared::api::{FacilityStatus, FacilityView, GetFacility};

use self::{
    choices::draw_card,
    cost::cost_card,
    draw_bar::draw_bar,
    loans::loans_card,
    model::{DrawModel, obstacle},
    opening::{Opening, opening, ready_bar},
    outcome::outcome,
    papers::papers_card,
    past::past_card,
    payment::undertaking_card,
    pool::pool_card,
    slab::{Figure, parts, slab},
    ways::{freeze_card, ways_card},
};
pub use self::{
    loans::{loan_row, status_word},
    payment::payee_text,
};
use crate::{
    account::account_page,
    api::ApiClient,
    components::{ButtonKind, Tone, link_button, notice},
    dom::{View, el, live, nothing},
    format,
    frame::{notices, screen},
    language::Voice,
    limit_reasons::uplift_card,
    person::passkey_offer,
    remote::Remote,
    routes::{Place, Reference},
    text::{facility, papers as papers_text, terms},
    verification::verification_view,
};

/// The facility `reference`.
pub fn facility_screen(reference: Reference) -> View {
    let api = ApiClient::expect();
    let asked = Remote::new(move || {
        let reference = reference.clone();
        async move { api.get::<GetFacility>(&[reference.as_str()]).await }
    });
    asked.screen(opened)
}

/// The account comes first; with one, the facility can be drawn on.
fn opened(facility: FacilityView) -> View {
    let latest = RwSignal::new(facility);
    let has_account = Memo::new(move |_| latest.read().account.is_some());
    live(move || {
        if has_account.get() {
            untrack(|| drawing(latest))
        } else {
            untrack(|| account_page(latest.get(), move |facility| latest.set(facility)))
        }
    })
}

fn drawing(latest: RwSignal<FacilityView>) -> View {
    let model = DrawModel::new(latest);
    let opening = opening(model);
    let draw = live(move || match opening.get() {
        Opening::Closed { .. } => closed(latest),
        Opening::Ready => notice(Tone::Good).with(el("p").say(papers_text::READY)).into(),
        Opening::Open => {
            model.refill();
            untrack(|| draw_form(model))
        }
    });
    let bar = live(move || match opening.get() {
        Opening::Closed { .. } => nothing(),
        Opening::Ready => untrack(|| ready_bar(opening)),
        Opening::Open => untrack(|| draw_bar(model)),
    });
    screen()
        .with(standing(latest))
        .with(notices())
        .with(papers_card(latest))
        .with(draw)
        .with(loans_card(latest))
        .with(uplift_card(latest.with_untracked(|facility| facility.offer.uplift.clone())))
        .with(pool_card(latest.read_untracked().facility_id.clone()))
        .with(ways_card(&latest.read_untracked()))
        .with(freeze_card(latest))
        .with(past_card(latest))
        .with(further(&latest.read_untracked()))
        .with(passkey_offer())
        .with(outcome(model.task))
        .with(verification_view(model.verification))
        .with(bar)
        .into()
}

/// What else there is to a facility: its account, its papers.
fn further(facility: &FacilityView) -> View {
    let link = |label, place: Option<Place>| {
        place.map(|place| link_button(label, ButtonKind::Quiet, &place.href()))
    };
    let account = Reference::parse(&facility.facility_id).map(Place::Account);
    let papers = Reference::parse(&facility.application_id).map(Place::Evidence);
    el("div")
        .class("cluster")
        .with(link(facility::CHANGE_ACCOUNT, account))
        .with(link(facility::PAPERS, papers))
        .into()
}

fn draw_form(model: DrawModel) -> View {
    el("form")
        .class("stack")
        .set("data-gap", "large")
        .flag("novalidate", true)
        .on("submit", |event| event.prevent_default())
        .with(draw_card(model))
        .with(cost_card(model))
        .with(undertaking_card(model))
        .into()
}

fn closed(latest: RwSignal<FacilityView>) -> View {
    let standing = latest.read();
    let obstacle = obstacle(&standing).map(|why| el("p").say(why));
    let again = (standing.status == FacilityStatus::Expired)
        .then(|| link_button(facility::APPLY_AGAIN, ButtonKind::Secondary, &Place::Quote.href()));
    notice(Tone::Warn).with(obstacle).with(again).into()
}

/// What the facility has left, and at what price.
fn standing(latest: RwSignal<FacilityView>) -> View {
    let voice = Voice::expect();
    let used = move || latest.read().drawn;
    let note = move || {
        let (facility, language) = (latest.read(), voice.language());
        let limit = format::exact(facility.limit, language);
        let until = format::day(facility.expires_on);
        facility::whole(&limit, &format::exact(used(), language), &until, language)
    };
    let bar = el("progress")
        .class("answer__progress")
        .say_in("aria-label", facility::USED)
        .follow("max", move || Some(latest.read().limit.fen().max(1).to_string()))
        .follow("value", move || Some(used().fen().to_string()));
    let available = move || parts(latest.read().available, voice.language());
    let rate = move || (format::percent(latest.read().offer.price.annual_rate), "");
    slab(
        facility::TITLE,
        [Figure::new(terms::AVAILABLE, available), Figure::new(terms::ANNUAL_RATE, rate)],
        Box::new(Vec::new),
        Box::new(note),
        bar.into(),
    )
}
