//! The loans drawn under a facility.

use leptos::prelude::*;
use shared::api::{FacilityView, LoanStatusView, LoanSummary};

use crate::{
    components::{Tone, badge, card, note},
    dom::{El, View, el, live, nothing},
    format,
    language::Voice,
    routes::{Place, Reference},
    text::{Message, facility},
};

/// Every loan, newest first, each leading to its screen.
pub(super) fn loans_card(latest: RwSignal<FacilityView>) -> View {
    let rows = live(move || {
        let loans = &latest.read().loans;
        if loans.is_empty() {
            return note(facility::NO_LOANS);
        }
        let rows = loans.iter().cloned().map(loan_row).collect::<Vec<_>>();
        el("ul").class("list").with(rows).into()
    });
    card(facility::LOANS, nothing()).with(rows).into()
}

/// One loan in a list.
pub fn loan_row(loan: LoanSummary) -> El {
    let voice = Voice::expect();
    let href = Reference::parse(&loan.loan_id).map(|reference| Place::Loan(reference).href());
    let mark = status_badge(&loan.status);
    let LoanSummary { drawn, drawn_on, principal, interest, next, status, .. } = loan;
    let title = move || {
        let language = voice.language();
        facility::loan(&format::day(drawn_on), &format::exact(drawn, language), language)
    };
    let owed = move || {
        let language = voice.language();
        match status {
            LoanStatusView::Settled { on } => facility::settled_on(&format::day(on), language),
            LoanStatusView::PayoutRefused { on } => {
                facility::payout_refused_on(&format::day(on), language)
            }
            _ => {
                let amount = |money| format::exact(money, language);
                let owed = facility::owed(&amount(principal), &amount(interest), language);
                match &next {
                    Some(next) => {
                        let due = format::day(next.due_date);
                        let next = facility::next_due(&due, &amount(next.owed.total), language);
                        [owed, next].join(" · ")
                    }
                    None => owed,
                }
            }
        }
    };
    let words = el("span")
        .class("list__main")
        .with(el("span").class("list__title").words(title))
        .with(el("span").class("list__note").words(owed));
    let link = el("a").class("list__item").set("href", &href.unwrap_or_default());
    el("li").with(link.with(words).with(mark))
}

/// Where a loan stands, in a word.
pub const fn status_word(status: &LoanStatusView) -> Message {
    match status {
        LoanStatusView::Disbursing => facility::DISBURSING,
        LoanStatusView::Performing => facility::PERFORMING,
        LoanStatusView::Overdue { .. } => facility::OVERDUE,
        LoanStatusView::PayoutRefused { .. } => facility::PAYOUT_REFUSED,
        LoanStatusView::Settled { .. } => facility::SETTLED,
    }
}

fn status_badge(status: &LoanStatusView) -> View {
    let word = status_word(status);
    match status {
        LoanStatusView::Disbursing => badge(Tone::Info, word),
        LoanStatusView::Performing => badge(Tone::Good, word),
        LoanStatusView::Overdue { .. } => badge(Tone::Bad, word),
        LoanStatusView::PayoutRefused { .. } => badge(Tone::Warn, word),
        LoanStatusView::Settled { .. } => el("span").class("badge").say(word).into(),
    }
}
