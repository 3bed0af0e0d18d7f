//! Text messages about loans.

use shared::canonical::Digest;
use shared::evidence::EvidenceBody;
use shared::timestamp::Timestamp;

use super::BorrowerId;
use crate::store::at_rest::{Inward, Personal, at_rest, opened};
use crate::store::{Document, StoreError};

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
    /// For messages the law asks for: how the evidence chain records it.
    pub evidence: Option<NoticeEvidence>,
    /// Now.
    pub at: Timestamp,
}

/// A message the law asks for, as the evidence chain records it.
#[derive(Clone, Debug)]
pub struct NoticeEvidence {
    /// The application whose chain it is.
    pub application: String,
    /// The event.
    pub event: EvidenceBody,
    /// What it said, as the event names it.
    pub paper: (Digest, Document),
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

at_rest! {
    KeepNotice of borrower { document in NOTICE, evidence }
}

opened! {
    StoredNotice { document }
}

impl Personal for NoticeEvidence {
    fn sealed(mut self, to: &Inward<'_>) -> Result<Self, StoreError> {
        self.paper = self.paper.sealed(to)?;
        Ok(self)
    }
}

acts! {
    /// Records that a message was sent.
    keep_notice(KeepNotice) -> ();
    /// The messages about a loan, newest first.
    notices(super::FindLoan) -> Vec<StoredNotice>, sealed in NOTICE;
    /// A borrower's mobile number.
    mobile_of(BorrowerId) -> Option<String>, sealed in MOBILE;
}
