//! SQLite: many readers, one writer that commits acts in groups.

use std::str::FromStr;
use std::time::Duration;

use futures_util::future::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, Pool};
use tokio::sync::{mpsc, oneshot};

pub(super) type Db = sqlx::Sqlite;
type Conn = sqlx::SqliteConnection;

/// What the schema's tokens become.
pub(super) const TOKENS: [(&str, &str); 3] =
    [("{I64}", "integer"), ("{BYTES}", "blob"), ("{T}", " strict")];

/// Acts committed together at most; more would only add latency.
const GROUP_MAX: usize = 256;

/// Acts waiting for the writer before callers wait to hand theirs over.
const QUEUE_MAX: usize = 1024;

/// Connections that only read.
const READERS: u32 = 4;

/// Rows a reader that walks through everything may be ahead of whoever takes them.
const ROWS_AHEAD: usize = 4096;

/// How long a statement waits for another process's lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The embedded store.
#[derive(Clone, Debug)]
pub(super) struct Store {
    readers: Pool<Db>,
    writer: mpsc::Sender<Box<dyn Pending>>,
}

/// An act on its way through the writer.
trait Pending: Send {
    /// Performs the act and keeps its outcome; `false` means undo it.
    fn perform<'c>(&'c mut self, conn: &'c mut Conn) -> BoxFuture<'c, bool>;
    /// Whether the act needs a savepoint, being more than one statement.
    fn needs_savepoint(&self) -> bool;
    /// Hands the outcome to whoever waits; called after the group is durable.
    fn reply(self: Box<Self>);
}

impl std::fmt::Debug for dyn Pending {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Pending")
    }
}

/// An act, the body function that performs it, and where its outcome goes.
struct Queued<A, O> {
    act: A,
    body: Body<A, O>,
    savepoint: bool,
    outcome: Option<Result<O, StoreError>>,
    reply: oneshot::Sender<Result<O, StoreError>>,
}

impl<A: Send + Sync, O: Send> Pending for Queued<A, O> {
    fn perform<'c>(&'c mut self, conn: &'c mut Conn) -> BoxFuture<'c, bool> {
        Box::pin(async move {
            let outcome = (self.body)(conn, &self.act).await;
            let keep = outcome.is_ok();
            self.outcome = Some(outcome);
            keep
        })
    }

    fn needs_savepoint(&self) -> bool {
        self.savepoint
    }

    fn reply(self: Box<Self>) {
        let outcome = self.outcome.unwrap_or(Err(StoreError::Closing));
        // Whoever asked may have gone; the act is durable all the same.
        let _ = self.reply.send(outcome);
    }
}

impl Store {
    /// Opens the database, asserts that it is durable, migrates it and starts the writer. Returns
    /// the migrations applied now as well.
    pub(super) async fn open(url: &str, at: Timestamp) -> Result<(Self, Vec<i64>), StoreError> {
        let in_memory = url.contains(":memory:");
        let options = SqliteConnectOptions::from_str(url)
            .map_err(StoreError::Open)?
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .statement_cache_capacity(256);
        let writers = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.clone())
            .await
            .map_err(StoreError::Open)?;
        let mut conn = writers.acquire().await.map_err(StoreError::Open)?;
        if !in_memory {
            assert_durable(&mut conn).await?;
        }
        let applied_now = migrate(&mut conn, at).await?;
        // This process is the only worker of an embedded store, so whatever is still leased
        // belongs to one that is gone.
        sqlx::query(sql::jobs::VOID_LEASES).bind("").execute(&mut *conn).await?;
        drop(conn);
        // A private in-memory database is one connection, shared by readers and writer.
        let readers = if in_memory {
            writers.clone()
        } else {
            SqlitePoolOptions::new()
                .max_connections(READERS)
                .connect_with(options)
                .await
                .map_err(StoreError::Open)?
        };
        let (writer, acts) = mpsc::channel(QUEUE_MAX);
        tokio::spawn(write_groups(writers, acts));
        Ok((Self { readers, writer }, applied_now))
    }

    /// Opens the database for reading; whatever would write is answered that the store is closing.
    pub(super) async fn look(url: &str) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::from_str(url)
            .map_err(StoreError::Open)?
            .read_only(true)
            .busy_timeout(BUSY_TIMEOUT)
            .row_buffer_size(ROWS_AHEAD)
            .statement_cache_capacity(256);
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options)
            .await
            .map_err(StoreError::Open)?;
        let (writer, _) = mpsc::channel(1);
        Ok(Self { readers, writer })
    }

    async fn read(&self) -> Result<PoolConnection<Db>, StoreError> {
        Ok(self.readers.acquire().await?)
    }

    async fn write<A, O>(&self, act: A, body: Body<A, O>, kind: ActKind) -> Result<O, StoreError>
    where
        A: Send + Sync + 'static,
        O: Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let savepoint = kind == ActKind::Compound;
        let queued = Box::new(Queued { act, body, savepoint, outcome: None, reply });
        self.writer.send(queued).await.map_err(|_| StoreError::Closing)?;
        answer.await.map_err(|_| StoreError::Closing)?
    }
}

/// Copies the database at `url` as of one moment to the new file `into`, while others use it.
pub(super) async fn copy(url: &str, into: &str) -> Result<(), StoreError> {
    let mut conn = alone(url).await?;
    sqlx::query(COPY).bind(into).execute(&mut conn).await?;
    Ok(conn.close().await?)
}

/// Whether the database at `url` is consistent in itself.
pub(super) async fn check(url: &str) -> Result<(), StoreError> {
    let mut conn = alone(url).await?;
    let found: String = sqlx::query_scalar("pragma integrity_check").fetch_one(&mut conn).await?;
    let broken = sqlx::query("pragma foreign_key_check").fetch_optional(&mut conn).await?;
    conn.close().await?;
    match (found.as_str(), broken) {
        ("ok", None) => Ok(()),
        _ => Err(StoreError::Corrupt(found)),
    }
}

/// A connection of its own to a database that exists.
async fn alone(url: &str) -> Result<Conn, StoreError> {
    let options = SqliteConnectOptions::from_str(url)
        .map_err(StoreError::Open)?
        .create_if_missing(false)
        .busy_timeout(BUSY_TIMEOUT);
    Conn::connect_with(&options).await.map_err(StoreError::Open)
}

/// A copy in one file, from a snapshot.
const COPY: &str = "vacuum into $1";

/// The settings without which an acknowledged act could be lost in a power cut.
async fn assert_durable(conn: &mut Conn) -> Result<(), StoreError> {
    let journal: String = sqlx::query_scalar("pragma journal_mode").fetch_one(&mut *conn).await?;
    let synchronous: i64 = sqlx::query_scalar("pragma synchronous").fetch_one(&mut *conn).await?;
    if journal == "wal" && synchronous == 2 {
        Ok(())
    } else {
        Err(StoreError::NotDurable(format!("journal_mode={journal} synchronous={synchronous}")))
    }
}

/// The writer: takes whatever has queued up, performs it in one transaction, commits,
/// and only then replies.
async fn write_groups(writers: Pool<Db>, mut acts: mpsc::Receiver<Box<dyn Pending>>) {
    let mut group = Vec::with_capacity(GROUP_MAX);
    while acts.recv_many(&mut group, GROUP_MAX).await > 0 {
        match writers.acquire().await {
            Ok(mut conn) => write_group(&mut conn, &mut group).await,
            // Nothing was performed; each act is answered with `Closing`.
            Err(error) => tracing::error!(%error, "the writer has no connection"),
        }
        for act in group.drain(..) {
            act.reply();
        }
    }
}

async fn write_group(conn: &mut Conn, group: &mut [Box<dyn Pending>]) {
    if let Err(error) = sqlx::query(BEGIN).execute(&mut *conn).await {
        tracing::error!(%error, "the writer cannot begin a transaction");
        return;
    }
    for act in group {
        if act.needs_savepoint() {
            must(sqlx::query("savepoint act").execute(&mut *conn).await);
        }
        let keep = act.perform(conn).await;
        if act.needs_savepoint() {
            if !keep {
                must(sqlx::query("rollback to act").execute(&mut *conn).await);
            }
            must(sqlx::query("release act").execute(&mut *conn).await);
        }
    }
    must(sqlx::query("commit").execute(&mut *conn).await);
}

/// Stops the process when the database cannot keep its word.
///
/// After a failed commit or sync nobody can know what is on the disk; the only honest
/// answer is to stop before replying, and let the next start read what is there.
fn must<T>(done: Result<T, sqlx::Error>) {
    if let Err(error) = done {
        tracing::error!(%error, "the database failed; stopping so that nothing false is acknowledged");
        std::process::abort();
    }
}

/// The transaction waits for its turn at once; a late upgrade would fail instead.
const BEGIN: &str = "begin immediate";

/// `begin immediate` keeps other processes from migrating at the same time.
const HOLD_LEDGER: [&str; 0] = [];

/// Reads in one transaction see one moment.
const BEGIN_READING: &str = "begin deferred";

include!("body.rs");
