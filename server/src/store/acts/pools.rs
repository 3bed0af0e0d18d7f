//! Risk-compensation pools. Each event is worked out inside its transaction, on what the pool holds
//! then, by the same function that folds them all (`shared::risk_pool`).

use std::sync::Arc;

use shared::catalogue::RiskPoolTerms;
use shared::money::Money;
use shared::risk_pool::{Cover, PoolEvent, Standing};
use shared::timestamp::Timestamp;

use super::{Answer, BorrowerId, Command};
use crate::store::at_rest::{Inward, Personal, at_rest, column};
use crate::store::{Document, StoreError};

/// An answer that tells what an event moved and what the pool then holds.
#[derive(Clone)]
pub struct AnswerOnPool(pub Arc<Answering>);

/// Makes the body answered.
type Answering = dyn Fn(&PoolMoved) -> Vec<u8> + Send + Sync;

impl std::fmt::Debug for AnswerOnPool {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("AnswerOnPool")
    }
}

/// Lets an event happen to a pool, at the word of somebody of the bank.
#[derive(Clone, Debug)]
pub struct PoolAct {
    /// The command that asks for it; its answer is made by `answer`.
    pub command: Command,
    /// The body answered.
    pub answer: AnswerOnPool,
    /// Which pool.
    pub pool: String,
    /// The terms in force; set before the event when the pool's are others.
    pub terms: RiskPoolTerms,
    /// Whose loan it concerns; empty when it concerns none.
    pub borrower: BorrowerId,
    /// What happens.
    pub event: PoolEvent,
    /// Staff number and name.
    pub officer: String,
}

/// What an event moved, and what the pool then holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolMoved {
    /// Paid for a claim, or got back of a recovery.
    pub moved: Money,
    /// What the pool holds and stands behind.
    pub standing: Standing,
}

/// Has a draw covered by a pool, inside the draw's transaction.
#[derive(Clone, Debug)]
pub struct CoverDraw {
    /// Which pool.
    pub pool: String,
    /// The terms in force; they also say whether an uncovered draw goes through.
    pub terms: RiskPoolTerms,
}

/// Names one pool.
#[derive(Clone, Debug)]
pub struct FindPool {
    /// Which one.
    pub pool: String,
    /// At most so many events, or loans.
    pub at_most: i64,
}

/// A pool as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPool {
    /// How many events it has had.
    pub seq: i64,
    /// What it holds and stands behind.
    pub standing: Standing,
    /// The terms of its latest event.
    pub terms: Document,
}

/// An event of a pool as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPoolEvent {
    /// Counted from one.
    pub seq: i64,
    /// What happened.
    pub event: Document,
    /// What it moved.
    pub moved: Money,
    /// What the pool held afterwards.
    pub balance: Money,
    /// Who of the bank, if anybody.
    pub officer: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// Names a loan by the pool that covers it.
#[derive(Clone, Debug)]
pub struct FindCoverOwner {
    /// Which pool.
    pub pool: String,
    /// Which loan.
    pub loan: String,
}

/// Names what a pool covers of a borrower.
#[derive(Clone, Debug)]
pub struct FindCovers {
    /// Whose loans.
    pub borrower: BorrowerId,
    /// Which pool.
    pub pool: String,
}

/// A loan's cover, with whose loan it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedCover {
    /// Whose loan.
    pub borrower: BorrowerId,
    /// Which one.
    pub loan: String,
    /// Its cover.
    pub cover: Cover,
}

at_rest! {
    PoolAct of command.borrower { command, answer }
    FindPool of nobody {}
    FindCoverOwner of nobody {}
    FindCovers of borrower {}
}

impl Personal for AnswerOnPool {
    /// As the answer to a draw is: made and sealed inside the transaction.
    fn sealed(self, to: &Inward<'_>) -> Result<Self, StoreError> {
        let seal = to.in_transaction(column::ANSWERED_COMMAND);
        Ok(Self(Arc::new(move |moved| seal(&(self.0)(moved)))))
    }
}

acts! {
    /// Lets an event happen to a pool.
    pool_act(PoolAct) -> Answer, sealed in ANSWERED_COMMAND;
    /// What a pool holds; none until something happened to it.
    find_pool(String) -> Option<StoredPool>;
    /// What happened to a pool, newest first.
    pool_events(FindPool) -> Vec<StoredPoolEvent>;
    /// Loans with something under a pool's cover or lost.
    covered_loans(FindPool) -> Vec<OwnedCover>;
    /// Whose loan it is that a pool covers.
    owner_of_cover(FindCoverOwner) -> Option<BorrowerId>;
    /// The loans of a borrower that a pool covers or has covered.
    covers_of_borrower(FindCovers) -> Vec<String>;
}
