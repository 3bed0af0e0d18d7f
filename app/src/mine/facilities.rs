//! Limits to draw on, and the loans that run under them.

use shared::api::{FacilityStatus, FacilityView, LoanStatusView, LoanSummary};

use crate::{
    components::{ButtonKind, card, link_button},
    dom::{View, el, nothing, svg},
    facility::loan_row,
    format,
    language::Voice,
    routes::{Place, Reference},
    text::{mine, terms},
};

/// How much of a limit is left, and the way to draw it.
pub(super) fn facility_card(facility: &FacilityView) -> View {
    let voice = Voice::expect();
    let href = Reference::parse(&facility.facility_id)
        .map(|reference| Place::Facility(reference).href())
        .unwrap_or_default();
    let can_draw = facility.status == FacilityStatus::Active && facility.available.is_positive();
    let (label, kind) = if can_draw {
        (mine::DRAW, ButtonKind::Primary)
    } else {
        (mine::OPEN, ButtonKind::Secondary)
    };
    let (name, available) = (facility.offer.product_name.clone(), facility.available);
    let text = el("div")
        .class("stack")
        .set("data-gap", "small")
        .with(el("p").class("section__note").words(move || {
            let language = voice.language();
            [name.text(language), " · ", voice.say(terms::AVAILABLE)].concat()
        }))
        .with(
            el("p").class("page__title").words(move || format::exact(available, voice.language())),
        )
        .with(link_button(label, kind, &href));
    let row = el("div").class("cluster").with(ring(share_left(facility))).with(text);
    el("section").class("card").with(row).into()
}

/// Hundredths of the limit that are left, rounded down.
fn share_left(facility: &FacilityView) -> i64 {
    let limit = facility.limit.fen().max(1);
    facility.available.fen().saturating_mul(100).checked_div(limit).unwrap_or(0)
}

fn ring(hundredths: i64) -> View {
    let circle = |class: &'static str| {
        svg("circle").class(class).set("cx", "50").set("cy", "50").set("r", "45")
    };
    let dashes = [&hundredths.to_string(), " 100"].concat();
    let plot = svg("svg")
        .class("ring__plot")
        .set("viewBox", "0 0 100 100")
        .set("aria-hidden", "true")
        .with(circle("ring__track"))
        .with(circle("ring__value").set("pathLength", "100").set("stroke-dasharray", &dashes));
    let figure = el("strong").class("ring__figure").text(&[&hundredths.to_string(), "%"].concat());
    let words = el("p").with(figure).with(el("br")).say(mine::AVAILABLE_SHARE);
    el("div").class("ring").with(plot).with(words).into()
}

/// Every loan on which something is owed or on its way; nothing when there is none.
pub(super) fn running_loans_card(facilities: &[FacilityView]) -> View {
    let is_running = |loan: &&LoanSummary| {
        !matches!(
            loan.status,
            LoanStatusView::Settled { .. } | LoanStatusView::PayoutRefused { .. }
        )
    };
    let loans = facilities.iter().flat_map(|facility| &facility.loans).filter(is_running);
    let rows = loans.cloned().map(loan_row).collect::<Vec<_>>();
    if rows.is_empty() {
        return nothing();
    }
    card(mine::LOANS, nothing()).with(el("ul").class("list").with(rows)).into()
}
