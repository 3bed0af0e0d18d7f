//! Drawing: limit, loan, payment order and answer in one transaction.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use shared::api::{DrawRequest, ProblemCode, SteppedUpAct};
use shared::catalogue::Label;
use shared::drawdown::{DrawRefused, Drawing};
use shared::money::Money;
use shared::schedule::{RepaymentMethod, Terms};

use super::{AccountRecord, Facility, available, checks};
use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::{CARRY_OUT, new_job};
use crate::loans::{LoanRecord, LoanService, view_of};
use crate::pools;
use crate::session::SignedIn;
use crate::step_up;
use crate::store::Document;
use crate::store::acts::{Answer, AnswerOnDrawn, Direction, Draw, NewOrder};

/// Draws on a facility.
///
/// # Errors
/// [`Failure`]: not active, no account, terms not offered, more than is available.
pub async fn draw(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<DrawRequest>,
) -> Result<Response, Failure> {
    let drawn = command.once(&here, &who.borrower, || draw_new(&here, &who, &id, &command)).await?;
    here.work.notify_waiters();
    Ok(drawn)
}

async fn draw_new(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    command: &Commanded<DrawRequest>,
) -> Result<Answer, Failure> {
    let asked = &command.value;
    let facility = Facility::open(here, &who.borrower, id).await?;
    checks::may_draw(here, &facility).await?;
    let account = AccountRecord::find(here, &facility).await?;
    let account = account.ok_or(Failure::of(ProblemCode::AccountMissing))?;
    let (terms, purpose) = agreed(here, &facility, asked)?;
    if asked.amount > facility.available() {
        return Err(above_available(facility.available()));
    }
    let verified = step_up::verified(
        here,
        who,
        &SteppedUpAct::Draw { facility_id: facility.id.clone(), amount: asked.amount },
    )
    .await?;
    let loan = here.identifier()?;
    let order = here.identifier()?;
    let record = LoanRecord {
        facility_id: facility.id.clone(),
        application_id: facility.record.application_id.clone(),
        product_name: facility.record.offer.product_name.clone(),
        purpose,
        servicing: checks::servicing(here, &facility.record.offer),
        account,
        terms,
        arrived_at: None,
        refused_on: None,
        service: LoanService::default(),
    };
    let view = view_of(here, &loan, &record, &[], Money::ZERO)?;
    let limit = facility.limit;
    let answer = AnswerOnDrawn(Arc::new(move |drawn_fen| {
        let available = available(limit, Money::from_fen(drawn_fen));
        serde_json::to_vec(&shared::api::LoanView { available, ..view.clone() }).unwrap_or_default()
    }));
    let act = Draw {
        command: command.answered_with(here, &who.borrower, &())?,
        answer,
        step_up: verified.step_up,
        facility: facility.id.clone(),
        amount_fen: asked.amount.fen(),
        document: Document::of(&record)?,
        order: NewOrder {
            order: order.clone(),
            direction: Direction::Disburse,
            amount_fen: asked.amount.fen(),
            document: Document::of(&order)?,
        },
        cover: pools::of_draw(here, &facility),
        jobs: vec![new_job(here, CARRY_OUT, &order)?],
        loan,
    };
    Ok(here.store.draw(act).await?)
}

/// The terms and the purpose, when the offer has them.
fn agreed(
    here: &Installation,
    facility: &Facility,
    asked: &DrawRequest,
) -> Result<(Terms, Label), Failure> {
    let offer = &facility.record.offer;
    let terms = terms(here, facility, asked.amount, asked.term_months, asked.method)?;
    let purpose = offer.purposes.get(usize::from(asked.purpose)).cloned();
    let purpose = purpose.ok_or_else(|| not_offered(&DrawRefused::PurposeNotOffered))?;
    Ok((terms, purpose))
}

/// The terms of a draw today, for its preview and its booking.
pub(super) fn terms(
    here: &Installation,
    facility: &Facility,
    amount: Money,
    term_months: u16,
    method: RepaymentMethod,
) -> Result<Terms, Failure> {
    let drawing = Drawing { amount, drawn_on: here.today(), term_months, method };
    facility.record.offer.draw(drawing).map_err(|refused| not_offered(&refused))
}

fn not_offered(refused: &DrawRefused) -> Failure {
    let (field, code, zh, en) = match refused {
        DrawRefused::NothingDrawn => {
            ("amount", "amount_not_positive", "请填写大于零的金额。", "Enter an amount above zero.")
        }
        DrawRefused::TermNotOffered => (
            "term_months",
            "term_not_offered",
            "请选择授信方案中的期限。",
            "Choose one of the terms offered.",
        ),
        DrawRefused::MethodNotOffered => (
            "method",
            "method_not_offered",
            "请选择授信方案中的还款方式。",
            "Choose one of the repayment methods offered.",
        ),
        DrawRefused::PurposeNotOffered => (
            "purpose",
            "purpose_not_offered",
            "请选择授信方案中的用途。",
            "Choose one of the purposes offered.",
        ),
    };
    Failure::field(field, code, zh, en)
}

fn above_available(available: Money) -> Failure {
    Failure::of(ProblemCode::AboveAvailable).because(
        format!("金额超过可用额度，目前可用{available}元。"),
        format!("The amount is above what is available: {available} yuan."),
    )
}
