//! Drawing: limit, papers, loan, payment order, undertaking and answer in one transaction.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use shared::api::{DrawRequest, ProblemCode, SteppedUpAct};
use shared::canonical;
use shared::drawdown::{DrawRefused, Drawing};
use shared::evidence::EvidenceBody;
use shared::money::Money;
use shared::purpose::{Undertaking, undertake};
use shared::schedule::{RepaymentMethod, Terms};

use super::payment_route::{Drawer, payment};
use super::{AccountRecord, Facility, checks};
use crate::applications::Case;
use crate::backing::{financed, taken};
use crate::command::Commanded;
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::jobs::{CARRY_OUT, new_job};
use crate::loans::{DrawRecord, LoanRecord, LoanService, view_of};
use crate::pools;
use crate::session::SignedIn;
use crate::step_up;
use crate::store::acts::{Answer, AnswerOnDrawn, Direction, Draw, NewOrder};
use crate::store::{Document, StoreError};

/// Draws on a facility.
///
/// # Errors
/// [`Failure`]: not active, no account, terms or purpose not offered, another undertaking than the one
/// shown, more than is available or than its papers lend, a counterparty to pay who is not named.
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
    let facility = Facility::open(here, &who.borrower, id).await?;
    let mut act = decided(here, &facility, command).await?;
    let stepped_up =
        SteppedUpAct::Draw { facility_id: facility.id.clone(), amount: command.value.amount };
    act.step_up = step_up::verified(here, who, &stepped_up).await?.step_up;
    here.store.draw(act).await.map_err(|error| match error {
        StoreError::PaperFinanced(holder) => financed(&holder, &who.borrower),
        error => error.into(),
    })
}

/// Everything a draw does, decided on what is there now.
async fn decided(
    here: &Installation,
    facility: &Facility,
    command: &Commanded<DrawRequest>,
) -> Result<Draw, Failure> {
    let asked = &command.value;
    checks::may_draw(here, facility).await?;
    let account = AccountRecord::find(here, facility).await?;
    let account = account.ok_or(Failure::of(ProblemCode::AccountMissing))?;
    let (terms, undertaking) = agreed(here, facility, asked)?;
    let available = facility.available(here.today());
    if asked.amount > available {
        return Err(above_available(available));
    }
    let case = Case::open(here, &facility.borrower, &facility.record.application_id).await?;
    let taken = taken(here, facility, &case, asked).await?;
    let drawer = Drawer { identity: case.application.identity.as_ref(), account: &account };
    let purpose = &undertaking.purpose.zh;
    let paid = payment(here, facility, drawer, asked, purpose, taken.seller).await?;
    let (loan, order) = (here.identifier()?, here.identifier()?);
    let record = LoanRecord {
        facility_id: facility.id.clone(),
        application_id: facility.record.application_id.clone(),
        product_name: facility.record.offer.product_name.clone(),
        purpose: undertaking.purpose.clone(),
        servicing: checks::servicing(here, &facility.record.offer),
        account,
        draw: DrawRecord {
            description: undertaking.description.clone(),
            route: paid.route,
            payee: paid.payee,
            papers: taken.numbers,
        },
        terms,
        arrived_at: None,
        refused_on: None,
        service: LoanService::default(),
    };
    let undertaking = (asked.undertaking, Document::of(&undertaking)?);
    let undertaken =
        EvidenceBody::Undertaken { loan_id: loan.clone(), undertaking: asked.undertaking };
    Ok(Draw {
        command: command.answered_with(here, &facility.borrower, &())?,
        answer: answer(here, facility, &loan, &record)?,
        step_up: None,
        facility: facility.id.clone(),
        amount_fen: asked.amount.fen(),
        document: Document::of(&record)?,
        order: NewOrder {
            order: order.clone(),
            direction: Direction::Disburse,
            amount_fen: asked.amount.fen(),
            document: Document::of(&order)?,
        },
        papers: taken.papers,
        own: paid.own,
        application: record.application_id,
        undertaking: Some(undertaking),
        evidence: vec![undertaken],
        cover: pools::of_draw(here, facility),
        jobs: vec![new_job(here, CARRY_OUT, &order)?],
        loan,
    })
}

/// The loan as it is answered, with what the facility has left after the draw.
fn answer(
    here: &Installation,
    facility: &Facility,
    loan: &str,
    record: &LoanRecord,
) -> Result<AnswerOnDrawn, Failure> {
    let view = view_of(here, loan, record, &[], None)?;
    let (facility, today) = (facility.clone(), here.today());
    Ok(AnswerOnDrawn(Arc::new(move |drawn_fen| {
        let drawn = Money::from_fen(drawn_fen);
        let available = facility.record.revolving(facility.limit, drawn, today);
        serde_json::to_vec(&shared::api::LoanView { available, ..view.clone() }).unwrap_or_default()
    })))
}

/// The terms and what is undertaken, when the offer has them and the undertaking is the one shown.
fn agreed(
    here: &Installation,
    facility: &Facility,
    asked: &DrawRequest,
) -> Result<(Terms, Undertaking), Failure> {
    let offer = &facility.record.offer;
    let terms = terms(here, facility, asked.amount, asked.term_months, asked.method)?;
    let undertaking = undertake(offer, usize::from(asked.purpose), &asked.description)
        .map_err(|refused| Failure::fields(vec![FieldRefusal::new(refused.field(), &refused)]))?;
    if canonical::digest(&undertaking)? != asked.undertaking {
        return Err(Failure::of(ProblemCode::DocumentChanged).because(
            "用途承诺书与您看到的不一致，请重新查看后再确认。",
            "The undertaking is not the one you were shown. Read it again and confirm.",
        ));
    }
    Ok((terms, undertaking))
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
    };
    Failure::field(field, code, zh, en)
}

fn above_available(available: Money) -> Failure {
    Failure::of(ProblemCode::AboveAvailable).because(
        format!("金额超过可用额度，目前可用{available}元。"),
        format!("The amount is above what is available: {available} yuan."),
    )
}
