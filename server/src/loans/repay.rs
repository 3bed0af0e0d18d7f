//! Repaying any amount on any day.
//!
//! The order to collect is recorded first, then carried out and booked. Cut off in
//! between, the job that was ordered with it finishes the work; a repetition of the
//! command then finds its answer.

use axum::extract::{Path, State};
use axum::response::Response;
use shared::api::{ProblemCode, RepayAmount, RepayRequest};
use shared::calendar::Calendar;
use shared::loan::{LoanBook, LoanError, LoanStatus, preview_payment};
use shared::money::Money;

use super::payment::settle;
use super::preview::above_today;
use super::{Loan, collection};
use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::Postponed;
use crate::session::SignedIn;
use crate::store::acts::{Answer, AnsweredBefore, OrderState, StoredOrder};

/// Repays a loan.
///
/// # Errors
/// [`Failure`]: settled, more than is owed, or the payment rail cannot be reached.
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
    let earlier = collection::order_of_key(here, &who.borrower, &command.key).await?;
    let order = match earlier {
        Some(order) if is_asked_by(&order, command) => order,
        Some(_) => return Err(Failure::of(ProblemCode::IdempotencyKeyReused)),
        None => order_collection(here, who, id, command).await?,
    };
    if order.state == OrderState::Refused {
        return Err(refused());
    }
    match settle(here, &who.borrower, &order.order).await {
        Ok(OrderState::Refused) => Err(refused()),
        Ok(_) => booked(here, who, command).await,
        Err(Postponed::Ours(failure)) => Err(failure),
        Err(Postponed::Outside(_) | Postponed::Until(_)) => Err(unanswered()),
    }
}

/// Whether an order was asked for by this very command.
pub fn is_asked_by(order: &StoredOrder, command: &Commanded<RepayRequest>) -> bool {
    order.asked_by.as_ref().is_some_and(|(_, request_hash)| *request_hash == command.request_hash)
}

/// The answer that was recorded together with the booking, by this command or by the job.
async fn booked(
    here: &Installation,
    who: &SignedIn,
    command: &Commanded<RepayRequest>,
) -> Result<Answer, Failure> {
    let asked = AnsweredBefore { borrower: who.borrower.clone(), key: command.key.clone() };
    here.store.answered(asked).await?.ok_or(Failure::of(ProblemCode::InProgress))
}

/// Records the order to collect, after checking it against the book as of today.
async fn order_collection(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    command: &Commanded<RepayRequest>,
) -> Result<StoredOrder, Failure> {
    let loan = Loan::open(here, &who.borrower, id).await?;
    collection::none_underway(here, &loan).await?;
    let amount = amount_to_collect(here, &loan, &command.value.pay)?;
    let act = collection::order(here, &loan, amount, &command.key, command.request_hash)?;
    here.store.order_repayment(act).await?;
    let order = collection::order_of_key(here, &who.borrower, &command.key).await?;
    order.ok_or(Failure::of(ProblemCode::VersionConflict))
}

/// What is collected: the amount asked, when it is above zero and not above what is owed.
fn amount_to_collect(
    here: &Installation,
    loan: &Loan,
    pay: &RepayAmount,
) -> Result<Money, Failure> {
    if loan.record.refused_on.is_some() {
        return Err(Failure::of(ProblemCode::NotFromHere).because(
            "这笔放款没有成功，没有产生借款，不需要还款。",
            "This loan was never paid out; nothing is owed.",
        ));
    }
    if loan.events.is_empty() {
        return Err(Failure::of(ProblemCode::NotFromHere).because(
            "放款尚未到账，到账后即可还款。",
            "The money has not arrived yet; it can be repaid once it has.",
        ));
    }
    let (today, calendar) = (here.today(), Calendar::china());
    let book = LoanBook::rebuild(&loan.events, today, &calendar).map_err(Failure::internal)?;
    if let LoanStatus::Settled { .. } = book.status() {
        return Err(Failure::of(ProblemCode::LoanSettled));
    }
    let amount = match pay {
        RepayAmount::Everything => book.payoff().total,
        RepayAmount::Amount(amount) => *amount,
    };
    match preview_payment(&loan.events, today, amount, &calendar) {
        Ok(_) => Ok(amount),
        Err(LoanError::PaymentNotPositive) => Err(not_positive("pay.amount")),
        Err(LoanError::PaymentAbovePayoff { payoff }) => Err(above_today(payoff)),
        Err(error) => Err(Failure::internal(error)),
    }
}

/// No amount, or less, in the field of that name.
pub fn not_positive(field: &str) -> Failure {
    let (zh, en) = ("请填写大于零的金额。", "Enter an amount above zero.");
    Failure::field(field, "amount_not_positive", zh, en)
}

/// The payment rail does not answer: the order is recorded and carried out once it does.
pub fn unanswered() -> Failure {
    Failure::of(ProblemCode::OutsidePartyDown).because(
        "付款通道暂时没有应答。这笔还款已经记下，通道恢复后扣款，只扣一次，不用再还；稍后刷新可以看到结果。",
        "The payment rail does not answer. This repayment is recorded and collected once when it does: there is no need to repay again; look here later.",
    )
}

/// The payment rail refused. Unlike [`unanswered`] that ends the command: paying again is a new one.
pub fn refused() -> Failure {
    Failure::of(ProblemCode::DebitRefused)
}
