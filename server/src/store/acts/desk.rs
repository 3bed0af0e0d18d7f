//! What waits for people of the bank, what they write down and do.

use shared::canonical::Digest;
use shared::timestamp::Timestamp;

use super::{BorrowerId, FindApplication};
use crate::keys::Column;
use crate::store::at_rest::{
    Inward, Outward, Personal, Sealed, Text as _, at_rest, column, opened,
};
use crate::store::{Document, StoreError};

/// What a step of an application does at the desk besides.
#[derive(Clone, Debug)]
pub enum DeskStep {
    /// A task opens; refused as changed when one about the same subject is open.
    Open {
        /// Its identifier.
        task: String,
        /// What a person is needed for, as a word.
        kind: &'static str,
        /// `case`, or the datum disputed.
        subject: String,
        /// When it came.
        referred_at: Timestamp,
        /// Until when an answer is promised.
        due_at: Timestamp,
        /// The task itself.
        document: Document,
    },
    /// An open task stays open on another promise, or is closed.
    Change {
        /// Which task.
        task: String,
        /// Until when an answer is promised.
        due_at: Timestamp,
        /// Since when it is over, if it is.
        closed_at: Option<Timestamp>,
        /// The task after it.
        document: Document,
    },
    /// Facts or a visit are written down.
    Record {
        /// The record.
        document: Document,
    },
    /// Somebody of the bank did something about a task.
    Act {
        /// Which task.
        task: String,
        /// Staff number and name.
        officer: String,
        /// What, as a word.
        act: &'static str,
    },
}

/// A task as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTask {
    /// Whose application it concerns.
    pub borrower: BorrowerId,
    /// Its identifier.
    pub task: String,
    /// The application.
    pub application: String,
    /// The task itself.
    pub document: Document,
}

/// Names one task of a borrower.
#[derive(Clone, Debug)]
pub struct FindTask {
    /// Whose application it concerns.
    pub borrower: BorrowerId,
    /// Which one.
    pub task: String,
}

/// What waits, as far as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// In the order they are served.
    pub tasks: Vec<StoredTask>,
    /// How many wait altogether.
    pub all: i64,
}

/// Something done about a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAct {
    /// Staff number and name.
    pub officer: String,
    /// What, as a word.
    pub act: String,
    /// When.
    pub at: Timestamp,
}

/// A question to an outside party, with its times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedQuery {
    /// Under which authorisation.
    pub service: String,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When an answer or a failure came.
    pub answered_at: Option<Timestamp>,
    /// How it went.
    pub outcome: Option<String>,
}

/// A document kept, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperKept {
    /// What it is.
    pub kind: String,
    /// Its digest.
    pub digest: Digest,
    /// Since when.
    pub kept_at: Timestamp,
}

at_rest! {
    FindTask of borrower {}
}

opened! {
    Waiting { tasks }
}

impl Personal for DeskStep {
    fn sealed(mut self, to: &Inward<'_>) -> Result<Self, StoreError> {
        let (document, column) = match &mut self {
            Self::Open { document, .. } | Self::Change { document, .. } => {
                (document, column::DESK_TASK)
            }
            Self::Record { document } => (document, column::DESK_RECORD),
            Self::Act { .. } => return Ok(self),
        };
        *document = document.clone().sealed_in(to, column)?;
        Ok(self)
    }
}

impl Sealed for StoredTask {
    /// What waits at the desk is many borrowers'.
    fn opened(mut self, from: &Outward<'_>, column: Column) -> Result<Self, StoreError> {
        let from = Outward { whose: &self.borrower, ..*from };
        self.document = self.document.opened(&from, column)?;
        Ok(self)
    }
}

acts! {
    /// One task, whosever application it concerns.
    find_task(String) -> Option<StoredTask>, sealed in DESK_TASK;
    /// So many open tasks in the order they are served, and how many there are.
    open_tasks(i64) -> Waiting, sealed in DESK_TASK;
    /// Every task about an application, oldest first.
    tasks_of(FindApplication) -> Vec<StoredTask>, sealed in DESK_TASK;
    /// A borrower's disputes, newest first.
    list_disputes(BorrowerId) -> Vec<StoredTask>, sealed in DESK_TASK;
    /// So many referred applications that nothing waits for.
    referred_without_task(i64) -> Vec<FindApplication>;
    /// What was written down about an application, oldest first.
    desk_records(FindApplication) -> Vec<Document>, sealed in DESK_RECORD;
    /// What was done about a task, oldest first.
    desk_acts(FindTask) -> Vec<StoredAct>;
    /// Every question to an outside party about an application, oldest first.
    query_log(FindApplication) -> Vec<LoggedQuery>;
    /// Whose complaint or question it is.
    owner_of_request(String) -> Option<BorrowerId>;
    /// Every document kept about an application, without its text.
    papers_kept(FindApplication) -> Vec<PaperKept>;
}
