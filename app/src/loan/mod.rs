//! A loan: the money on its way, what is owed to the day, and repaying it.
//!
//! `arrival` waits for the payment rail; `repayment` says what a payment would settle; each card
//! shows one part of the book.

mod agreed;
mod arrival;
mod book;
mod just_drawn;
mod movements;
mod repay;
pub mod repayment;

use leptos::prelude::*;
use shared::{
    api::{GetLoan, LoanStatusView, LoanView},
    date_text,
};

pub use self::just_drawn::JustDrawn;
use self::{
    agreed::agreed_card,
    arrival::{arrived, follow_the_money, not_paid, on_its_way},
    book::interest_card,
    movements::movements_card,
    repay::{RepayModel, repay_bar, repay_card},
};
use crate::{
    api::ApiClient,
    components::{ButtonKind, Tone, card, link_button, notice},
    dom::{View, el, live, live_when, nothing},
    facility::{
        outcome::outcome,
        slab::{Figure, parts, slab},
    },
    format,
    frame::{notices, screen},
    language::Voice,
    remote::Remote,
    routes::{Place, Reference},
    schedule::{plan_chart, plan_table},
    text::{loan, terms},
};

/// What the screen is about just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    /// The money has not arrived yet.
    OnItsWay,
    /// It has just arrived, before the person's eyes.
    Arrived,
    /// It never arrived; nothing is owed.
    NotPaid,
    /// The loan runs, or has been repaid.
    Running,
}

/// The loan `reference`.
pub fn loan_screen(reference: Reference) -> View {
    if let Some(loan) = JustDrawn::expect().take(&reference) {
        return opened(loan);
    }
    let api = ApiClient::expect();
    let asked = Remote::new(move || {
        let reference = reference.clone();
        async move { api.get::<GetLoan>(&[reference.as_str()]).await }
    });
    asked.screen(opened)
}

fn opened(loan: LoanView) -> View {
    let watched = RwSignal::new(loan.status == LoanStatusView::Disbursing);
    let latest = RwSignal::new(loan);
    follow_the_money(latest);
    let moment = Memo::new(move |_| {
        let loan = latest.read();
        match loan.status {
            LoanStatusView::Disbursing => Moment::OnItsWay,
            LoanStatusView::PayoutRefused { .. } => Moment::NotPaid,
            _ if watched.get() => Moment::Arrived,
            _ => Moment::Running,
        }
    });
    live(move || {
        let moment = moment.get();
        untrack(|| match moment {
            Moment::OnItsWay => on_its_way(latest),
            Moment::Arrived => arrived(latest, move || watched.set(false)),
            Moment::NotPaid => not_paid(latest),
            Moment::Running => running(latest),
        })
    })
}

fn running(latest: RwSignal<LoanView>) -> View {
    let model = RepayModel::new(latest);
    let is_owed = move || latest.read().payoff.is_positive();
    let schedule = Memo::new(move |_| latest.read().schedule.clone());
    let plan = card(loan::PLAN, nothing()).with(plan_chart(schedule)).with(plan_table(schedule));
    let facility = Reference::parse(&latest.read_untracked().facility_id).map(|facility| {
        link_button(loan::TO_FACILITY, ButtonKind::Quiet, &Place::Facility(facility).href())
    });
    screen()
        .with(standing(latest))
        .with(notices())
        .with(model.receipt())
        .with(state(latest))
        .with(live_when(is_owed, move || repay_card(model)))
        .with(agreed_card(latest))
        .with(interest_card(latest))
        .with(movements_card(latest))
        .with(plan)
        .with(facility)
        .with(outcome(model.task))
        .with(live_when(is_owed, move || repay_bar(model)))
        .into()
}

/// Overdue or settled, in so many words; nothing while all is in order.
fn state(latest: RwSignal<LoanView>) -> View {
    live(move || match latest.read().status {
        LoanStatusView::Overdue { since } => {
            let day = [" ", &date_text::format(since)].concat();
            let title = el("p").class("notice__title").say(loan::OVERDUE_TITLE).text(&day);
            notice(Tone::Bad).with(title).with(el("p").say(loan::OVERDUE_BODY)).into()
        }
        LoanStatusView::Settled { .. } => {
            notice(Tone::Good).with(el("p").class("notice__title").say(loan::SETTLED)).into()
        }
        LoanStatusView::Disbursing
        | LoanStatusView::Performing
        | LoanStatusView::PayoutRefused { .. } => nothing(),
    })
}

/// What is owed, to the day.
fn standing(latest: RwSignal<LoanView>) -> View {
    let voice = Voice::expect();
    let more = move || {
        let (loan, language) = (latest.read(), voice.language());
        vec![
            (loan::PAYOFF, format::exact(loan.payoff, language)),
            (loan::PER_DAY, format::exact(loan.interest_per_day, language)),
            (terms::ANNUAL_RATE, format::percent(loan.annual_rate)),
        ]
    };
    let note = move || {
        let (loan, language) = (latest.read(), voice.language());
        let product = loan.product_name.text(language);
        let last_due = date_text::format(loan.schedule.maturity());
        let until = loan::until(&date_text::format(loan.drawn_on), &last_due, language);
        [product, " · ", &until].concat()
    };
    let owed = move || parts(latest.read().principal, voice.language());
    let interest = move || parts(latest.read().interest, voice.language());
    slab(
        loan::TITLE,
        [Figure::new(loan::OWED, owed), Figure::new(loan::INTEREST_TO_DAY, interest)],
        Box::new(more),
        Box::new(note),
        nothing(),
    )
}
