//! What this very draw costs and how it is repaid, before it is drawn.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{entrusted_payment::PaymentRoute, money::Money, schedule::Schedule};

use super::{draft::Preview, model::DrawModel, payment::payee_text};
use crate::{
    components::{FactRow, card, facts_grid, note},
    dom::{View, live_when, nothing},
    format,
    language::Voice,
    schedule::{plan_chart, plan_table},
    text::{facility, papers, plan, terms},
};

/// Figures, picture and numbers of the draw; the last good ones while the amount is being typed.
pub(super) fn cost_card(model: DrawModel) -> View {
    let shown = Memo::new(move |before: Option<&Option<Arc<Preview>>>| {
        model.preview.get().or_else(|| before.cloned().flatten())
    });
    live_when(move || shown.read().is_some(), move || cost(model, shown))
}

fn cost(model: DrawModel, shown: Memo<Option<Arc<Preview>>>) -> View {
    let voice = Voice::expect();
    let rows = move || {
        shown.read().as_ref().map(|preview| figures(preview, model, voice)).unwrap_or_default()
    };
    let schedule = Memo::new(move |_| match &*shown.read() {
        Some(preview) => preview.schedule.clone(),
        None => Schedule {
            drawn_on: model.facility.read_untracked().today,
            principal: Money::ZERO,
            upfront_fee: Money::ZERO,
            financed_fee: Money::ZERO,
            instalments: Vec::new(),
        },
    });
    card(facility::COST_CARD, nothing())
        .with(facts_grid(rows))
        .with(plan_chart(schedule))
        .with(plan_table(schedule))
        .with(note(facility::SAME_FUNCTION))
        .with(note(terms::SIMPLE_AND_IRR))
        .into()
}

fn figures(preview: &Preview, model: DrawModel, voice: Voice) -> Vec<FactRow> {
    let language = voice.language();
    let amount = |money| format::exact(money, language);
    let schedule = &preview.schedule;
    let mut rows = vec![
        FactRow::new(voice.say(facility::PER_DAY), amount(preview.per_day)),
        FactRow::new(voice.say(plan::TOTAL_INTEREST), amount(schedule.total_interest())),
        FactRow::new(voice.say(plan::TOTAL_FEES), amount(schedule.total_fees())),
        FactRow::new(voice.say(plan::TOTAL_PAYMENT), amount(schedule.total_payment())),
    ];
    if let Some(first) = schedule.instalments.first() {
        let due = format::day(first.due_date);
        rows.push(FactRow::new(voice.say(plan::FIRST_PAYMENT), amount(first.total)).with_note(due));
    }
    let mut last = FactRow::new(voice.say(plan::LAST_DUE), format::day(schedule.maturity()));
    if schedule.is_provisional() {
        last = last.with_note(voice.say(plan::PROVISIONAL));
    }
    rows.push(last);
    if let Some(irr) = preview.annualised_irr {
        rows.push(FactRow::new(voice.say(terms::ALL_IN_IRR), format::percent(irr)));
    }
    rows.extend(paid_to(model, voice));
    let agreement = model.agreement.read();
    let numbers = agreement.papers.iter().flat_map(|paper| &paper.numbers);
    let numbers = numbers.map(String::as_str).collect::<Vec<_>>().join(language.pick("、", ", "));
    if !numbers.is_empty() {
        rows.push(FactRow::new(voice.say(papers::RESTS_ON), numbers));
    }
    rows
}

/// Where the money goes: to the account of the facility, or to a seller.
fn paid_to(model: DrawModel, voice: Voice) -> Option<FactRow> {
    let language = voice.language();
    let agreement = model.agreement.get();
    match agreement.route {
        PaymentRoute::Own => {
            let facility = model.facility.read();
            let account = facility.account.as_ref()?;
            let number = facility::account_ending(&account.number_masked, language);
            let row = FactRow::new(voice.say(facility::TO_ACCOUNT), number);
            let doubt = account.unusual_number.then(|| voice.say(facility::UNUSUAL_ACCOUNT));
            Some(row.with_note(doubt.unwrap_or_default()))
        }
        PaymentRoute::ByScene => {
            let seller = agreement.papers.first()?.payee.as_ref()?;
            Some(FactRow::new(voice.say(papers::TO_SELLER), payee_text(seller, language)))
        }
        PaymentRoute::ByAmount | PaymentRoute::ByAggregation { .. } => {
            let name = model.typed().payee_name.get();
            let to = if name.trim().is_empty() { "—".to_owned() } else { name };
            Some(FactRow::new(voice.say(papers::TO_SELLER), to))
        }
    }
}
