//! A pool as the people who keep it see it. Its ledger is folded anew and held against what is kept.

use std::cmp::Reverse;

use axum::Json;
use axum::extract::{Path, State};
use shared::api::{CoveredLoan, PoolEntry, PoolRow, PoolView, Pools};
use shared::calendar::Calendar;
use shared::catalogue::{Product, RiskPoolTerms};
use shared::loan::LoanBook;
use shared::risk_pool::{PoolEvent, RiskPool, Standing};

use super::pool_of;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::loans::Loan;
use crate::session::KeepsPools;
use crate::store::acts::{FindPool, OwnedCover, StoredPoolEvent};

/// Entries of the ledger on one page.
const ENTRIES_SHOWN: usize = 100;

/// Covered loans on one page.
const LOANS_SHOWN: i64 = 200;

/// Every product with a pool, and what the pool holds.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn all(State(here): State<Installation>, _: KeepsPools) -> Result<Json<Pools>, Failure> {
    let mut pools = Vec::new();
    for product in here.catalogue.products() {
        if let Some(terms) = &product.risk_pool {
            let stored = here.store.find_pool(product.id.clone()).await?;
            let standing = stored.map_or_else(Standing::default, |pool| pool.standing);
            pools.push(row(product, terms, &standing));
        }
    }
    Ok(Json(Pools { pools }))
}

fn row(product: &Product, terms: &RiskPoolTerms, standing: &Standing) -> PoolRow {
    PoolRow {
        product_id: product.id.clone(),
        product_name: product.name.clone(),
        balance: standing.balance(),
        covered: standing.covered,
        room: standing.room(terms),
        broken: standing.is_broken(terms),
    }
}

/// One pool: standing, covered loans, ledger.
///
/// # Errors
/// [`Failure`]: no such pool, or a ledger that does not come to what is kept, which is a fault on
/// our side and never shown as if it were sound.
pub async fn get(
    State(here): State<Installation>,
    _: KeepsPools,
    Path(id): Path<String>,
) -> Result<Json<PoolView>, Failure> {
    let (product, terms) = pool_of(&here, &id)?;
    let find = FindPool { pool: id.clone(), at_most: i64::MAX };
    let entries = here.store.pool_events(find).await?;
    let folded = folded(terms, &entries)?;
    let standing = folded.standing();
    let ledger = entries.iter().take(ENTRIES_SHOWN).map(entry).collect::<Result<Vec<_>, _>>()?;
    let older = entries.len().saturating_sub(ledger.len());
    Ok(Json(PoolView {
        pool: row(product, terms, &standing),
        terms: terms.clone(),
        contributions: folded.contributions().clone(),
        paid_out: standing.paid_out,
        returned: standing.returned,
        loans: loans(&here, &id, terms).await?,
        ledger,
        older: u32::try_from(older).unwrap_or(u32::MAX),
    }))
}

/// The pool's balances do not follow from its own events.
#[derive(Debug, thiserror::Error)]
#[error("entry {sequence} of the pool's ledger does not follow from those before")]
struct LedgerBroken {
    sequence: i64,
}

/// Folds the ledger, oldest first, and holds every kept balance against the fold.
fn folded(terms: &RiskPoolTerms, newest_first: &[StoredPoolEvent]) -> Result<RiskPool, Failure> {
    let mut pool = RiskPool::new(terms.clone());
    for stored in newest_first.iter().rev() {
        let event: PoolEvent = stored.event.read("pool event")?;
        let moved = pool.happen(&event).map_err(Failure::internal)?;
        if (moved, pool.standing().balance()) != (stored.moved, stored.balance) {
            return Err(Failure::internal(LedgerBroken { sequence: stored.seq }));
        }
    }
    Ok(pool)
}

fn entry(stored: &StoredPoolEvent) -> Result<PoolEntry, Failure> {
    Ok(PoolEntry {
        sequence: u32::try_from(stored.seq).unwrap_or(u32::MAX),
        at: stored.at,
        event: stored.event.read("pool event")?,
        moved: stored.moved,
        balance: stored.balance,
        officer: stored.officer.clone(),
    })
}

/// Loans with something under cover or lost, the longest overdue first.
async fn loans(
    here: &Installation,
    pool: &str,
    terms: &RiskPoolTerms,
) -> Result<Vec<CoveredLoan>, Failure> {
    let find = FindPool { pool: pool.to_owned(), at_most: LOANS_SHOWN };
    let mut loans = Vec::new();
    for OwnedCover { borrower, loan, cover } in here.store.covered_loans(find).await? {
        let days_overdue = days_overdue(here, &borrower, &loan).await?;
        loans.push(CoveredLoan {
            loan_id: loan,
            outstanding: cover.outstanding,
            lost: cover.lost,
            recovered: cover.recovered,
            days_overdue,
            claimable: cover.outstanding.is_positive() && days_overdue >= terms.claim_after_days,
        });
    }
    loans.sort_by_key(|loan| Reverse(loan.days_overdue));
    Ok(loans)
}

/// How many days a loan is past due today; zero before its money has arrived.
///
/// # Errors
/// [`Failure`] when there is no such loan, or its events do not make a book.
pub(super) async fn days_overdue(
    here: &Installation,
    borrower: &str,
    loan: &str,
) -> Result<u32, Failure> {
    let loan = Loan::open(here, borrower, loan).await?;
    if loan.events.is_empty() {
        return Ok(0);
    }
    let book = LoanBook::rebuild(&loan.events, here.today(), &Calendar::china());
    Ok(book.map_err(Failure::internal)?.days_past_due())
}
