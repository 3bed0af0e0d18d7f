//! A loan: the money on its way, what is owed to the day, and repaying it.
//!
//! `arrival` waits for the payment rail; `repayment` says what a payment would settle; each card
//! shows one part of the book, or of where the loan stands.

mod agreed;
pub mod amount;
mod arrival;
mod book;
mod collecting;
mod incoming;
mod just_drawn;
mod movements;
mod next;
mod overdue;
mod past;
mod payoff;
mod repay;
pub mod repayment;

use futures_util::future::join;
use leptos::prelude::*;
use shared::api::{
    GetIncomingPayments, GetLoan, GetStanding, IncomingPaymentsView, LoanStanding, LoanStatusView,
    LoanView,
};

pub use self::just_drawn::JustDrawn;
use self::{
    agreed::agreed_card,
    arrival::{arrived, follow_the_money, not_paid, on_its_way},
    book::interest_card,
    collecting::collecting_card,
    incoming::incoming_card,
    movements::movements_card,
    next::{next_card, plan_card},
    overdue::{overdue_card, warnings},
    past::past_card,
    payoff::payoff_card,
    repay::{RepayModel, repay_bar, repay_card},
};
use crate::{
    api::ApiClient,
    components::{ButtonKind, Tone, Way, card, link_button, notice, ways},
    dom::{View, el, follow, live, live_when, nothing},
    facility::{
        outcome::outcome,
        slab::{Figure, parts, slab},
    },
    format,
    frame::{notices, screen},
    language::Voice,
    part::LoanPart,
    remote::Remote,
    routes::{Place, Reference},
    text::{loan, standing as words, terms},
};

/// Where the loan stands, as last heard; none while nothing was.
type Seen = RwSignal<Option<LoanStanding>>;

/// What is asked about a loan besides itself: where it stands, and money that came from outside.
type Beside = (LoanStanding, IncomingPaymentsView);

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

/// The loan with where it stands. Both are on the screen at once, so that nothing moves; without an
/// answer about the second, the loan can be repaid all the same.
fn running(latest: RwSignal<LoanView>) -> View {
    let api = ApiClient::expect();
    let asked: Remote<Beside> = Remote::new(move || {
        let loan = latest.with_untracked(|loan| loan.loan_id.clone());
        async move {
            let ids = [loan.as_str()];
            let (standing, incoming) =
                join(api.get::<GetStanding>(&ids), api.get::<GetIncomingPayments>(&ids)).await;
            Ok((standing?, incoming?))
        }
    });
    // Whatever changes the loan changes where it stands.
    Effect::new(move |before: Option<()>| {
        latest.track();
        if before.is_some() {
            asked.again();
        }
    });
    asked.screen_once(move || whole(latest, asked))
}

fn whole(latest: RwSignal<LoanView>, asked: Remote<Beside>) -> View {
    let (seen, incoming) = (Seen::new(None), RwSignal::new(Vec::new()));
    follow(Box::new(move || {
        if let Some((standing, payments)) = asked.answer() {
            seen.set(Some(standing));
            incoming.set(payments.payments);
        }
    }));
    let model = RepayModel::new(latest);
    let is_owed = move || latest.read().payoff.is_positive();
    let id = latest.with_untracked(|loan| loan.loan_id.clone());
    let facility = Reference::parse(&latest.read_untracked().facility_id).map(|facility| {
        link_button(loan::TO_FACILITY, ButtonKind::Quiet, &Place::Facility(facility).href())
    });
    screen()
        .with(standing(latest, seen))
        .with(notices())
        .with(model.receipt())
        .with(state(latest, seen))
        .with(overdue_card(seen, model))
        .with(warnings(seen))
        .with(live_when(is_owed, move || repay_card(model)))
        .with(next_card(seen))
        .with(live_when(is_owed, move || payoff_card(latest)))
        .with(asked.failure())
        .with(live_when(is_owed, move || {
            collecting_card(latest.with_untracked(|loan| loan.loan_id.clone()), seen)
        }))
        .with(incoming_card(incoming))
        .with(plan_card(latest, seen))
        .with(agreed_card(latest))
        .with(interest_card(latest))
        .with(movements_card(latest))
        .with(further(&id))
        .with(past_card(latest))
        .with(facility)
        .with(outcome(model.typed.task))
        .with(live_when(is_owed, move || repay_bar(model)))
        .into()
}

/// The screens beside the loan.
fn further(id: &str) -> View {
    let Some(reference) = Reference::parse(id) else { return nothing() };
    let way = |title, note, part| Way {
        title,
        note,
        href: Place::LoanPart(reference.clone(), part).href(),
    };
    let list = ways(vec![
        way(words::BOOK_WAY, words::BOOK_WAY_NOTE, LoanPart::InterestBook),
        way(words::SERVICING_WAY, words::SERVICING_WAY_NOTE, LoanPart::Servicing),
        way(words::PAPERS_WAY, words::PAPERS_WAY_NOTE, LoanPart::Papers),
        way(words::REQUEST_WAY, words::REQUEST_WAY_NOTE, LoanPart::Request),
    ]);
    card(words::MORE, nothing()).with(list).into()
}

/// Settled in so many words, or overdue while no more is known of it; nothing while all is in order.
fn state(latest: RwSignal<LoanView>, seen: Seen) -> View {
    let is_told = Memo::new(move |_| seen.read().is_some());
    live(move || match latest.read().status {
        LoanStatusView::Overdue { since } if !is_told.get() => {
            let day = [" ", &format::day(since)].concat();
            let title = el("p").class("notice__title").say(loan::OVERDUE_TITLE).text(&day);
            notice(Tone::Bad).with(title).with(el("p").say(loan::OVERDUE_BODY)).into()
        }
        LoanStatusView::Settled { .. } => {
            let papers = Reference::parse(&latest.read_untracked().loan_id).map(|loan| {
                let href = Place::LoanPart(loan, LoanPart::Papers).href();
                el("a").set("href", &href).say(words::CERTIFICATE)
            });
            notice(Tone::Good)
                .with(el("p").class("notice__title").say(loan::SETTLED))
                .with(papers)
                .into()
        }
        LoanStatusView::Disbursing
        | LoanStatusView::Performing
        | LoanStatusView::Overdue { .. }
        | LoanStatusView::PayoutRefused { .. } => nothing(),
    })
}

/// What is owed, to the day.
fn standing(latest: RwSignal<LoanView>, seen: Seen) -> View {
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
        // What was agreed since the draw, and money repaid early, may have moved the end.
        let last =
            seen.read().as_ref().and_then(|seen| seen.upcoming.last()).map(|last| last.due_date);
        let last = last.unwrap_or_else(|| loan.schedule.maturity());
        let until = loan::until(&format::day(loan.drawn_on), &format::day(last), language);
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
