//! What is to be paid next, and the plan as it now is.

use leptos::prelude::*;
use shared::{api::LoanView, money::Money, schedule::Schedule};

use super::{Seen, overdue::parts};
use crate::{
    components::{FactRow, card, facts_list},
    dom::{View, live, live_when, nothing},
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
        FactRow::new(voice.say(standing::NEXT_DUE), format::day(next.due_date)),
        FactRow::new(voice.say(standing::NEXT_AMOUNT), format::exact(next.owed.total, language))
            .with_note(parts(&next.owed, voice)),
    ];
    if let Some(last) = seen.upcoming.last() {
        let left = standing::instalments(seen.upcoming.len(), language);
        rows.push(FactRow::new(voice.say(standing::LEFT), left));
        let matures = format::day(last.due_date);
        rows.push(FactRow::new(voice.say(standing::MATURES), matures));
    }
    rows
}

/// What is still to fall due as things are; what was planned at the draw, and says so, once nothing is.
pub(super) fn plan_card(latest: RwSignal<LoanView>, seen: Seen) -> View {
    let coming = Memo::new(move |_| {
        let seen = seen.read();
        let seen = seen.as_ref().filter(|seen| !seen.upcoming.is_empty())?;
        let principal = seen.upcoming.iter().map(|instalment| instalment.principal);
        Some(Schedule {
            principal: Money::checked_sum(principal)?,
            drawn_on: seen.on,
            instalments: seen.upcoming.clone(),
            upfront_fee: Money::ZERO,
            financed_fee: Money::ZERO,
        })
    });
    let schedule =
        Memo::new(move |_| coming.get().unwrap_or_else(|| latest.read().schedule.clone()));
    let is_over = Memo::new(move |_| coming.read().is_none());
    live(move || {
        let title = if is_over.get() { standing::PLANNED } else { loan::PLAN };
        card(title, nothing()).with(plan_chart(schedule)).with(plan_table(schedule)).into()
    })
}
