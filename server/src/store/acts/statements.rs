//! Monthly statements.

use shared::canonical::Digest;
use shared::evidence::EvidenceBody;
use shared::timestamp::Timestamp;

use super::{BorrowerId, Command};
use crate::keys::Column;
use crate::store::at_rest::{Outward, Sealed, at_rest, column};
use crate::store::{Document, StoreError};

/// Keeps a month's statement, once.
#[derive(Clone, Debug)]
pub struct KeepStatement {
    /// Whose facility.
    pub borrower: BorrowerId,
    /// Which one.
    pub facility: String,
    /// The month.
    pub month: String,
    /// Digest of the statement.
    pub digest: Digest,
    /// The statement.
    pub document: Document,
    /// Now.
    pub at: Timestamp,
}

/// Names one statement.
#[derive(Clone, Debug)]
pub struct FindStatement {
    /// Whose facility.
    pub borrower: BorrowerId,
    /// Which one.
    pub facility: String,
    /// The month.
    pub month: String,
}

/// A statement as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredStatement {
    /// The month.
    pub month: String,
    /// Digest of the statement.
    pub digest: Digest,
    /// The statement.
    pub document: Document,
    /// What the borrower said to it.
    pub answer: Option<Document>,
}

/// The borrower says something to a statement.
#[derive(Clone, Debug)]
pub struct AnswerStatement {
    /// The command that says it.
    pub command: Command,
    /// The facility.
    pub facility: String,
    /// The month.
    pub month: String,
    /// The statement that was shown.
    pub digest: Digest,
    /// The statement, which the evidence names.
    pub document: Document,
    /// What they said.
    pub answer: Document,
    /// The application whose evidence chain records it.
    pub application: String,
    /// The event of the evidence chain.
    pub evidence: EvidenceBody,
}

at_rest! {
    KeepStatement of borrower { document in MONTH_STATEMENT }
    FindStatement of borrower {}
    AnswerStatement of command.borrower {
        document in PAPER, answer in MONTH_STATEMENT_ANSWER, command
    }
}

impl Sealed for StoredStatement {
    fn opened(mut self, from: &Outward<'_>, column: Column) -> Result<Self, StoreError> {
        self.document = self.document.opened(from, column)?;
        self.answer = self.answer.opened(from, column::MONTH_STATEMENT_ANSWER)?;
        Ok(self)
    }
}

acts! {
    /// Keeps a month's statement.
    keep_statement(KeepStatement) -> ();
    /// One statement.
    find_statement(FindStatement) -> Option<StoredStatement>, sealed in MONTH_STATEMENT;
    /// A facility's statements, newest first.
    list_statements(super::FindFacility) -> Vec<StoredStatement>, sealed in MONTH_STATEMENT;
    /// The borrower says something to a statement.
    answer_statement(AnswerStatement) -> ();
}
