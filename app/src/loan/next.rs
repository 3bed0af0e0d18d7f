//! What is to be paid next, and the plan as it now is.

use leptos::prelude::*;
use shared::{api::LoanView, date_text, schedule::Schedule};

use super::{Seen, overdue::parts};
use crate::{
    components::{FactRow, card, facts_list},
    dom::{View, live_when, nothing},
    format,
    language::Voice,
    schedule::{plan_chart, plan_table},
    text::{loan, standing},
};

/// The next due date and what follows it; nothing while something is overdue, which comes first.
pub(super) fn next_card(seen: Seen) -> View {
    let comes = move || {
        let seen = seen.read();
        seen.as_ref().is_some_and(|seen| seen.next.is_some() && seen.overdue.is_none())
    };
    live_when(comes, move || {
        let voice = Voice::expect();
        card(standing::NEXT, nothing()).with(facts_list(move || rows(seen, voice))).into()
    })
}

fn rows(seen: Seen, voice: Voice) -> Vec<FactRow> {
    let (seen, language) = (seen.read(), voice.language());
    let Some(seen) = &*seen else { return Vec::new() };
    let Some(next) = &seen.next else { return Vec::new() };
    let mut rows = vec![
        FactRow::new(voice.say(standing::NEXT_DUE), date_text::format(next.due_date)),
        FactRow::new(voice.say(standing::NEXT_AMOUNT), format::exact(next.owed.total, language))
            .with_note(parts(&next.owed, voice)),
    ];
    if let Some(last) = seen.upcoming.last() {
        let left = standing::instalments(seen.upcoming.len(), language);
        rows.push(FactRow::new(voice.say(standing::LEFT), left));
        let matures = date_text::format(last.due_date);
        rows.push(FactRow::new(voice.say(standing::MATURES), matures));
    }
    rows
}

/// What is still to be paid as things are; as planned at the draw when nothing is known of that.
pub(super) fn plan_card(latest: RwSignal<LoanView>, seen: Seen) -> View {
    let schedule = Memo::new(move |_| {
        let loan = latest.read();
        match &*seen.read() {
            Some(seen) if !seen.upcoming.is_empty() => Schedule {
                principal: loan.principal,
                drawn_on: seen.on,
                instalments: seen.upcoming.clone(),
                upfront_fee: shared::money::Money::ZERO,
                financed_fee: shared::money::Money::ZERO,
            },
            _ => loan.schedule.clone(),
        }
    });
    card(loan::PLAN, nothing()).with(plan_chart(schedule)).with(plan_table(schedule)).into()
}
