//! What is overdue, what to pay today and why, and what to watch.

use leptos::prelude::*;
use shared::{
    api::LoanStanding,
    catalogue::WarningLevel,
    loan::{FallenDue, Owed},
    money::Money,
    overdue::{AdverseReporting, OverduePosition, Warning},
};

use super::{Seen, repay::RepayModel};
use crate::{
    components::{ButtonKind, FactRow, Tone, badge, button, card, facts_list, notice},
    dom::{View, all, el, live, live_when, nothing, words},
    format,
    language::Voice,
    text::{loan, standing, terms},
};

/// What is overdue; nothing while nothing is.
pub(super) fn overdue_card(seen: Seen, model: RepayModel) -> View {
    let is_overdue = move || seen.read().as_ref().is_some_and(|seen| seen.overdue.is_some());
    live_when(is_overdue, move || shown(seen, model))
}

fn shown(seen: Seen, model: RepayModel) -> View {
    let voice = Voice::expect();
    let of = move || seen.read().as_ref().and_then(|seen| seen.overdue.clone());
    let late = words(move || {
        let days = of().map(|overdue| overdue.days).unwrap_or_default();
        standing::days_late(days, voice.language())
    });
    let rows = move || of().map(|overdue| rows(&overdue, voice)).unwrap_or_default();
    let why = live(move || of().map(|overdue| why(&overdue.unmet)).into());
    let bureau = live(move || {
        let adverse = seen.read().as_ref().and_then(|seen| seen.adverse);
        adverse.map(bureau).into()
    });
    let put_in = move || {
        if let Some(overdue) = untrack(of) {
            model.typed.lead_to(overdue.pay_today.total);
        }
    };
    card(standing::OVERDUE_TITLE, badge(Tone::Bad, late))
        .with(facts_list(rows))
        .with(button(standing::PUT_IN, ButtonKind::Secondary, Signal::stored(false), put_in))
        .with(why)
        .with(bureau)
        .into()
}

fn rows(overdue: &OverduePosition, voice: Voice) -> Vec<FactRow> {
    let language = voice.language();
    let amount = |money: Money| format::exact(money, language);
    let grace = if overdue.in_grace { standing::IN_GRACE } else { standing::GRACE_OVER };
    vec![
        FactRow::new(voice.say(standing::PAY_TODAY), amount(overdue.pay_today.total))
            .with_note(parts(&overdue.pay_today, voice)),
        FactRow::new(voice.say(standing::SINCE), format::day(overdue.since)),
        FactRow::new(voice.say(standing::GRACE), format::day(overdue.grace_until))
            .with_note(voice.say(grace)),
        FactRow::new(
            voice.say(standing::PENALTY_RATE),
            format::exact_percent(overdue.penalty_rate),
        ),
        FactRow::new(voice.say(standing::TOMORROW), amount(overdue.tomorrow_adds)),
    ]
}

/// What an amount owed is made of.
pub(super) fn parts(owed: &Owed, voice: Voice) -> String {
    let language = voice.language();
    let parts = [
        (terms::PRINCIPAL, owed.principal),
        (terms::INTEREST, owed.interest),
        (loan::PENALTY, owed.penalty),
        (loan::FEE, owed.fee),
    ];
    let parts = parts.into_iter().filter(|(_, money)| !money.is_zero());
    let parts: Vec<_> = parts.map(|(name, money)| (name, format::exact(money, language))).collect();
    standing::owed_parts(&parts, language)
}

fn why(unmet: &[FallenDue]) -> View {
    let voice = Voice::expect();
    let line = |due: &FallenDue| {
        let asked = Money::checked_sum([due.principal, due.interest, due.fee]);
        let asked = asked.and_then(|asked| asked.checked_sub(due.paid_ahead)).unwrap_or_default();
        let day = format::day(due.due_date);
        let said = move || {
            let language = voice.language();
            standing::unmet(&day, &format::exact(asked, language), language)
        };
        el("p").class("card__note").words(said)
    };
    let lines = unmet.iter().map(line).collect::<Vec<_>>();
    el("div")
        .class("stack")
        .set("data-gap", "small")
        .with(el("h3").class("field__label").say(standing::WHY))
        .with(lines)
        .into()
}

fn bureau(adverse: AdverseReporting) -> View {
    let voice = Voice::expect();
    let said = move || standing::adverse(&adverse, format::day, voice.language());
    notice(Tone::Warn).with(el("p").words(said)).into()
}

/// Early warnings, the most urgent first.
pub(super) fn warnings(seen: Seen) -> View {
    live(move || match &*seen.read() {
        Some(LoanStanding { warnings, .. }) => all(warnings.iter().map(warning)),
        None => nothing(),
    })
}

fn warning(warning: &Warning) -> View {
    let voice = Voice::expect();
    let tone = match warning.level {
        WarningLevel::Notice => Tone::Info,
        WarningLevel::Watch | WarningLevel::Act => Tone::Warn,
    };
    let text = warning.text.clone();
    notice(tone).with(el("p").words(move || format::said(&text, voice.language()))).into()
}
