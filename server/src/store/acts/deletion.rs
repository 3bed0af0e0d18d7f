//! Deleting what is held about a borrower.

use shared::timestamp::Timestamp;

use super::BorrowerId;
use crate::store::at_rest::{Inward, Personal, Text as _, at_rest, column};
use crate::store::{Document, StoreError};

/// Deletes what the plan says goes.
#[derive(Clone, Debug)]
pub struct DeletePersonal {
    /// Whose.
    pub borrower: BorrowerId,
    /// The request's identifier.
    pub request: String,
    /// What went and what stays.
    pub document: Document,
    /// The verification used up, when one was needed.
    pub step_up: Option<String>,
    /// Applications to empty.
    pub redactions: Vec<Redaction>,
    /// What a person is to explain of what stays, unless nothing is or somebody has that already.
    pub explanation: Option<Explanation>,
    /// Whether number, passkeys and sessions go as well.
    pub closes_account: bool,
    /// Now.
    pub at: Timestamp,
}

/// An application as it stays, without anything about anybody.
#[derive(Clone, Debug)]
pub struct Redaction {
    /// Which.
    pub application: String,
    /// The version it was read at.
    pub expected_version: i64,
    /// Name of its stage.
    pub stage: String,
    /// What stays.
    pub document: Document,
}

/// A request to a person, under the deletion's identifier, to explain what stays.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// A stable word for what kind of request it is.
    pub kind: &'static str,
    /// What went and what stays.
    pub document: Document,
    /// Explained by this time, promised.
    pub promised_by: Timestamp,
}

impl Personal for Explanation {
    fn sealed(mut self, to: &Inward<'_>) -> Result<Self, StoreError> {
        self.document = self.document.sealed_in(to, column::SERVICE_REQUEST)?;
        Ok(self)
    }
}

impl Personal for Redaction {
    fn sealed(mut self, to: &Inward<'_>) -> Result<Self, StoreError> {
        self.document = self.document.sealed_in(to, column::APPLICATION)?;
        Ok(self)
    }
}

at_rest! {
    DeletePersonal of borrower { document in DELETION_REQUEST, redactions, explanation }
}

acts! {
    /// Deletes what is held about a borrower, as far as the plan says.
    delete_personal(DeletePersonal) -> ();
    /// Deletions asked for, oldest first.
    deletion_requests(BorrowerId) -> Vec<Document>, sealed in DELETION_REQUEST;
    /// Quotes made while signed in, oldest first.
    quotes_of(BorrowerId) -> Vec<Document>;
}
