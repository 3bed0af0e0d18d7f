//! SQLite: some threads that read, one that writes and commits acts in groups.
//!
//! The connections are used from threads of their own: a statement costs a call, not a message
//! to another thread and back. `worker` passes acts to them, `connection` speaks to SQLite.
//!
//! That is why SQLite is spoken to through rusqlite and PostgreSQL through sqlx: sqlx's driver for
//! SQLite sends each statement to a thread and waits for the answer. Grouped inserts are 2.1 to 2.9
//! times as fast without that, and a server's durable decisions are grouped inserts; `cargo bench -p
//! tests --bench decisions` holds them against bare commits. The statements, the acts and their
//! bodies are the same for both.

#![expect(
    clippy::explicit_auto_deref,
    reason = "the body dereferences a transaction where PostgreSQL's driver needs it"
)]

mod connection;
mod worker;

use std::path::Path;

use connection::{Conn, Row, change_schema, prepare, statement};
use futures_util::future::BoxFuture;
use worker::{Queue, Shelter};

/// What the schema's tokens become.
pub(super) const TOKENS: [(&str, &str); 3] =
    [("{I64}", "integer"), ("{BYTES}", "blob"), ("{T}", " strict")];

/// Connections that only read.
const READERS: usize = 4;

/// The name of a private database in memory.
const IN_MEMORY: &str = ":memory:";

/// The embedded store.
#[derive(Clone, Debug)]
pub(super) struct Store {
    readers: Queue,
    writer: Queue,
}

impl Store {
    /// Opens the database, asserts that it is durable, migrates it and starts the threads. Returns
    /// the migrations applied now as well.
    pub(super) async fn open(url: &str, at: Timestamp) -> Result<(Self, Vec<i64>), StoreError> {
        let file = file_of(url);
        let open = || Conn::open(file).map_err(|error| StoreError::Open(error.into()));
        let mut conn = open()?;
        if file.is_some() {
            assert_durable(&conn)?;
        }
        let applied_now = migrate(&mut conn, at).await?;
        // This process is the only worker of an embedded store, so whatever is still leased
        // belongs to one that is gone.
        statement(sql::jobs::VOID_LEASES).bind("").run(&mut conn)?;
        let writer = Queue::of_writer(conn)?;
        // A private in-memory database is one connection, shared by readers and writer.
        let readers = if file.is_some() {
            Queue::of_readers((0..READERS).map(|_| open()).collect::<Result<_, _>>()?)?
        } else {
            writer.clone()
        };
        Ok((Self { readers, writer }, applied_now))
    }

    /// Opens the database for reading; whatever would write is answered that the store is closing.
    pub(super) fn look(url: &str) -> Result<Self, StoreError> {
        Ok(Self { readers: Queue::of_readers(vec![looking(url)?])?, writer: Queue::closed() })
    }

    async fn read<A, O>(&self, act: A, body: Body<A, O>) -> Result<O, StoreError>
    where
        A: Send + Sync + 'static,
        O: Send + 'static,
    {
        self.readers.perform(act, body, Shelter::Reads).await
    }

    async fn write<A, O>(&self, act: A, body: Body<A, O>, kind: ActKind) -> Result<O, StoreError>
    where
        A: Send + Sync + 'static,
        O: Send + 'static,
    {
        let shelter = match kind {
            ActKind::Single => Shelter::Single,
            ActKind::Compound => Shelter::Compound,
        };
        self.writer.perform(act, body, shelter).await
    }
}

/// Copies the database at `url` as of one moment to the new file `into`, while others use it.
pub(super) fn copy(url: &str, into: &str) -> Result<(), StoreError> {
    statement(COPY).bind(into).run(&mut looking(url)?)?;
    Ok(())
}

/// Whether the database at `url` is consistent in itself.
pub(super) fn check(url: &str) -> Result<(), StoreError> {
    let mut conn = looking(url)?;
    let found: String = conn.setting("integrity_check")?;
    let broken = statement("pragma foreign_key_check").fetch_optional(&mut conn).into_inner()?;
    match (found.as_str(), broken) {
        ("ok", None) => Ok(()),
        _ => Err(StoreError::Corrupt(found)),
    }
}

/// A copy in one file, from a snapshot.
const COPY: &str = "vacuum into $1";

/// A connection that reads a database that exists.
fn looking(url: &str) -> Result<Conn, StoreError> {
    let file = file_of(url).unwrap_or(Path::new(IN_MEMORY));
    Conn::look(file).map_err(|error| StoreError::Open(error.into()))
}

/// The file a URL names; none for a database in memory.
fn file_of(url: &str) -> Option<&Path> {
    let place = url.trim_start_matches("sqlite:");
    let place = place.strip_prefix("//").unwrap_or(place);
    (place != IN_MEMORY).then(|| Path::new(place))
}

/// The settings without which an acknowledged act could be lost in a power cut.
fn assert_durable(conn: &Conn) -> Result<(), StoreError> {
    let journal: String = conn.setting("journal_mode")?;
    let synchronous: i64 = conn.setting("synchronous")?;
    if journal == "wal" && synchronous == 2 {
        Ok(())
    } else {
        Err(StoreError::NotDurable(format!("journal_mode={journal} synchronous={synchronous}")))
    }
}

/// The transaction waits for its turn at once; a late upgrade would fail instead.
const BEGIN: &str = "begin immediate";

/// `begin immediate` keeps other processes from migrating at the same time.
const HOLD_LEDGER: [&str; 0] = [];

/// Reads in one transaction see one moment.
const BEGIN_READING: &str = "begin deferred";

include!("../body.rs");
