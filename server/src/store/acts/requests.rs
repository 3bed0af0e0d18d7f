//! Requests to people.

use shared::timestamp::Timestamp;

use super::{BorrowerId, Command};
use crate::keys::Column;
use crate::store::at_rest::{Outward, Sealed, at_rest};
use crate::store::{Document, StoreError};

/// Asks a person for something.
#[derive(Clone, Debug)]
pub struct AskPerson {
    /// The command that asks.
    pub command: Command,
    /// Its identifier.
    pub request: String,
    /// A stable word for what kind it is.
    pub kind: &'static str,
    /// The loan it is about, if one.
    pub loan: Option<String>,
    /// The request itself.
    pub document: Document,
    /// Answered by this time, promised.
    pub promised_by: Timestamp,
}

/// A person answers, or the borrower takes it back.
#[derive(Clone, Debug)]
pub struct CloseRequest {
    /// Whose request.
    pub borrower: BorrowerId,
    /// Which one.
    pub request: String,
    /// `answered` or `withdrawn`.
    pub state: &'static str,
    /// The request with its answer.
    pub document: Document,
    /// Now.
    pub at: Timestamp,
}

/// Names one request.
#[derive(Clone, Debug)]
pub struct FindRequest {
    /// Whose.
    pub borrower: BorrowerId,
    /// Which.
    pub request: String,
}

/// A request as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRequest {
    /// Whose.
    pub borrower: BorrowerId,
    /// Its identifier.
    pub request: String,
    /// A stable word for what kind it is.
    pub kind: String,
    /// The loan it is about, if one.
    pub loan: Option<String>,
    /// `open`, `answered` or `withdrawn`.
    pub state: String,
    /// The request itself.
    pub document: Document,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// Answered by this time, promised.
    pub promised_by: Timestamp,
}

at_rest! {
    AskPerson of command.borrower { document in SERVICE_REQUEST, command }
    CloseRequest of borrower { document in SERVICE_REQUEST }
    FindRequest of borrower {}
}

impl Sealed for StoredRequest {
    /// A list of what is open has requests of many borrowers in it.
    fn opened(mut self, from: &Outward<'_>, column: Column) -> Result<Self, StoreError> {
        let from = Outward { whose: &self.borrower, ..*from };
        self.document = self.document.opened(&from, column)?;
        Ok(self)
    }
}

acts! {
    /// Asks a person for something.
    ask_person(AskPerson) -> ();
    /// Closes a request that is open.
    close_request(CloseRequest) -> ();
    /// One request.
    find_request(FindRequest) -> Option<StoredRequest>, sealed in SERVICE_REQUEST;
    /// A borrower's requests, newest first.
    list_requests(BorrowerId) -> Vec<StoredRequest>, sealed in SERVICE_REQUEST;
    /// Everybody's open requests, the earliest promised first, at most this many.
    open_requests(i64) -> Vec<StoredRequest>, sealed in SERVICE_REQUEST;
}
