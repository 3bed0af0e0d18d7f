//! Carrying out payment orders and booking what they did.
//!
//! The rail carries an order out at most once by its identifier, and an order is settled
//! at most once in the store, so every step here may be repeated.

use std::sync::Arc;

use chrono::NaiveDate;
use shared::api::{LoanView, ProblemCode};
use shared::calendar::Calendar;
use shared::canonical::{self, Digest};
use shared::evidence::EvidenceBody;
use shared::loan::{LoanBook, LoanEvent, LoanStatus, Receipt, next_sequence};
use shared::money::Money;

use super::{Loan, posting, view_of};
use crate::adapters::{CarriedOut, PaymentOrder, RailState};
use crate::facilities::Facility;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::{Postponed, due};
use crate::store::Document;
use crate::store::acts::{
    Answer, AnswerOnDrawn, Command, Direction, FindOrder, OrderState, Release, SettleOrder,
    StoredOrder,
};

/// How often booking is decided again when the loan has changed meanwhile.
const TRIES: u32 = 8;

/// Has an order carried out and books it; one that is settled already stays as it is.
///
/// # Errors
/// [`Postponed`]: the rail gave no usable answer, or booking failed on our side.
pub async fn settle(
    here: &Installation,
    borrower: &str,
    order: &str,
) -> Result<OrderState, Postponed> {
    let find = FindOrder { borrower: borrower.to_owned(), order: order.to_owned() };
    let order = here.store.find_order(find).await?;
    let order = order.ok_or(Failure::of(ProblemCode::NotFound))?;
    if order.state != OrderState::Asked {
        return Ok(order.state);
    }
    let loan = Loan::open(here, borrower, &order.loan).await?;
    let told = told(&loan, &order);
    let carried_out = here.outside.carry_out(&told).await.map_err(|error| {
        tracing::warn!(
            service = "payment",
            reason = error.word(),
            order = order.order,
            "no answer"
        );
        Postponed::Outside(error.word())
    })?;
    book(here, loan, &order, &carried_out).await
}

/// The order as the rail is told it: money goes out to whom the draw says, and comes back from the
/// borrower's own account.
fn told(loan: &Loan, order: &StoredOrder) -> PaymentOrder {
    let out = order.direction == Direction::Disburse;
    let payee = loan.record.draw.payee.as_ref().filter(|_| out);
    let account = payee.map_or(&loan.record.account.number, |payee| &payee.account);
    PaymentOrder::new(
        order.order.clone(),
        order.direction,
        Money::from_fen(order.amount_fen),
        account.as_str().to_owned(),
        payee.map(|payee| payee.name.as_str().to_owned()),
    )
}

/// Books what the rail did, on the loan as it is now.
async fn book(
    here: &Installation,
    loan: Loan,
    order: &StoredOrder,
    carried_out: &CarriedOut,
) -> Result<OrderState, Postponed> {
    let mut loan = loan;
    let mut tries = 1;
    loop {
        let act = settlement(here, &loan, order, carried_out).await?;
        let state = act.state;
        match here.store.settle_order(act).await.map_err(Failure::from) {
            Ok(()) => return Ok(state),
            Err(failure) if failure.code() == ProblemCode::VersionConflict && tries < TRIES => {
                tries += 1;
                loan = Loan::open(here, &loan.borrower, &loan.id).await?;
            }
            Err(failure) => return Err(failure.into()),
        }
    }
}

/// Whether a key is one of ours: a caller's has no spaces.
pub fn is_internal(key: &str) -> bool {
    key.contains(' ')
}

/// What follows for the loan from an order that was carried out or refused.
struct Outcome {
    loan: Loan,
    events: Vec<LoanEvent>,
    restored: Money,
    release: Release,
    evidence: Vec<EvidenceBody>,
}

async fn settlement(
    here: &Installation,
    loan: &Loan,
    order: &StoredOrder,
    carried_out: &CarriedOut,
) -> Result<SettleOrder, Failure> {
    let outcome = match (carried_out.state, order.direction) {
        (RailState::Done, Direction::Disburse) => paid_out(loan.clone(), carried_out)?,
        (RailState::Refused, Direction::Disburse) => not_paid_out(loan.clone(), carried_out),
        (RailState::Done, Direction::Collect) => {
            collected(here.today(), loan.clone(), order, carried_out)?
        }
        (RailState::Refused, Direction::Collect) => Outcome {
            loan: loan.clone(),
            events: Vec::new(),
            restored: Money::ZERO,
            release: Release::Nothing,
            evidence: Vec::new(),
        },
    };
    let state = match carried_out.state {
        RailState::Done => OrderState::Done,
        RailState::Refused => OrderState::Refused,
    };
    let answer = match order
        .asked_by
        .as_ref()
        .filter(|(key, _)| state == OrderState::Done && !is_internal(key))
    {
        Some((key, request_hash)) => Some(answer(here, &outcome, key, *request_hash).await?),
        None => None,
    };
    let record = &outcome.loan.record;
    let act = order.direction.word();
    let entries = posting::entries(here, &loan.id, act, &loan.events, &outcome.loan.events)?;
    let jobs = match order.direction {
        Direction::Disburse => due::jobs_of_draw(here, &outcome.loan)?,
        Direction::Collect => Vec::new(),
    };
    Ok(SettleOrder {
        borrower: loan.borrower.clone(),
        order: order.order.clone(),
        state,
        loan: loan.id.clone(),
        expected_version: loan.version,
        document: Document::of(record)?,
        events: outcome.events.iter().map(Document::of).collect::<Result<_, _>>()?,
        facility: record.facility_id.clone(),
        restored_fen: outcome.restored.fen(),
        release: outcome.release,
        application: record.application_id.clone(),
        evidence: outcome.evidence,
        entries,
        jobs,
        answer,
        moved_at: carried_out.at,
        at: here.now(),
    })
}

/// The money arrived: the loan begins on that day.
fn paid_out(mut loan: Loan, carried_out: &CarriedOut) -> Result<Outcome, Failure> {
    loan.record.terms.start = carried_out.at.date_in_china();
    loan.record.arrived_at = Some(carried_out.at);
    let terms = loan.record.terms.clone();
    let evidence = EvidenceBody::Drawn {
        amount: terms.principal,
        loan_id: loan.id.clone(),
        terms: canonical::digest(&terms)?,
    };
    let drawn = LoanEvent::drawn(terms, loan.record.servicing.clone());
    loan.events.push(drawn.clone());
    Ok(Outcome {
        loan,
        events: vec![drawn],
        restored: Money::ZERO,
        release: Release::Nothing,
        evidence: vec![evidence],
    })
}

/// The rail refused to pay out: nothing is owed and the limit comes back whole.
fn not_paid_out(mut loan: Loan, carried_out: &CarriedOut) -> Outcome {
    loan.record.refused_on = Some(carried_out.at.date_in_china());
    let restored = loan.record.terms.principal;
    let release = Release::Everything;
    Outcome { loan, events: Vec::new(), restored, release, evidence: Vec::new() }
}

/// The borrower's money was collected: it counts on that day. Should it be more than is owed by then,
/// the rest stands in the receipt and in the books as held.
fn collected(
    today: NaiveDate,
    mut loan: Loan,
    order: &StoredOrder,
    carried_out: &CarriedOut,
) -> Result<Outcome, Failure> {
    let on = carried_out.at.date_in_china();
    let amount = Money::from_fen(order.amount_fen);
    let paid = LoanEvent::paid(on, next_sequence(&loan.events, on), amount);
    let before = loan.events.clone();
    loan.events.push(paid.clone());
    let receipt = receipt_of(&loan.events, &paid)?;
    let evidence = evidence_of(&loan.id, &receipt);
    let known_on = today.max(on);
    Ok(Outcome {
        release: release_of(&loan.events, known_on)?,
        restored: principal_repaid(&before, &loan.events, known_on)?,
        loan,
        events: vec![paid],
        evidence: vec![evidence],
    })
}

/// What a loan lets go of after a payment: everything that stood behind it, once it is repaid.
///
/// # Errors
/// [`Failure`] when the events make no book, which is a fault on our side.
pub fn release_of(events: &[LoanEvent], on: NaiveDate) -> Result<Release, Failure> {
    let book = LoanBook::rebuild(events, on, &Calendar::china()).map_err(Failure::internal)?;
    let is_settled = matches!(book.status(), LoanStatus::Settled { .. });
    Ok(if is_settled { Release::Papers } else { Release::Nothing })
}

/// The principal that a payment repaid which takes a loan's events from `before` to `after`, as of `on`.
///
/// A payment that becomes known after others lets those repay more principal, since less interest had run by
/// then; that is counted with it.
///
/// # Errors
/// [`Failure`] when the events make no book, which is a fault on our side.
pub fn principal_repaid(
    before: &[LoanEvent],
    after: &[LoanEvent],
    on: NaiveDate,
) -> Result<Money, Failure> {
    let calendar = Calendar::china();
    let owed = |events: &[LoanEvent]| {
        LoanBook::rebuild(events, on, &calendar).map(|book| book.principal())
    };
    let owed_before = owed(before).map_err(Failure::internal)?;
    let owed_after = owed(after).map_err(Failure::internal)?;
    owed_before.checked_sub(owed_after).ok_or(Failure::of(ProblemCode::Internal))
}

/// How a payment among a loan's events was applied.
///
/// # Errors
/// [`Failure`] when the events make no book, which is a fault on our side.
pub fn receipt_of(events: &[LoanEvent], paid: &LoanEvent) -> Result<Receipt, Failure> {
    let book = LoanBook::rebuild(events, paid.on, &Calendar::china()).map_err(Failure::internal)?;
    let is_it = |receipt: &&Receipt| receipt.on == paid.on && receipt.sequence == paid.sequence;
    let receipt = book.receipts().iter().find(is_it).cloned();
    receipt.ok_or(Failure::of(ProblemCode::Internal))
}

/// A payment as the evidence chain records it.
pub fn evidence_of(loan: &str, receipt: &Receipt) -> EvidenceBody {
    EvidenceBody::Paid {
        amount: receipt.amount,
        interest: receipt.interest,
        loan_id: loan.to_owned(),
        penalty: receipt.penalty,
        principal: receipt.principal,
    }
}

/// The answer to the command that asked for it: the loan as it is after the booking.
async fn answer(
    here: &Installation,
    outcome: &Outcome,
    key: &str,
    request_hash: Digest,
) -> Result<(Command, AnswerOnDrawn), Failure> {
    let loan = &outcome.loan;
    let facility = Facility::open(here, &loan.borrower, &loan.record.facility_id).await?;
    let view = view_of(here, &loan.id, &loan.record, &loan.events, None)?;
    let command = Command {
        borrower: loan.borrower.clone(),
        key: key.to_owned(),
        request_hash,
        at: here.now(),
        answer: Answer { request_hash, status: 200, body: Vec::new() },
    };
    let today = here.today();
    let on_drawn = AnswerOnDrawn(Arc::new(move |drawn_fen| {
        let drawn = Money::from_fen(drawn_fen);
        let available = facility.record.revolving(facility.limit, drawn, today);
        serde_json::to_vec(&LoanView { available, ..view.clone() }).unwrap_or_default()
    }));
    Ok((command, on_drawn))
}
