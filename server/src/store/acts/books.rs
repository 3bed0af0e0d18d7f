//! The bank's books: entries, the trial balance, and walking through every loan.

use chrono::NaiveDate;
use shared::ledger::{Account, Entry};
use shared::timestamp::Timestamp;

use super::BorrowerId;
use crate::store::Document;
use crate::store::at_rest::at_rest;

/// An entry on its way into the books; it is written in the transaction of the act it belongs to.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// Its identifier.
    pub entry: String,
    /// The loan or the reference it is about.
    pub subject: String,
    /// A stable word for what was done.
    pub act: &'static str,
    /// What it posts.
    pub postings: Entry,
}

/// The balance of an account, debits positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountBalance {
    /// Which account.
    pub account: Account,
    /// How much, in fen.
    pub amount_fen: i64,
}

/// Names one loan's postings.
#[derive(Clone, Debug)]
pub struct FindPosition {
    /// Whose loan.
    pub borrower: BorrowerId,
    /// Which one.
    pub loan: String,
}

/// What moved through the rail within a span of time, by our own records.
#[derive(Clone, Copy, Debug)]
pub struct FindMovements {
    /// The day, for what came in by itself.
    pub day: NaiveDate,
    /// From this moment on.
    pub from: Timestamp,
    /// Up to, not including, this moment.
    pub until: Timestamp,
}

/// A movement by our own records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMovement {
    /// The order's identifier or the rail's reference.
    pub order: String,
    /// `disburse`, `collect`, `receive` or `return`.
    pub direction: String,
    /// How much, in fen.
    pub amount_fen: i64,
    /// `done` or `refused`.
    pub state: String,
}

/// Keeps what reconciling a day found.
#[derive(Clone, Debug)]
pub struct KeepReconciliation {
    /// The day.
    pub day: NaiveDate,
    /// How many differences there are.
    pub differences: i64,
    /// The differences.
    pub document: Document,
    /// Now.
    pub at: Timestamp,
}

/// A stretch of the walk through every loan.
#[derive(Clone, Debug)]
pub struct WalkLoans {
    /// The last loan of the stretch before; empty texts at the beginning.
    pub after: (BorrowerId, String),
    /// Most loans of the stretch.
    pub most: i64,
}

/// A loan on the walk, with what happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkedLoan {
    /// Whose loan.
    pub borrower: BorrowerId,
    /// Which one.
    pub loan: String,
    /// What happened to it, oldest first.
    pub events: Vec<Document>,
}

at_rest! {
    FindPosition of borrower {}
    FindMovements of nobody {}
    KeepReconciliation of nobody {}
    WalkLoans of nobody {}
}

acts! {
    /// What the accounts of one loan hold.
    position_of(FindPosition) -> Vec<AccountBalance>;
    /// What all accounts hold.
    trial_balance(()) -> Vec<AccountBalance>;
    /// Entries that do not add up, at most a hundred: borrower and entry. There are never any.
    unbalanced_entries(()) -> Vec<(BorrowerId, String)>;
    /// What moved through the rail on a day, by our own records.
    movements(FindMovements) -> Vec<StoredMovement>;
    /// Keeps what reconciling a day found.
    keep_reconciliation(KeepReconciliation) -> ();
    /// What reconciling a day found.
    reconciliation(NaiveDate) -> Option<Document>;
    /// The last day that was closed.
    last_closed_day(()) -> Option<NaiveDate>;
    /// The next loans of the walk through all of them.
    walk_loans(WalkLoans) -> Vec<WalkedLoan>;
}
