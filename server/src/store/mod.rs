//! What the server remembers, in domain acts rather than rows.
//!
//! One SQL text ([`sql`]) and one Rust body (`body.rs`) serve SQLite and PostgreSQL;
//! [`Store`] chooses by URL at start. Start reading at [`acts`]: what can be recorded
//! and what comes back. Invariants:
//!
//! - an act is acknowledged only after its transaction is durable;
//! - a command, its answer, its evidence and its follow-up jobs are one transaction;
//! - money limits hold in a conditional `UPDATE` and in `CHECK` constraints, whatever
//!   the callers do.

pub mod acts;
mod document;
mod lite;
mod migrate;
mod pg;
pub mod sql;

pub use document::Document;

use acts::{
    AdvanceApplication, Answer, AnsweredBefore, Ask, BindAccount, BorrowerId, CodeIssue, CodeTrial,
    Draw, EndSession, FindApplication, FindFacility, FindLoan, FindOrder, FindOrderOfKey,
    FindPaper, FindQuote, FinishJob, IssueCode, Job, KeyedHash, LeaseJob, OpenApplication,
    OrderRepayment, PostponeJob, QueryRecord, RecordAnswer, RecordQuote, ResumeSession, Session,
    SettleOrder, StoredApplication, StoredFacility, StoredLoan, StoredOrder, StoredQuote, TryCode,
    VerifiedAnswer,
};
use shared::timestamp::Timestamp;

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be opened.
    #[error("cannot open the database")]
    Open(#[source] sqlx::Error),
    /// A migration failed.
    #[error("migration {version} failed")]
    Migration {
        /// Which one.
        version: i64,
        /// Why.
        source: sqlx::Error,
    },
    /// The embedded database is not set to survive a power cut.
    #[error("the database is not durable: {0}")]
    NotDurable(String),
    /// A statement failed.
    #[error("the database refused a statement")]
    Statement(#[from] sqlx::Error),
    /// The writer has stopped.
    #[error("the store is closing")]
    Closing,
    /// What is stored does not read back as a domain value.
    #[error("stored {what} is inconsistent")]
    Inconsistent {
        /// Which kind of value.
        what: &'static str,
        /// Why it does not read.
        source: serde_json::Error,
    },
    /// A value has no canonical form, so it cannot be stored.
    #[error("a value cannot be written")]
    Unwritable(#[from] shared::canonical::CanonicalError),
    /// An event does not fit its evidence chain.
    #[error("the evidence chain refused an event")]
    Evidence(#[from] shared::evidence::AppendRefused),
    /// Something changed since it was read; read again and decide again.
    #[error("changed since it was read")]
    Changed,
    /// The idempotency key has an answer already; read it.
    #[error("the key has been answered")]
    AlreadyAnswered,
    /// The draw does not fit in what the facility has left.
    #[error("more than the facility has left")]
    LimitExceeded,
    /// No live authorisation covers the query.
    #[error("no live authorisation")]
    NotAuthorised,
}

/// The store, on the engine the URL names.
#[derive(Clone, Debug)]
pub enum Store {
    /// Embedded SQLite with a group-committing writer.
    Lite(lite::Store),
    /// PostgreSQL, shared by several servers.
    Pg(pg::Store),
}

impl Store {
    /// Opens `url` (`sqlite:…` or `postgres:…`) and applies pending migrations.
    ///
    /// `sqlite::memory:` is a private database that lives as long as the store.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be opened, is not durable or a migration fails.
    pub async fn open(url: &str, at: Timestamp) -> Result<Self, StoreError> {
        if url.starts_with("sqlite:") {
            lite::Store::open(url, at).await.map(Self::Lite)
        } else {
            pg::Store::open(url, at).await.map(Self::Pg)
        }
    }

    /// The statements of the catalogue this engine cannot prepare, each with the reason.
    ///
    /// # Errors
    /// [`StoreError`] when the engine cannot be reached.
    pub async fn unpreparable(&self) -> Result<Vec<String>, StoreError> {
        match self {
            Self::Lite(store) => store.unpreparable().await,
            Self::Pg(store) => store.unpreparable().await,
        }
    }
}

/// Declares each act once and sends it to the engine in use.
macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident($act:ty) -> $outcome:ty;)+) => {
        impl Store {
            $($(#[$doc])*
            ///
            /// # Errors
            /// [`StoreError`] when it was not recorded.
            pub async fn $name(&self, act: $act) -> Result<$outcome, StoreError> {
                match self {
                    Self::Lite(store) => store.$name(act).await,
                    Self::Pg(store) => store.$name(act).await,
                }
            }
            )+
        }
    };
}

acts! {
    /// Records the one-time code that was made for a mobile number.
    issue_code(IssueCode) -> CodeIssue;
    /// Tries a one-time code; success starts a session.
    try_code(TryCode) -> CodeTrial;
    /// The session a token belongs to, when it is alive; notes that it was seen.
    resume_session(ResumeSession) -> Option<Session>;
    /// Ends one session.
    end_session(EndSession) -> ();
    /// The answer a key was given before.
    answered(AnsweredBefore) -> Option<Answer>;
    /// Until when signing in with a number is refused, if it ever was.
    locked_until(KeyedHash) -> Option<Timestamp>;
    /// Keeps a quote the server agreed to; `false` when it was kept before.
    record_quote(RecordQuote) -> bool;
    /// A quote kept before.
    find_quote(FindQuote) -> Option<StoredQuote>;
    /// Opens an application.
    open_application(OpenApplication) -> ();
    /// Moves an application on, with everything that goes with the step.
    advance_application(AdvanceApplication) -> ();
    /// One application.
    find_application(FindApplication) -> Option<StoredApplication>;
    /// A borrower's applications, newest first.
    list_applications(BorrowerId) -> Vec<StoredApplication>;
    /// Notes that an outside party is about to be asked, when a live consent covers it.
    ask(Ask) -> String;
    /// Binds the account that receives and repays.
    bind_account(BindAccount) -> ();
    /// The account that receives and repays.
    account(FindApplication) -> Option<Document>;
    /// A document as it was shown.
    paper(FindPaper) -> Option<Document>;
    /// Every document of an application, by digest.
    papers(FindApplication) -> Vec<Document>;
    /// Keeps what an outside party answered.
    record_answer(RecordAnswer) -> ();
    /// How the latest question to each outside party went.
    queries(FindApplication) -> Vec<QueryRecord>;
    /// What outside parties have answered for an application.
    verified_answers(FindApplication) -> Vec<VerifiedAnswer>;
    /// Every decision on an application, oldest first.
    decisions(FindApplication) -> Vec<Document>;
    /// The evidence chain of an application, oldest first.
    evidence(FindApplication) -> Vec<Document>;
    /// A borrower's facilities, newest first.
    list_facilities(BorrowerId) -> Vec<StoredFacility>;
    /// One facility.
    find_facility(FindFacility) -> Option<StoredFacility>;
    /// Draws on a facility: limit, loan, payment order, evidence and job in one transaction.
    draw(Draw) -> Answer;
    /// A borrower's loans, newest first.
    list_loans(BorrowerId) -> Vec<StoredLoan>;
    /// One loan with its events.
    find_loan(FindLoan) -> Option<StoredLoan>;
    /// Asks the payment rail to collect a repayment.
    order_repayment(OrderRepayment) -> ();
    /// Records that a payment order was carried out or refused, and all that follows.
    settle_order(SettleOrder) -> ();
    /// The payment order a key led to.
    order_of_key(FindOrderOfKey) -> Option<StoredOrder>;
    /// One payment order.
    find_order(FindOrder) -> Option<StoredOrder>;
    /// Takes the next job that is due, if any.
    lease_job(LeaseJob) -> Option<Job>;
    /// Marks a job done.
    finish_job(FinishJob) -> ();
    /// Puts a job off after a failure.
    postpone_job(PostponeJob) -> ();
}
