//! Facilities, and the account that money goes to.

use shared::timestamp::Timestamp;

use super::{BorrowerId, Command, FindApplication};
use crate::store::Document;
use crate::store::at_rest::{at_rest, opened};

/// Names one facility of a borrower.
#[derive(Clone, Debug)]
pub struct FindFacility {
    /// Whose facility.
    pub borrower: BorrowerId,
    /// Which one.
    pub facility: String,
}

/// A facility as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFacility {
    /// Its identifier.
    pub facility: String,
    /// The application it came from.
    pub application: String,
    /// The most that may be drawn at once, in fen.
    pub limit_fen: i64,
    /// What is drawn now, in fen.
    pub drawn_fen: i64,
    /// The facility itself.
    pub document: Document,
    /// Why it is frozen now, when it is.
    pub frozen: Option<(FrozenBy, String)>,
}

/// Who froze a facility; only the same side lifts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrozenBy {
    /// Its owner.
    Borrower,
    /// The bank.
    Bank,
}

impl FrozenBy {
    /// The word stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Borrower => "borrower",
            Self::Bank => "bank",
        }
    }

    /// The side a stored word means; unknown words read as the bank, which is the stricter.
    pub fn from_word(word: &str) -> Self {
        if word == Self::Borrower.word() { Self::Borrower } else { Self::Bank }
    }
}

/// Freezes a facility. One that is frozen by the same side stays as it is.
#[derive(Clone, Debug)]
pub struct Freeze {
    /// The command that asks for it; `None` when a job does.
    pub command: Option<Command>,
    /// Whose facility.
    pub borrower: BorrowerId,
    /// Which one.
    pub facility: String,
    /// The freeze's identifier.
    pub freeze: String,
    /// Who freezes it.
    pub by: FrozenBy,
    /// Why.
    pub reason: String,
    /// The application whose evidence chain records it.
    pub application: String,
    /// Now.
    pub at: Timestamp,
}

/// Lifts what one side froze.
#[derive(Clone, Debug)]
pub struct Unfreeze {
    /// Whose facility.
    pub borrower: BorrowerId,
    /// Which one.
    pub facility: String,
    /// Who lifts it.
    pub by: FrozenBy,
    /// The application whose evidence chain records it.
    pub application: String,
    /// Now.
    pub at: Timestamp,
}

/// A freeze as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFreeze {
    /// Who froze it.
    pub by: FrozenBy,
    /// Why.
    pub reason: String,
    /// Since when.
    pub frozen_at: Timestamp,
    /// Until when, once it is lifted.
    pub lifted_at: Option<Timestamp>,
}

/// Binds the account that receives draws and repays them.
#[derive(Clone, Debug)]
pub struct BindAccount {
    /// Whose account.
    pub borrower: BorrowerId,
    /// The application its facility came from.
    pub application: String,
    /// The account.
    pub document: Document,
    /// Now.
    pub at: Timestamp,
}

at_rest! {
    BindAccount of borrower { document in REPAYMENT_ACCOUNT }
    FindFacility of borrower {}
    Freeze of borrower { command }
    Unfreeze of borrower {}
}

opened! {
    StoredFacility { document }
}

acts! {
    /// Binds the account that receives and repays.
    bind_account(BindAccount) -> ();
    /// The account that receives and repays.
    account(FindApplication) -> Option<Document>, sealed in REPAYMENT_ACCOUNT;
    /// A borrower's facilities, newest first.
    list_facilities(BorrowerId) -> Vec<StoredFacility>, sealed in FACILITY;
    /// Freezes a facility.
    freeze(Freeze) -> ();
    /// Lifts what one side froze; true when there was something to lift.
    unfreeze(Unfreeze) -> bool;
    /// Every freeze of a facility, oldest first.
    freezes(FindFacility) -> Vec<StoredFreeze>;
    /// One facility.
    find_facility(FindFacility) -> Option<StoredFacility>, sealed in FACILITY;
}
