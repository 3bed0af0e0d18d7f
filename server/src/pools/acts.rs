//! Paying in, claiming, recovering.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use shared::api::{
    ClaimFromPoolRequest, ContributeToPoolRequest, PoolReceipt, ProblemCode, RecoverToPoolRequest,
};
use shared::catalogue::RiskPoolTerms;
use shared::risk_pool::PoolEvent;

use super::pool_of;
use super::view::days_overdue;
use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::{KeepsPools, Staff};
use crate::store::acts::{Answer, AnswerOnPool, FindCoverOwner, PoolAct, PoolMoved};

/// Somebody pays into a pool.
///
/// # Errors
/// [`Failure`]: no such pool, or nothing paid in.
pub async fn contribute(
    State(here): State<Installation>,
    KeepsPools(staff): KeepsPools,
    Path(pool): Path<String>,
    command: Commanded<ContributeToPoolRequest>,
) -> Result<Response, Failure> {
    let ContributeToPoolRequest { by, amount } = command.value;
    let event = PoolEvent::Contributed { by, amount };
    let contributed = || happen(&here, &staff, &command, (&pool, String::new()), event.clone());
    command.once(&here, &staff.scope, contributed).await
}

/// Claims the loss of an overdue loan; the pool pays its share.
///
/// # Errors
/// [`Failure`]: no such pool or loan, not overdue long enough, more than is left of the loan.
pub async fn claim(
    State(here): State<Installation>,
    KeepsPools(staff): KeepsPools,
    Path(pool): Path<String>,
    command: Commanded<ClaimFromPoolRequest>,
) -> Result<Response, Failure> {
    let ClaimFromPoolRequest { loan_id, loss } = &command.value;
    let event = PoolEvent::Claimed { loan: loan_id.clone(), loss: *loss };
    let claimed = || async {
        let (_, terms) = pool_of(&here, &pool)?;
        let borrower = owner(&here, &pool, loan_id).await?;
        check_overdue(&here, &borrower, loan_id, terms).await?;
        happen(&here, &staff, &command, (&pool, borrower), event.clone()).await
    };
    command.once(&here, &staff.scope, claimed).await
}

/// Something of a claimed loss came back otherwise than by repayment; the pool gets its share.
///
/// # Errors
/// [`Failure`]: no such pool or loan, or more than is still lost.
pub async fn recover(
    State(here): State<Installation>,
    KeepsPools(staff): KeepsPools,
    Path(pool): Path<String>,
    command: Commanded<RecoverToPoolRequest>,
) -> Result<Response, Failure> {
    let RecoverToPoolRequest { loan_id, amount } = &command.value;
    let event = PoolEvent::Recovered { loan: loan_id.clone(), amount: *amount };
    let recovered = || async {
        let borrower = owner(&here, &pool, loan_id).await?;
        happen(&here, &staff, &command, (&pool, borrower), event.clone()).await
    };
    command.once(&here, &staff.scope, recovered).await
}

/// Whose loan it is that the pool covers.
async fn owner(here: &Installation, pool: &str, loan: &str) -> Result<String, Failure> {
    let find = FindCoverOwner { pool: pool.to_owned(), loan: loan.to_owned() };
    here.store.owner_of_cover(find).await?.ok_or(Failure::of(ProblemCode::NotFound))
}

async fn check_overdue(
    here: &Installation,
    borrower: &str,
    loan: &str,
    terms: &RiskPoolTerms,
) -> Result<(), Failure> {
    let days = days_overdue(here, borrower, loan).await?;
    if days >= terms.claim_after_days {
        return Ok(());
    }
    let after = terms.claim_after_days;
    Err(Failure::of(ProblemCode::PoolRefused).because(
        format!("逾期满{after}天才能申请代偿，这笔借款目前逾期{days}天。"),
        format!("A loss is claimed after {after} days overdue; this loan is {days} days overdue."),
    ))
}

async fn happen<T>(
    here: &Installation,
    staff: &Staff,
    command: &Commanded<T>,
    (pool, borrower): (&str, String),
    event: PoolEvent,
) -> Result<Answer, Failure> {
    let (_, terms) = pool_of(here, pool)?;
    let in_force = terms.clone();
    let answer = AnswerOnPool(Arc::new(move |PoolMoved { moved, standing }| {
        let receipt = PoolReceipt {
            moved: *moved,
            balance: standing.balance(),
            broken: standing.is_broken(&in_force),
        };
        serde_json::to_vec(&receipt).unwrap_or_default()
    }));
    let act = PoolAct {
        command: command.answered_with(here, &staff.scope, &())?,
        answer,
        pool: pool.to_owned(),
        terms: terms.clone(),
        borrower,
        event,
        officer: staff.officer.signature(),
    };
    Ok(here.store.pool_act(act).await?)
}
