//! Facilities, and the account that money goes to.

use shared::timestamp::Timestamp;

use super::{BorrowerId, FindApplication};
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
    /// One facility.
    find_facility(FindFacility) -> Option<StoredFacility>, sealed in FACILITY;
}
