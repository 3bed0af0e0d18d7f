//! What pays the loan off on a day to come.

use chrono::{Days, Months, NaiveDate};
use leptos::prelude::*;
use shared::{
    api::{LoanView, PreviewRepayment, PreviewRepaymentQuery},
    repayment::RepaymentPreview,
};

use super::overdue::parts;
use crate::{
    along::Along,
    api::ApiClient,
    components::{DayText, FactRow, card, chips, facts_grid, fold, note, read},
    day_question::DayQuestion,
    dom::{View, all, el, nothing},
    format,
    language::Voice,
    text::standing,
};

/// The card, folded until somebody asks.
pub(super) fn payoff_card(latest: RwSignal<LoanView>) -> View {
    let asked = fold(standing::PAYOFF_FOLD, move || asked(latest));
    card(standing::PAYOFF_CARD, nothing()).with(asked).into()
}

fn asked(latest: RwSignal<LoanView>) -> View {
    let api = ApiClient::expect();
    let (today, loan) = latest.with_untracked(|loan| (loan.today, loan.loan_id.clone()));
    let begin = tomorrow(today);
    let question = DayQuestion::new(begin, (today, standing::DAY_PAST), None);
    // What is owed has changed when the loan has.
    let of_day = question.question();
    let asked = Memo::new(move |_| of_day.get().map(|day| (day, latest.read().payoff)));
    let quoted = Along::of(asked, move |(on, _)| {
        let loan = loan.clone();
        let query = PreviewRepaymentQuery { amount: None, on: Some(on) };
        async move { api.ask::<PreviewRepayment>(&[&loan], &query).await }
    });
    el("div")
        .class("stack")
        .with(question.field("payoff-day", standing::PAYOFF_DAY))
        .with(quick(question, today))
        .with(quoted.part(figures))
        .into()
}

fn tomorrow(today: NaiveDate) -> NaiveDate {
    today.succ_opt().unwrap_or(today)
}

fn quick(question: DayQuestion, today: NaiveDate) -> View {
    let voice = Voice::expect();
    let days = [
        (standing::TOMORROW_CHIP, tomorrow(today)),
        (standing::WEEK_CHIP, today.checked_add_days(Days::new(7)).unwrap_or(today)),
        (standing::MONTH_CHIP, today.checked_add_months(Months::new(1)).unwrap_or(today)),
    ];
    let labels = move || days.iter().map(|(name, _)| voice.say(name).to_owned()).collect();
    let pressed = move || {
        let chosen = question.day().ok();
        days.iter().position(|(_, day)| Some(*day) == chosen).unwrap_or(usize::MAX)
    };
    chips(read(labels), read(pressed), move |position| {
        if let Some((_, day)) = days.get(position) {
            question.text.set(DayText::of(*day));
        }
    })
}

fn figures(preview: &RepaymentPreview) -> View {
    let voice = Voice::expect();
    let (payoff, saved) = (preview.payoff, preview.saved);
    let rows = move || {
        let amount = |money| format::exact(money, voice.language());
        vec![
            FactRow::new(voice.say(standing::PAYOFF_TOTAL), amount(payoff.total))
                .with_note(parts(&payoff, voice)),
            FactRow::new(voice.say(standing::SAVED), amount(saved)),
        ]
    };
    all([facts_grid(rows), note(standing::QUOTED)])
}
