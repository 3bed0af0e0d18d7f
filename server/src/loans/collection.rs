//! Collecting from a borrower's account: an order once per key, then carried out.

use shared::api::ProblemCode;
use shared::canonical::Digest;
use shared::money::Money;

use super::Loan;
use super::payment::settle;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::{CARRY_OUT, Postponed, new_job};
use crate::store::Document;
use crate::store::acts::{
    Direction, FindOrderOfKey, NewOrder, OrderRepayment, OrderState, StoredOrder,
};

/// The order a key led to, if it did.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn order_of_key(
    here: &Installation,
    borrower: &str,
    key: &str,
) -> Result<Option<StoredOrder>, Failure> {
    let find = FindOrderOfKey { borrower: borrower.to_owned(), key: key.to_owned() };
    Ok(here.store.order_of_key(find).await?)
}

/// The order to collect `amount` on a loan as it was read, under a key.
///
/// # Errors
/// [`Failure`] when it cannot be written.
pub fn order(
    here: &Installation,
    loan: &Loan,
    amount: Money,
    key: &str,
    request_hash: Digest,
) -> Result<OrderRepayment, Failure> {
    let order = here.identifier()?;
    Ok(OrderRepayment {
        borrower: loan.borrower.clone(),
        key: key.to_owned(),
        request_hash,
        loan: loan.id.clone(),
        expected_version: loan.version,
        jobs: vec![new_job(here, CARRY_OUT, &order)?],
        order: NewOrder {
            amount_fen: amount.fen(),
            direction: Direction::Collect,
            document: Document::of(&order)?,
            order,
        },
        at: here.now(),
    })
}

/// Helps a collection along that is under way, so that the next decision sees the new balance.
///
/// # Errors
/// [`ProblemCode::VersionConflict`] once it is settled: decide again; [`Failure`] otherwise.
pub async fn none_underway(here: &Installation, loan: &Loan) -> Result<(), Failure> {
    let Some(earlier) = loan.collection_underway() else { return Ok(()) };
    match settle(here, &loan.borrower, &earlier.order).await {
        Ok(_) => Err(Failure::of(ProblemCode::VersionConflict)),
        Err(Postponed::Ours(failure)) => Err(failure),
        Err(Postponed::Outside(_) | Postponed::Until(_)) => {
            Err(Failure::of(ProblemCode::OutsidePartyDown))
        }
    }
}

/// Collects under a key of our own, at most once whatever happens in between.
///
/// # Errors
/// [`Postponed`]: the rail gave no usable answer, or something on our side.
pub async fn collect_once(
    here: &Installation,
    loan: &Loan,
    amount: Money,
    key: &str,
) -> Result<OrderState, Postponed> {
    if order_of_key(here, &loan.borrower, key).await?.is_none() {
        none_underway(here, loan).await?;
        let act = order(here, loan, amount, key, Digest::of(key.as_bytes()))?;
        here.store.order_repayment(act).await?;
    }
    let order = order_of_key(here, &loan.borrower, key).await?;
    let order = order.ok_or(Failure::of(ProblemCode::VersionConflict))?;
    settle(here, &loan.borrower, &order.order).await
}
