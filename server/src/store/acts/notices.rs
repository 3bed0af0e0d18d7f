//! Text messages about loans.

use shared::canonical::Digest;
use shared::evidence::EvidenceBody;
use shared::timestamp::Timestamp;

use super::BorrowerId;
use crate::store::Document;

/// Records that a message was sent, once per occasion.
#[derive(Clone, Debug)]
pub struct KeepNotice {
    /// Whose loan.
    pub borrower: BorrowerId,
    /// Which one.
    pub loan: String,
    /// A stable word for what it is about.
    pub kind: &'static str,
    /// What tells it from another of the same kind, such as a due date.
    pub occasion: String,
    /// What it said.
    pub document: Document,
    /// The application whose evidence chain records it, with the event and the document it names;
    /// for messages the law asks for.
    pub evidence: Option<(String, EvidenceBody, Digest)>,
    /// Now.
    pub at: Timestamp,
}

/// A message as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredNotice {
    /// What it was about.
    pub kind: String,
    /// What tells it from another of the same kind.
    pub occasion: String,
    /// What it said.
    pub document: Document,
    /// When it was sent.
    pub sent_at: Timestamp,
}

acts! {
    /// Records that a message was sent.
    keep_notice(KeepNotice) -> ();
    /// The messages about a loan, newest first.
    notices(super::FindLoan) -> Vec<StoredNotice>;
    /// A borrower's mobile number.
    mobile_of(BorrowerId) -> Option<String>;
}
