//! The loan as it stood on a past day.

use leptos::prelude::*;
use shared::api::{GetLoan, LoanView};

use crate::{
    along::Along,
    api::ApiClient,
    components::{FactRow, card, facts_list, fold},
    day_question::DayQuestion,
    dom::{View, el, nothing},
    facility::status_word,
    format,
    language::Voice,
    text::{loan, standing, terms},
};

/// The card, folded until somebody asks.
pub(super) fn past_card(latest: RwSignal<LoanView>) -> View {
    card(standing::PAST_CARD, nothing())
        .with(fold(standing::PAST_FOLD, move || asked(latest)))
        .into()
}

fn asked(latest: RwSignal<LoanView>) -> View {
    let api = ApiClient::expect();
    let (id, drawn_on, today) =
        latest.with_untracked(|loan| (loan.loan_id.clone(), loan.drawn_on, loan.today));
    let question = DayQuestion::new(
        drawn_on,
        (drawn_on, standing::BEFORE_IT_BEGAN),
        Some((today, standing::NOT_YET)),
    );
    let seen = Along::of(question.question(), move |day| {
        let id = id.clone();
        async move { api.get_as_of::<GetLoan>(&[&id], day).await }
    });
    el("div")
        .class("stack")
        .with(question.field("past-day", standing::PAST_DAY))
        .with(seen.part(figures))
        .into()
}

fn figures(seen: &LoanView) -> View {
    let voice = Voice::expect();
    let seen = seen.clone();
    facts_list(move || {
        let amount = |money| format::exact(money, voice.language());
        let mut rows = vec![
            FactRow::new(voice.say(standing::STATE), voice.say(status_word(&seen.status))),
            FactRow::new(voice.say(loan::OWED), amount(seen.principal)),
            FactRow::new(voice.say(loan::INTEREST_THEN), amount(seen.interest)),
            FactRow::new(voice.say(loan::PAYOFF_THEN), amount(seen.payoff)),
            FactRow::new(voice.say(terms::ANNUAL_RATE), format::percent(seen.annual_rate)),
        ];
        let available = seen.available.map(amount);
        rows.extend(available.map(|left| FactRow::new(voice.say(terms::AVAILABLE), left)));
        rows
    })
}
