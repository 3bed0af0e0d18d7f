//! Repaying several loans of a facility with one amount: what is due first, then the dearest.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use shared::api::{
    AllocationView, FacilityRepaidView, PreviewAllocationQuery, ProblemCode, RepaidPart,
    RepayAmount, RepayRequest,
};
use shared::calendar::Calendar;
use shared::language::Label;
use shared::loan::LoanBook;
use shared::money::Money;
use shared::repayment::{self, allocate};

use super::Facility;
use super::view::view;
use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::Postponed;
use crate::loans::payment::settle;
use crate::loans::preview::{above_today, refused as not_payable};
use crate::loans::repay::{is_asked_by, not_positive, refused, unanswered};
use crate::loans::{Loan, book_on, collection};
use crate::query::Query;
use crate::session::SignedIn;
use crate::store::acts::{Answer, OrderRepayments, OrderState, StoredOrder};

/// The loans of a facility on which something is owed, with their books as of today.
struct Owing {
    loans: Vec<Loan>,
    books: Vec<(String, LoanBook)>,
}

impl Owing {
    async fn of(here: &Installation, facility: &Facility) -> Result<Self, Failure> {
        let mut owing = Self { loans: Vec::new(), books: Vec::new() };
        for loan in Loan::all(here, &facility.borrower).await? {
            let book = book_on(&loan.events, here.today())?;
            let owes = |book: &LoanBook| book.payoff().total.is_positive();
            if loan.record.facility_id == facility.id
                && let Some(book) = book.filter(owes)
            {
                owing.books.push((loan.id.clone(), book));
                owing.loans.push(loan);
            }
        }
        Ok(owing)
    }

    fn payoff(&self) -> Money {
        let payoffs = self.books.iter().map(|(_, book)| book.payoff().total);
        Money::checked_sum(payoffs).unwrap_or(Money::MAX)
    }

    /// An amount that can be shared: above zero, and not above what settles everything; `field` says where it
    /// was asked.
    fn amount(&self, asked: Option<Money>, field: &str) -> Result<Money, Failure> {
        let payoff = self.payoff();
        let amount = asked.unwrap_or(payoff);
        if payoff.is_zero() {
            return Err(Failure::of(ProblemCode::LoanSettled));
        }
        if !amount.is_positive() {
            return Err(not_positive(field));
        }
        if amount > payoff { Err(above_today(payoff)) } else { Ok(amount) }
    }
}

/// How an amount would be shared.
///
/// # Errors
/// [`Failure`]: not this borrower's facility, nothing owed, nothing paid or more than is owed.
pub async fn preview(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<PreviewAllocationQuery>,
) -> Result<Json<AllocationView>, Failure> {
    let facility = Facility::open(&here, &who.borrower, &id).await?;
    let owing = Owing::of(&here, &facility).await?;
    let allocation = allocate(&owing.books, owing.amount(asked.amount, "amount")?);
    let mut saved = Money::ZERO;
    for part in &allocation.parts {
        let Some(loan) = owing.loans.iter().find(|loan| loan.id == part.loan_id) else { continue };
        let today = here.today();
        let preview =
            repayment::preview(&loan.events, today, Some(part.amount), &Calendar::china())
                .map_err(|error| not_payable(&error))?;
        saved = saved.checked_add(preview.saved).unwrap_or(saved);
    }
    let rule = Label::new(
        "先还已到期的，再还利率最高的",
        "what is due first, then the loan with the highest rate",
    );
    Ok(Json(AllocationView { allocation, payoff: owing.payoff(), saved, rule }))
}

/// Repays several loans at once.
///
/// # Errors
/// [`Failure`]: nothing owed, more than is owed, or nothing could be collected.
pub async fn repay(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<RepayRequest>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || repay_once(&here, &who, &id, &command)).await
}

async fn repay_once(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    command: &Commanded<RepayRequest>,
) -> Result<Answer, Failure> {
    let facility = Facility::open(here, &who.borrower, id).await?;
    let mut orders = orders_of(here, who, command).await?;
    if orders.is_empty() {
        order_all(here, &facility, command).await?;
        orders = orders_of(here, who, command).await?;
    }
    let mut parts = Vec::with_capacity(orders.len());
    for order in &orders {
        let state = match settle(here, &who.borrower, &order.order).await {
            Ok(state) => state,
            Err(Postponed::Ours(failure)) => return Err(failure),
            Err(Postponed::Outside(_) | Postponed::Until(_)) => return Err(unanswered()),
        };
        parts.push(RepaidPart {
            loan_id: order.loan.clone(),
            amount: Money::from_fen(order.amount_fen),
            collected: state == OrderState::Done,
        });
    }
    if parts.iter().all(|part| !part.collected) {
        return Err(refused());
    }
    let facility = Facility::open(here, &who.borrower, id).await?;
    let answer = FacilityRepaidView { parts, facility: view(here, &facility).await? };
    let answered = command.answered_with(here, &who.borrower, &answer)?;
    let answer = answered.answer.clone();
    here.store.keep_answer(answered).await?;
    Ok(answer)
}

/// The orders this command has led to, one for each loan. A caller's key has no spaces, so the keys
/// of its parts are nobody else's.
async fn orders_of(
    here: &Installation,
    who: &SignedIn,
    command: &Commanded<RepayRequest>,
) -> Result<Vec<StoredOrder>, Failure> {
    let mut orders = Vec::new();
    loop {
        let key = part_key(&command.key, orders.len());
        match collection::order_of_key(here, &who.borrower, &key).await? {
            Some(order) if is_asked_by(&order, command) => orders.push(order),
            Some(_) => return Err(Failure::of(ProblemCode::IdempotencyKeyReused)),
            None => return Ok(orders),
        }
    }
}

fn part_key(key: &str, part: usize) -> String {
    format!("{key} {part}")
}

/// Orders the collection of every part in one transaction.
async fn order_all(
    here: &Installation,
    facility: &Facility,
    command: &Commanded<RepayRequest>,
) -> Result<(), Failure> {
    let owing = Owing::of(here, facility).await?;
    let asked = match &command.value.pay {
        RepayAmount::Everything => None,
        RepayAmount::Amount(amount) => Some(*amount),
    };
    let allocation = allocate(&owing.books, owing.amount(asked, "pay.amount")?);
    let mut orders = Vec::with_capacity(allocation.parts.len());
    for (index, part) in allocation.parts.iter().enumerate() {
        let Some(loan) = owing.loans.iter().find(|loan| loan.id == part.loan_id) else { continue };
        collection::none_underway(here, loan).await?;
        let key = part_key(&command.key, index);
        orders.push(collection::order(here, loan, part.amount, &key, command.request_hash)?);
    }
    Ok(here.store.order_repayments(OrderRepayments(orders)).await?)
}
