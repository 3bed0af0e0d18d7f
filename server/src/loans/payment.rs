//! Carrying out payment orders and booking what they did.
//!
//! The rail carries an order out at most once by its identifier, and an order is settled
//! at most once in the store, so every step here may be repeated.

use std::sync::Arc;

use shared::api::{LoanView, ProblemCode};
use shared::calendar::Calendar;
use shared::canonical::{self, Digest};
use shared::evidence::EvidenceBody;
use shared::loan::{LoanBook, LoanEvent, LoanStatus, next_sequence, preview_payment};
use shared::money::Money;

use super::{Loan, view_of};
use crate::adapters::{CarriedOut, PaymentOrder, RailState};
use crate::facilities::Facility;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::Postponed;
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
        (RailState::Done, Direction::Collect) => collected(loan.clone(), order, carried_out)?,
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
    let answer = match order.asked_by.as_ref().filter(|_| state == OrderState::Done) {
        Some((key, request_hash)) => Some(answer(here, &outcome, key, *request_hash).await?),
        None => None,
    };
    let record = &outcome.loan.record;
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
        answer,
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

/// The borrower's money was collected: it counts on that day.
fn collected(
    mut loan: Loan,
    order: &StoredOrder,
    carried_out: &CarriedOut,
) -> Result<Outcome, Failure> {
    let on = carried_out.at.date_in_china();
    let amount = Money::from_fen(order.amount_fen);
    let receipt =
        preview_payment(&loan.events, on, amount, &Calendar::china()).map_err(Failure::internal)?;
    let paid = LoanEvent::paid(on, next_sequence(&loan.events, on), amount);
    let evidence = EvidenceBody::Paid {
        amount,
        interest: receipt.interest,
        loan_id: loan.id.clone(),
        penalty: receipt.penalty,
        principal: receipt.principal,
    };
    loan.events.push(paid.clone());
    let book =
        LoanBook::rebuild(&loan.events, on, &Calendar::china()).map_err(Failure::internal)?;
    let is_settled = matches!(book.status(), LoanStatus::Settled { .. });
    Ok(Outcome {
        loan,
        events: vec![paid],
        restored: receipt.principal,
        release: if is_settled { Release::Papers } else { Release::Nothing },
        evidence: vec![evidence],
    })
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
    let view = view_of(here, &loan.id, &loan.record, &loan.events, Money::ZERO)?;
    let command = Command {
        borrower: loan.borrower.clone(),
        key: key.to_owned(),
        request_hash,
        at: here.now(),
        answer: Answer { request_hash, status: 200, body: Vec::new() },
    };
    let on_drawn = AnswerOnDrawn(Arc::new(move |drawn_fen| {
        let available = crate::facilities::available(facility.limit, Money::from_fen(drawn_fen));
        serde_json::to_vec(&LoanView { available, ..view.clone() }).unwrap_or_default()
    }));
    Ok((command, on_drawn))
}
