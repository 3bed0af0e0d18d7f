//! Money that came in by itself, and money given back.

use chrono::NaiveDate;
use shared::evidence::EvidenceBody;
use shared::timestamp::Timestamp;

use super::{BorrowerId, NewEntry, NewJob, Release};
use crate::keys::Column;
use crate::store::at_rest::{Inward, Outward, Personal, Sealed, Text as _, at_rest, column};
use crate::store::{Document, StoreError};

/// Whose key everything is under that the rail tells before it is known whose it is.
pub const RAIL: &str = "rail";

/// Records money that came in by itself, and all that follows from it, once per reference.
#[derive(Clone, Debug)]
pub struct TellIncoming {
    /// The rail's reference.
    pub reference: String,
    /// Whose loan it names, when it names one.
    pub owner: Option<BorrowerId>,
    /// The loan it names.
    pub loan: Option<String>,
    /// How much, in fen.
    pub amount_fen: i64,
    /// The day it arrived.
    pub arrived_on: NaiveDate,
    /// `applied`, `held` or `returned`.
    pub state: &'static str,
    /// What was told and what became of it.
    pub document: Document,
    /// What it does to the loan, when it counts.
    pub applied: Option<AppliedPayment>,
    /// Entries of money that is held or on its way back.
    pub entries: Vec<NewEntry>,
    /// Money that goes back.
    pub refund: Option<NewRefund>,
    /// The job that looks again, when it is held.
    pub look_again: Option<NewJob>,
    /// Now.
    pub at: Timestamp,
}

/// Records what became of money that was held, once.
#[derive(Clone, Debug)]
pub struct ClearHeld {
    /// The rail's reference.
    pub reference: String,
    /// `applied` or `returned`.
    pub state: &'static str,
    /// What was told and what became of it.
    pub document: Document,
    /// What it does to the loan, when it counts.
    pub applied: Option<AppliedPayment>,
    /// Entries of money that is held no longer.
    pub entries: Vec<NewEntry>,
    /// Money that goes back.
    pub refund: Option<NewRefund>,
    /// Now.
    pub at: Timestamp,
}

/// What a payment from outside does to a loan.
#[derive(Clone, Debug)]
pub struct AppliedPayment {
    /// Whose loan.
    pub borrower: BorrowerId,
    /// Which one.
    pub loan: String,
    /// The version it was decided on.
    pub expected_version: i64,
    /// The loan's own record.
    pub document: Document,
    /// The event it becomes.
    pub event: Document,
    /// The facility whose limit comes back.
    pub facility: String,
    /// How much principal comes back to the limit, in fen.
    pub restored_fen: i64,
    /// What the loan lets go of.
    pub release: Release,
    /// The application whose evidence chain records it.
    pub application: String,
    /// Events to append to the evidence chain.
    pub evidence: Vec<EvidenceBody>,
    /// What it posts.
    pub entries: Vec<NewEntry>,
}

/// Money that is to go back.
#[derive(Clone, Debug)]
pub struct NewRefund {
    /// Its identifier, which the rail uses to carry it out at most once.
    pub refund: String,
    /// How much, in fen.
    pub amount_fen: i64,
    /// The account it goes back to.
    pub account: String,
    /// The job that carries it out.
    pub job: NewJob,
}

/// Money that came in, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredIncoming {
    /// The rail's reference.
    pub reference: String,
    /// The loan it names.
    pub loan: Option<String>,
    /// How much, in fen.
    pub amount_fen: i64,
    /// The day it arrived.
    pub arrived_on: NaiveDate,
    /// What was told and what became of it.
    pub document: Document,
    /// When it was told.
    pub told_at: Timestamp,
}

/// Names what came in for a loan.
#[derive(Clone, Debug)]
pub struct FindIncoming {
    /// Whose loan.
    pub owner: BorrowerId,
    /// Which one.
    pub loan: String,
}

/// Money on its way back, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRefund {
    /// Its identifier.
    pub refund: String,
    /// The reference it came in under.
    pub reference: String,
    /// How much, in fen.
    pub amount_fen: i64,
    /// The account it goes back to.
    pub account: String,
    /// Whether it is still on its way.
    pub is_open: bool,
}

/// Records that money went back, or that the rail refused it.
#[derive(Clone, Debug)]
pub struct SettleRefund {
    /// Which.
    pub refund: String,
    /// `done` or `refused`.
    pub state: &'static str,
    /// What it posts.
    pub entries: Vec<NewEntry>,
    /// When money moved.
    pub moved_at: Timestamp,
    /// Now.
    pub at: Timestamp,
}

at_rest! {
    TellIncoming of the RAIL { document in INCOMING_PAYMENT, applied, refund }
    ClearHeld of the RAIL { document in INCOMING_PAYMENT, applied, refund }
    FindIncoming of owner {}
    SettleRefund of nobody {}
}

impl Personal for AppliedPayment {
    fn sealed(mut self, to: &Inward<'_>) -> Result<Self, StoreError> {
        let to = Inward { whose: &self.borrower, ..*to };
        self.document = self.document.sealed_in(&to, column::LOAN)?;
        Ok(self)
    }
}

impl Personal for NewRefund {
    fn sealed(mut self, to: &Inward<'_>) -> Result<Self, StoreError> {
        self.account = self.account.sealed_in(to, column::REFUND_ACCOUNT)?;
        Ok(self)
    }
}

impl Sealed for StoredIncoming {
    fn opened(mut self, from: &Outward<'_>, column: Column) -> Result<Self, StoreError> {
        self.document = self.document.opened(&Outward { whose: RAIL, ..*from }, column)?;
        Ok(self)
    }
}

impl Sealed for StoredRefund {
    fn opened(mut self, from: &Outward<'_>, column: Column) -> Result<Self, StoreError> {
        self.account = self.account.opened(&Outward { whose: RAIL, ..*from }, column)?;
        Ok(self)
    }
}

acts! {
    /// Records money that came in by itself; false when its reference was told before.
    tell_incoming(TellIncoming) -> bool;
    /// Records what became of money that was held; nothing where it is held no longer.
    clear_held(ClearHeld) -> ();
    /// What was told under a reference.
    find_incoming(String) -> Option<StoredIncoming>, sealed in INCOMING_PAYMENT;
    /// What came in for a loan, newest first.
    list_incoming(FindIncoming) -> Vec<StoredIncoming>, sealed in INCOMING_PAYMENT;
    /// Whose loan it is.
    owner_of_loan(String) -> Option<BorrowerId>;
    /// Money on its way back.
    find_refund(String) -> Option<StoredRefund>, sealed in REFUND_ACCOUNT;
    /// Records that money went back.
    settle_refund(SettleRefund) -> ();
}
