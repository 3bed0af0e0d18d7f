//! What is asked for after the draw.

use shared::canonical::Digest;
use shared::evidence::EvidenceBody;
use shared::timestamp::Timestamp;

use super::{BorrowerId, Command, NewEntry, NewJob};
use crate::store::at_rest::{Inward, Personal, Text as _, at_rest, column, opened};
use crate::store::{Document, StoreError};

/// Keeps a proposal; nothing changes.
#[derive(Clone, Debug)]
pub struct OpenProposal {
    /// The command that asks for it.
    pub command: Command,
    /// Its identifier.
    pub proposal: String,
    /// The loan.
    pub loan: String,
    /// The loan's version it was worked out on.
    pub loan_version: i64,
    /// The request and its preview.
    pub document: Document,
}

/// Books a proposal, once.
#[derive(Clone, Debug)]
pub struct ConfirmProposal {
    /// The command that asks for it.
    pub command: Command,
    /// Which proposal.
    pub proposal: String,
    /// The loan.
    pub loan: String,
    /// The loan's version it was worked out on.
    pub expected_version: i64,
    /// The loan after it.
    pub document: Document,
    /// What the loan's events gain.
    pub events: Vec<Document>,
    /// The loan that takes its place.
    pub new_loan: Option<RenewedLoan>,
    /// What it posts.
    pub entries: Vec<NewEntry>,
    /// The application whose evidence chain records it.
    pub application: String,
    /// The event of the evidence chain.
    pub evidence: EvidenceBody,
    /// The request and its preview, which the event names.
    pub paper: (Digest, Document),
    /// Work that follows.
    pub jobs: Vec<NewJob>,
}

/// A loan that takes the place of another.
#[derive(Clone, Debug)]
pub struct RenewedLoan {
    /// Its identifier.
    pub loan: String,
    /// The facility of both.
    pub facility: String,
    /// Its principal, in fen: that of the other.
    pub principal_fen: i64,
    /// The loan itself.
    pub document: Document,
    /// How it begins.
    pub events: Vec<Document>,
}

/// Names one proposal.
#[derive(Clone, Debug)]
pub struct FindProposal {
    /// Whose.
    pub borrower: BorrowerId,
    /// Which.
    pub proposal: String,
}

/// A proposal as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredProposal {
    /// Its identifier.
    pub proposal: String,
    /// The loan.
    pub loan: String,
    /// The loan's version it was worked out on.
    pub loan_version: i64,
    /// `open`, `confirmed` or `cancelled`.
    pub state: String,
    /// The request and its preview.
    pub document: Document,
    /// The loan that took the other's place.
    pub new_loan: Option<String>,
    /// When it was made.
    pub made_at: Timestamp,
}

/// Changes what is agreed about a loan beside its events.
#[derive(Clone, Debug)]
pub struct AmendLoan {
    /// Whose loan.
    pub borrower: BorrowerId,
    /// Which one.
    pub loan: String,
    /// The version it was read at.
    pub expected_version: i64,
    /// The loan after it.
    pub document: Document,
    /// Work that follows.
    pub jobs: Vec<NewJob>,
}

/// A proposal to be taken back.
#[derive(Clone, Debug)]
pub struct CancelProposal {
    /// Whose.
    pub borrower: BorrowerId,
    /// Which.
    pub proposal: String,
    /// Now.
    pub at: Timestamp,
}

at_rest! {
    OpenProposal of command.borrower { document in PROPOSAL, command }
    ConfirmProposal of command.borrower { document in LOAN, command, new_loan, paper }
    CancelProposal of borrower {}
    FindProposal of borrower {}
    AmendLoan of borrower { document in LOAN }
}

opened! {
    StoredProposal { document }
}

impl Personal for RenewedLoan {
    fn sealed(mut self, to: &Inward<'_>) -> Result<Self, StoreError> {
        self.document = self.document.sealed_in(to, column::LOAN)?;
        Ok(self)
    }
}

acts! {
    /// Keeps a proposal.
    open_proposal(OpenProposal) -> ();
    /// Books a proposal: events, postings, a new loan, evidence and answer in one transaction.
    confirm_proposal(ConfirmProposal) -> ();
    /// Takes a proposal back; one that is decided stays as it is.
    cancel_proposal(CancelProposal) -> ();
    /// One proposal.
    find_proposal(FindProposal) -> Option<StoredProposal>, sealed in PROPOSAL;
    /// The proposals of a loan, newest first.
    list_proposals(super::FindLoan) -> Vec<StoredProposal>, sealed in PROPOSAL;
    /// Changes what is agreed about a loan beside its events.
    amend_loan(AmendLoan) -> ();
}
