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
//!   the callers do;
//! - what is kept about a person reaches the engines only sealed ([`at_rest`]).

/// Declares each act once: seals what it holds about a person, sends it to the engine in use and
/// opens what comes back. An act whose answer holds something sealed says in which column:
/// `find_x(FindX) -> Option<X>, sealed in X;`.
macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident($act:ty) -> $outcome:ty $(, sealed in $column:ident)?;)+) => {
        impl $crate::store::Store {
            $($(#[$doc])*
            ///
            /// # Errors
            /// [`StoreError`](crate::store::StoreError) when it was not recorded.
            pub async fn $name(&self, act: $act) -> Result<$outcome, $crate::store::StoreError> {
                use $crate::store::at_rest::AtRest;
                let whose = AtRest::whose(&act).to_owned();
                let act = AtRest::sealed(act, &self.sealer)?;
                let outcome = match &self.engine {
                    $crate::store::Engine::Lite(store) => store.$name(act).await,
                    // Boxed, for what the driver waits with is large and every handler would
                    // carry it around.
                    $crate::store::Engine::Pg(store) => Box::pin(store.$name(act)).await,
                }?;
                let from = $crate::store::at_rest::Outward { sealer: &self.sealer, whose: &whose };
                acts!(@opened from, outcome $(, $column)?)
            }
            )+
        }
    };
    (@opened $from:ident, $outcome:ident) => {{
        let _ = $from;
        Ok($outcome)
    }};
    (@opened $from:ident, $outcome:ident, $column:ident) => {
        $crate::store::at_rest::Sealed::opened(
            $outcome,
            &$from,
            $crate::store::at_rest::column::$column,
        )
    };
}
pub mod acts;
pub mod at_rest;
mod document;
mod lite;
mod migrate;
mod pg;
mod sealing;
pub mod sql;

pub use document::Document;

use std::path::Path;
use std::sync::Arc;

use shared::timestamp::Timestamp;

use crate::keys::{SealError, Sealer};

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
    /// The embedded database is not consistent in itself.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// A statement failed.
    #[error("the database refused a statement")]
    Statement(#[source] EngineError),
    /// The thread that owns a connection cannot start.
    #[error("no thread for the database")]
    Thread(#[source] std::io::Error),
    /// The program failed in the middle of an act. What the act had written is undone, unless it was a single
    /// statement, which may stand; other acts are not concerned.
    #[error("an act broke off")]
    BrokenOff,
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
    /// What is kept about a person cannot be sealed or opened.
    #[error("what is kept about a person cannot be sealed or opened")]
    Sealing(#[from] SealError),
    /// An answer made inside a transaction could not be sealed; nothing was recorded.
    #[error("an answer could not be sealed")]
    Unsealed,
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
    /// The act was not verified freshly, or the verification was used.
    #[error("not freshly verified")]
    NotVerified,
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
pub struct Store {
    engine: Engine,
    sealer: Arc<Sealer>,
}

/// What the store runs on. Engines see personal data only sealed.
#[derive(Clone, Debug)]
enum Engine {
    /// Embedded SQLite with a group-committing writer.
    Lite(lite::Store),
    /// PostgreSQL, shared by several servers.
    Pg(pg::Store),
}

impl Store {
    /// Opens `url` (`sqlite:…` or `postgres:…`), applies pending migrations, and seals what an
    /// earlier version kept plain.
    ///
    /// `sqlite::memory:` is a private database that lives as long as the store.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be opened, is not durable or a migration fails.
    pub async fn open(url: &str, at: Timestamp, sealer: Sealer) -> Result<Self, StoreError> {
        let (engine, applied_now) = if url.starts_with("sqlite:") {
            let (store, applied_now) = lite::Store::open(url, at).await?;
            (Engine::Lite(store), applied_now)
        } else {
            let (store, applied_now) = pg::Store::open(url, at).await?;
            (Engine::Pg(store), applied_now)
        };
        let store = Self { engine, sealer: Arc::new(sealer) };
        if applied_now.contains(&migrate::SEALED_SINCE) {
            store.seal_again().await?;
        }
        Ok(store)
    }

    /// Copies the embedded database at `url`, as of one moment and while others use it, to the
    /// new file `into`.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be opened or written.
    pub fn copy_embedded(url: &str, into: &Path) -> Result<(), StoreError> {
        lite::copy(url, &into.to_string_lossy())
    }

    /// Checks that the embedded database at `url` is consistent in itself.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when it is not.
    pub fn check_embedded(url: &str) -> Result<(), StoreError> {
        lite::check(url)
    }

    /// Opens `url` to look at it only: nothing is migrated, written or taken from a server that may
    /// be running on it. Without the keys nothing sealed can be read.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be opened.
    pub async fn look(url: &str) -> Result<Self, StoreError> {
        let engine = if url.starts_with("sqlite:") {
            Engine::Lite(lite::Store::look(url)?)
        } else {
            Engine::Pg(pg::Store::look(url).await?)
        };
        Ok(Self { engine, sealer: Arc::new(Sealer::without_keys()) })
    }

    /// The statements of the catalogue this engine cannot prepare, each with the reason.
    ///
    /// # Errors
    /// [`StoreError`] when the engine cannot be reached.
    pub async fn unpreparable(&self) -> Result<Vec<String>, StoreError> {
        match &self.engine {
            Engine::Lite(store) => store.unpreparable(()).await,
            Engine::Pg(store) => store.unpreparable(()).await,
        }
    }
}
