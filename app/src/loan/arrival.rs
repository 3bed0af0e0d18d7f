//! The money on its way, and the moment it is there.

use std::time::Duration;

use leptos::prelude::*;
use shared::api::{GetLoan, LoanStatusView, LoanView};

use crate::{
    components::{
        ButtonKind, FactRow, StatusRow, StatusState, Tone, button, facts_list, link_button, notice,
        status_list,
    },
    dom::{View, el, nothing, svg},
    facility::payee_text,
    following::{Hear, follow},
    format,
    frame::{MARK, notices, page, screen},
    language::Voice,
    routes::{Place, Reference},
    text::{Message, controls, loan, papers},
};

/// How often the server is asked.
const ASK_EVERY: Duration = Duration::from_millis(700);

/// Asks until the payment rail has said what became of the money.
pub(super) fn follow_the_money(latest: RwSignal<LoanView>) {
    if latest.read_untracked().status != LoanStatusView::Disbursing {
        return;
    }
    let loan = latest.with_untracked(|loan| loan.loan_id.clone());
    follow::<GetLoan>(loan, ASK_EVERY, move |loan| {
        let goes_on = loan.status == LoanStatusView::Disbursing;
        latest.set(loan);
        if goes_on { Hear::More } else { Hear::Enough }
    });
}

/// What is happening, while the money is not there yet.
pub(super) fn on_its_way(latest: RwSignal<LoanView>) -> View {
    let voice = Voice::expect();
    let rows = move || {
        let row = |name: Message, state: StatusState, state_text: Message| StatusRow {
            state,
            name: voice.say(name).to_owned(),
            state_text: voice.say(state_text).to_owned(),
            note: String::new(),
        };
        vec![
            row(loan::RESERVED, StatusState::Done, controls::DONE),
            row(loan::PAYING, StatusState::Busy, controls::CURRENT),
            row(loan::CREDITED, StatusState::Todo, controls::WAITING),
        ]
    };
    page(
        move || voice.say(loan::ON_ITS_WAY).to_owned(),
        move || voice.say(loan::ON_ITS_WAY_LEAD).to_owned(),
    )
    .with(el("p").class("page__title").words(move || drawn(latest, voice)))
    .with(el("section").class("card").with(status_list(rows)))
    .with(simulated(latest))
    .into()
}

/// The moment: the amount, where it went, and what it costs from now on.
pub(super) fn arrived(latest: RwSignal<LoanView>, on_seen: impl Fn() + 'static) -> View {
    let voice = Voice::expect();
    let time = move || {
        let at = latest.read().arrived_at.map(format::instant).unwrap_or_default();
        loan::arrived_at(&at, voice.language())
    };
    let moment = el("div")
        .class("arrival")
        .set("role", "status")
        .with(
            svg("svg")
                .class("arrival__mark")
                .set("viewBox", "0 0 32 32")
                .set("aria-hidden", "true")
                .with(svg("path").set("d", MARK)),
        )
        .with(el("h1").set("tabindex", "-1").say(loan::ARRIVED))
        .with(el("p").class("arrival__amount").words(move || drawn(latest, voice)))
        .with(el("p").class("section__note").words(time));
    let rows = move || {
        let (loan, language) = (latest.read(), voice.language());
        let last_due = format::day(loan.schedule.maturity());
        let to =
            loan.draw.payee.as_ref().map(|payee| {
                FactRow::new(voice.say(papers::TO_SELLER), payee_text(payee, language))
            });
        let rows = [
            FactRow::new(voice.say(loan::PER_DAY), format::exact(loan.interest_per_day, language)),
            FactRow::new(voice.say(loan::PAYOFF), format::exact(loan.payoff, language)),
            FactRow::new(voice.say(crate::text::plan::LAST_DUE), last_due),
            FactRow::new(voice.say(loan::NUMBER), loan.loan_id.clone()),
        ];
        to.into_iter().chain(rows).collect()
    };
    let see = button(loan::SEE_LOAN, ButtonKind::Primary, Signal::stored(false), on_seen);
    screen()
        .with(notices())
        .with(moment)
        .with(simulated(latest))
        .with(el("section").class("card").with(facts_list(rows)))
        .with(el("div").class("bar").with(see))
        .into()
}

/// The rail refused: nothing is owed, and the facility is there to try again.
pub(super) fn not_paid(latest: RwSignal<LoanView>) -> View {
    let voice = Voice::expect();
    let facility = Reference::parse(&latest.read_untracked().facility_id).map(|facility| {
        link_button(loan::TO_FACILITY, ButtonKind::Primary, &Place::Facility(facility).href())
    });
    page(move || voice.say(loan::NOT_PAID).to_owned(), String::new)
        .with(notice(Tone::Warn).with(el("p").say(loan::NOT_PAID_BODY)))
        .with(el("div").class("bar").with(facility))
        .into()
}

fn drawn(latest: RwSignal<LoanView>, voice: Voice) -> String {
    format::exact(latest.read().drawn, voice.language())
}

/// The label without which nobody may take the demonstration for real money.
fn simulated(latest: RwSignal<LoanView>) -> View {
    if !latest.read_untracked().simulated {
        return nothing();
    }
    el("aside")
        .class("simulator")
        .say_in("aria-label", loan::SIMULATED_RAIL)
        .with(el("p").class("simulator__label").say(loan::SIMULATED_RAIL))
        .into()
}
