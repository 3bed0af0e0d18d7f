//! Repaying several loans of a facility with one amount, shared by the bank's rule and shown before.

mod model;

use shared::{
    api::{AllocationView, FacilityView, GetFacility, PreviewAllocation, PreviewAllocationQuery},
    money::Money,
    repayment::{Part, PartReason},
};

use self::model::SeveralModel;
use crate::{
    api::ApiClient,
    components::{
        ButtonKind, FactRow, Tone, badge, card, chips, facts_grid, link_button, note, notice, read,
    },
    dom::{El, View, el, live, live_when, nothing},
    facility::outcome::{at_hand, outcome},
    format,
    frame::page,
    language::Voice,
    remote::Remote,
    routes::{Place, Reference},
    text::{loan, repay_several, standing},
};

use leptos::prelude::*;

/// Repaying loans of the facility `reference` together.
pub fn repay_several_screen(reference: Reference) -> View {
    let api = ApiClient::expect();
    let asked = Remote::new(move || {
        let reference = reference.clone();
        async move {
            let facility = api.get::<GetFacility>(&[reference.as_str()]).await?;
            let owes = |loan: &shared::api::LoanSummary| loan.principal.is_positive();
            let all = if facility.loans.iter().any(owes) {
                let query = PreviewAllocationQuery::default();
                Some(api.ask::<PreviewAllocation>(&[reference.as_str()], &query).await?)
            } else {
                None
            };
            Ok((facility, all))
        }
    });
    asked.screen(move |(facility, all)| match all {
        Some(all) => repaying(facility, &all),
        None => nothing_owed(&facility),
    })
}

fn nothing_owed(facility: &FacilityView) -> View {
    let voice = Voice::expect();
    page(move || voice.say(repay_several::TITLE).to_owned(), String::new)
        .with(notice(Tone::Good).with(el("p").say(repay_several::NOTHING_OWED)))
        .with(back(&facility.facility_id))
        .into()
}

fn back(facility: &str) -> Option<View> {
    let facility = Reference::parse(facility)?;
    Some(link_button(loan::TO_FACILITY, ButtonKind::Quiet, &Place::Facility(facility).href()))
}

fn repaying(facility: FacilityView, all: &AllocationView) -> View {
    let voice = Voice::expect();
    let to_facility = back(&facility.facility_id);
    let model = SeveralModel::new(facility, all.payoff);
    let is_owed = move || model.payoff.get().is_positive();
    page(
        move || voice.say(repay_several::TITLE).to_owned(),
        move || voice.say(repay_several::LEAD).to_owned(),
    )
    .with(receipt(model))
    .with(live_when(is_owed, move || amount_card(model)))
    .with(model.looked.part(move |shared| shared_card(model, shared)))
    .with(to_facility)
    .with(outcome(model.typed.task))
    .with(live_when(is_owed, move || bar(model)))
    .into()
}

fn amount_card(model: SeveralModel) -> View {
    let voice = model.typed.voice;
    let owed = move || {
        let amount = format::exact(model.payoff.get(), voice.language());
        vec![FactRow::new(voice.say(repay_several::PAYOFF), amount)]
    };
    let labels =
        move || vec![voice.say(loan::HALF).to_owned(), voice.say(loan::EVERYTHING).to_owned()];
    let quick = move || {
        let payoff = model.payoff.get();
        [Money::from_fen(payoff.fen() / 2), payoff]
    };
    let pressed = move || {
        let amount = model.typed.amount().ok();
        quick().iter().position(|quick| Some(*quick) == amount).unwrap_or(usize::MAX)
    };
    let offered = chips(read(labels), read(pressed), move |position| {
        if let Some(amount) = untrack(quick).get(position) {
            model.typed.put(*amount);
        }
    });
    card(loan::REPAY_CARD, nothing()).with(facts_grid(owed)).with(model.typed.form(offered)).into()
}

/// How the amount is shared, and by which rule.
fn shared_card(model: SeveralModel, shared: &AllocationView) -> View {
    let voice = Voice::expect();
    let rows = shared.allocation.parts.iter().map(|part| row(model, part, None));
    let rows = rows.collect::<Vec<_>>();
    let (rule, saved) = (shared.rule.clone(), shared.saved);
    let facts = move || {
        let saved = format::exact(saved, voice.language());
        vec![FactRow::new(voice.say(standing::SAVED), saved)]
    };
    card(repay_several::SHARED, nothing())
        .with(note(el("span").words(move || rule.text(voice.language()).to_owned())))
        .with(el("ul").class("list").with(rows))
        .with(facts_grid(facts))
        .into()
}

fn row(model: SeveralModel, part: &Part, collected: Option<bool>) -> El {
    let voice = model.typed.voice;
    let drawn = model.drawn(&part.loan_id);
    let title = move || {
        let language = voice.language();
        drawn.map_or_else(String::new, |(on, amount)| {
            let amount = format::exact(amount, language);
            crate::text::facility::loan(&format::day(on), &amount, language)
        })
    };
    let reason = part.reason;
    let why = move || match reason {
        PartReason::Due { since } => repay_several::due(&format::day(since), voice.language()),
        PartReason::Dearest => voice.say(repay_several::DEAREST).to_owned(),
    };
    let main = el("span")
        .class("list__main")
        .with(el("span").class("list__title").words(title))
        .with(collected.is_none().then(|| el("span").class("list__note").words(why)));
    let amount = part.amount;
    let value =
        el("span").class("list__value").words(move || format::exact(amount, voice.language()));
    let mark = collected.map(|collected| {
        if collected {
            badge(Tone::Good, standing::COLLECTED)
        } else {
            badge(Tone::Bad, standing::REFUSED)
        }
    });
    el("li").class("list__item").with(main).with(value).with(mark)
}

/// How the last one went, loan by loan.
fn receipt(model: SeveralModel) -> View {
    let parts = live(move || {
        let paid = model.paid.get();
        if paid.is_empty() {
            return nothing();
        }
        let is_whole = paid.iter().all(|part| part.collected);
        let title = if is_whole { loan::PAID } else { repay_several::PARTLY };
        let rows = untrack(|| {
            let row = |part: shared::api::RepaidPart| {
                let shown = Part {
                    loan_id: part.loan_id,
                    amount: part.amount,
                    reason: PartReason::Dearest,
                };
                row(model, &shown, Some(part.collected))
            };
            paid.into_iter().map(row).collect::<Vec<_>>()
        });
        card(title, nothing()).with(el("ul").class("list").with(rows)).into()
    });
    at_hand(model::RECEIPT, move || !model.paid.read().is_empty(), parts)
}

fn bar(model: SeveralModel) -> View {
    model.typed.bar(move || model.repay())
}
