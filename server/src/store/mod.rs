//! What the server remembers, in domain acts rather than rows.
//!
//! One SQL text ([`sql`]) and one Rust body (`body.rs`) serve SQLite and PostgreSQL, each through
//! its own driver;
//! [`Store`] chooses by URL at start. Start reading at [`acts`]: what can be recorded
//! and what comes back. Invariants:
//!
//! - an act is acknowledged only after its transaction is durable;
//! - a command, its answer, its evidence and its follow-up jobs are one transaction;
//! - money limits hold in a conditional `UPDATE` and in `CHECK` constraints, whatever
//!   the callers do.

/// Declares each act once and sends it to the engine in use.
macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident($act:ty) -> $outcome:ty;)+) => {
        impl $crate::store::Store {
            $($(#[$doc])*
            ///
            /// # Errors
            /// [`StoreError`](crate::store::StoreError) when it was not recorded.
            pub async fn $name(&self, act: $act) -> Result<$outcome, $crate::store::StoreError> {
                match self {
                    Self::Lite(store) => store.$name(act).await,
                    // Boxed, for what the driver waits with is large and every handler would
                    // carry it around.
                    Self::Pg(store) => Box::pin(store.$name(act)).await,
                }
            }
            )+
        }
    };
}
pub mod acts;
mod document;
mod lite;
mod migrate;
mod pg;
pub mod sql;

pub use document::Document;

use shared::timestamp::Timestamp;

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be opened.
    #[error("cannot open the database")]
    Open(#[source] EngineError),
    /// A migration failed.
    #[error("migration {version} failed")]
    Migration {
        /// Which one.
        version: i64,
        /// Why.
        source: EngineError,
    },
    /// The embedded database is not set to survive a power cut.
    #[error("the database is not durable: {0}")]
    NotDurable(String),
    /// A statement failed.
    #[error("the database refused a statement")]
    Statement(#[source] EngineError),
    /// The thread that owns a connection cannot start.
    #[error("no thread for the database")]
    Thread(#[source] std::io::Error),
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
    /// The paper was presented before under the same facility.
    #[error("the paper was presented before")]
    PaperPresented,
    /// A paper stands behind another financing already.
    #[error("a paper stands behind another financing")]
    PaperFinanced(Box<acts::HeldPaper>),
    /// The pool has no room, and nothing uncovered is lent.
    #[error("the pool has no room")]
    NotCovered,
    /// The event cannot happen to the pool.
    #[error("the pool refused an event")]
    Pool(#[from] shared::risk_pool::PoolRefused),
    /// The facility is frozen.
    #[error("the facility is frozen")]
    Frozen,
    /// An entry whose debits and credits differ.
    #[error("the postings of an entry do not add up")]
    Unbalanced,
    /// No live authorisation covers the query.
    #[error("no live authorisation")]
    NotAuthorised,
}

/// What the engine in use said.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub enum EngineError {
    /// SQLite.
    Lite(#[from] rusqlite::Error),
    /// PostgreSQL.
    Pg(#[from] sqlx::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Statement(error.into())
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Statement(error.into())
    }
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

    /// Opens `url` to look at it only: nothing is migrated, written or taken from a server that may
    /// be running on it.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be opened.
    pub async fn look(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("sqlite:") {
            lite::Store::look(url).map(Self::Lite)
        } else {
            pg::Store::look(url).await.map(Self::Pg)
        }
    }

    /// The statements of the catalogue this engine cannot prepare, each with the reason.
    ///
    /// # Errors
    /// [`StoreError`] when the engine cannot be reached.
    pub async fn unpreparable(&self) -> Result<Vec<String>, StoreError> {
        match self {
            Self::Lite(store) => store.unpreparable(()).await,
            Self::Pg(store) => store.unpreparable(()).await,
        }
    }
}
