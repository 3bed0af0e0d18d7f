//! One connection to SQLite, in the words the body of the store uses.
//!
//! SQLite is a library, not a server: a statement is done when the call returns, so what the
//! body awaits is always ready.

use std::borrow::Cow;
use std::future::{Ready, ready};
use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::time::Duration;

use rusqlite::types::{FromSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Error, OpenFlags, ToSql};

type Outcome<T> = Result<T, Error>;

/// How long a statement waits for another process's lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Statements kept prepared; more than the catalogue has.
const STATEMENTS_MAX: usize = 512;

/// Settings of every connection; the first two are what durability rests on. `cache_size` is the
/// memory for pages in KiB, negative by SQLite's convention: new rows go to random places of
/// their index. `wal_autocheckpoint` is how many pages, 64 MiB of them, are written before they are
/// carried into the database file: everybody who writes meanwhile waits for that.
const SETTINGS: &str = "pragma journal_mode = wal; pragma synchronous = full; \
    pragma foreign_keys = on; pragma cache_size = -32768; pragma wal_autocheckpoint = 16000";

/// A connection.
#[derive(Debug)]
pub(super) struct Conn(Connection);

impl Conn {
    /// Opens the file, creating it when there is none; without one, a private database in memory.
    pub(super) fn open(file: Option<&Path>) -> Outcome<Self> {
        let connection = match file {
            Some(file) => Connection::open(file)?,
            None => Connection::open_in_memory()?,
        };
        let conn = Self::on(connection)?;
        conn.0.execute_batch(SETTINGS)?;
        Ok(conn)
    }

    /// Opens the file for reading only; what is not there is not created.
    pub(super) fn look(file: &Path) -> Outcome<Self> {
        Self::on(Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?)
    }

    fn on(connection: Connection) -> Outcome<Self> {
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
        Ok(Self(connection))
    }

    /// The value of a setting.
    pub(super) fn setting<T: FromSql>(&self, name: &str) -> Outcome<T> {
        self.0.pragma_query_value(None, name, |row| row.get(0))
    }

    /// Begins a transaction; one that is dropped before it is committed is undone.
    pub(super) fn begin_with(&mut self, begin: &'static str) -> Ready<Outcome<Transaction<'_>>> {
        let done = statement(begin).run(self);
        ready(done.map(|_| Transaction { conn: self, committed: false }))
    }
}

/// Runs one statement of the schema's history.
pub(super) fn change_schema(conn: &mut Conn, text: &str) -> Ready<Outcome<()>> {
    ready(conn.0.execute_batch(text))
}

/// Checks that a statement can be prepared.
pub(super) fn prepare(conn: &mut Conn, text: &'static str) -> Ready<Outcome<()>> {
    ready(conn.0.prepare_cached(text).map(|_| ()))
}

/// A transaction that has begun.
#[derive(Debug)]
pub(super) struct Transaction<'c> {
    conn: &'c mut Conn,
    committed: bool,
}

impl Transaction<'_> {
    /// Makes it durable.
    pub(super) fn commit(mut self) -> Ready<Outcome<()>> {
        let done = statement("commit").run(self.conn);
        self.committed = done.is_ok();
        ready(done.map(|_| ()))
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if !self.committed {
            // An engine that cannot undo has undone already: the transaction is gone with the error.
            let _ = statement("rollback").run(self.conn);
        }
    }
}

impl Deref for Transaction<'_> {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        self.conn
    }
}

impl DerefMut for Transaction<'_> {
    fn deref_mut(&mut self) -> &mut Conn {
        self.conn
    }
}

/// Starts a statement of the catalogue.
pub(super) fn statement<'q>(text: &'static str) -> Statement<'q> {
    Statement { text, values: Vec::new() }
}

/// A statement and the values bound so far.
#[derive(Debug)]
pub(super) struct Statement<'q> {
    text: &'static str,
    values: Vec<Bound<'q>>,
}

impl<'q> Statement<'q> {
    /// Binds the next value: the first is `$1`.
    #[must_use]
    pub(super) fn bind(mut self, value: impl Into<Bound<'q>>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Carries it out.
    pub(super) fn execute(self, conn: &mut Conn) -> Ready<Outcome<Executed>> {
        ready(self.run(conn))
    }

    /// Carries it out at once.
    pub(super) fn run(self, conn: &mut Conn) -> Outcome<Executed> {
        let mut prepared = conn.0.prepare_cached(self.text)?;
        self.bind_to(&mut prepared)?;
        let rows = prepared.raw_execute()?;
        Ok(Executed { rows: u64::try_from(rows).unwrap_or(u64::MAX) })
    }

    /// The first row, if there is one.
    pub(super) fn fetch_optional(self, conn: &mut Conn) -> Ready<Outcome<Option<Row>>> {
        ready(self.rows(conn, 1).map(|rows| rows.into_iter().next()))
    }

    /// The first row.
    pub(super) fn fetch_one(self, conn: &mut Conn) -> Ready<Outcome<Row>> {
        let first = self.rows(conn, 1).map(|rows| rows.into_iter().next());
        ready(first.and_then(|row| row.ok_or(Error::QueryReturnedNoRows)))
    }

    /// Every row.
    pub(super) fn fetch_all(self, conn: &mut Conn) -> Ready<Outcome<Vec<Row>>> {
        ready(self.rows(conn, usize::MAX))
    }

    fn rows(self, conn: &mut Conn, most: usize) -> Outcome<Vec<Row>> {
        let mut prepared = conn.0.prepare_cached(self.text)?;
        self.bind_to(&mut prepared)?;
        let columns = prepared.column_count();
        let mut found = prepared.raw_query();
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let values = (0..columns).map(|column| row.get(column)).collect::<Outcome<_>>()?;
            rows.push(Row { values });
            if rows.len() == most {
                break;
            }
        }
        Ok(rows)
    }

    /// SQLite numbers parameters as it meets them; the catalogue numbers them by name.
    fn bind_to(&self, prepared: &mut rusqlite::Statement<'_>) -> Outcome<()> {
        for index in 1..=prepared.parameter_count() {
            let number = prepared.parameter_name(index).and_then(|name| name.strip_prefix('$'));
            let number = number.and_then(|number| number.parse::<usize>().ok());
            let value = number.and_then(|number| self.values.get(number.checked_sub(1)?));
            let given = self.values.len();
            let value = value.ok_or(Error::InvalidParameterCount(given, index))?;
            prepared.raw_bind_parameter(index, value)?;
        }
        Ok(())
    }
}

/// What a statement did.
#[derive(Debug)]
pub(super) struct Executed {
    rows: u64,
}

impl Executed {
    /// How many rows it changed.
    pub(super) const fn rows_affected(&self) -> u64 {
        self.rows
    }
}

/// A row that was found.
#[derive(Debug)]
pub(super) struct Row {
    values: Vec<rusqlite::types::Value>,
}

impl Row {
    /// The value of a column, the first being 0.
    pub(super) fn try_get<T: FromSql>(&self, column: usize) -> Outcome<T> {
        let value = self.values.get(column).ok_or(Error::InvalidColumnIndex(column))?;
        T::column_result(ValueRef::from(value)).map_err(Error::from)
    }
}

/// A value bound to a statement: text, a 64-bit integer, bytes, or nothing.
#[derive(Debug)]
pub(super) enum Bound<'q> {
    Nothing,
    Integer(i64),
    Text(Cow<'q, str>),
    Bytes(Cow<'q, [u8]>),
}

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> Outcome<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Nothing => ValueRef::Null,
            Self::Integer(value) => ValueRef::Integer(*value),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// Says how each type the body binds is kept.
macro_rules! bound {
    ($($type:ty, $value:ident => $kept:expr;)+) => {
        $(impl<'q> From<$type> for Bound<'q> {
            fn from($value: $type) -> Self {
                $kept
            }
        })+
    };
}

bound! {
    i64, value => Self::Integer(value);
    &'q i64, value => Self::Integer(*value);
    &'q str, value => Self::Text(value.into());
    &'q String, value => Self::Text(value.as_str().into());
    String, value => Self::Text(value.into());
    &'q [u8], value => Self::Bytes(value.into());
    Vec<u8>, value => Self::Bytes(value.into());
}

impl<T: Into<Self>> From<Option<T>> for Bound<'_> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_to_the_numbers_they_were_bound_for() {
        let mut conn = Conn::open(None).unwrap();
        let text = "select $2, $1, $3, $1";
        let given = statement(text).bind("one").bind(2_i64).bind(None::<&str>);
        let row = given.fetch_one(&mut conn).into_inner().unwrap();
        assert_eq!(row.try_get::<i64>(0), Ok(2));
        assert_eq!(row.try_get::<String>(1), Ok("one".to_owned()));
        assert_eq!(row.try_get::<Option<String>>(2), Ok(None));
        assert_eq!(row.try_get::<String>(3), Ok("one".to_owned()));
        let too_few = statement(text).bind("one").fetch_one(&mut conn).into_inner();
        assert!(matches!(too_few, Err(Error::InvalidParameterCount(1, _))));
    }

    #[test]
    fn a_transaction_that_is_not_committed_leaves_nothing() {
        let mut conn = Conn::open(None).unwrap();
        change_schema(&mut conn, "create table kept (number integer) strict").into_inner().unwrap();
        for (commits, kept) in [(false, 0), (true, 1)] {
            let mut transaction = conn.begin_with("begin immediate").into_inner().unwrap();
            statement("insert into kept values (1)").run(&mut transaction).unwrap();
            if commits {
                transaction.commit().into_inner().unwrap();
            } else {
                drop(transaction);
            }
            let count = statement("select count(*) from kept");
            let row = count.fetch_one(&mut conn).into_inner().unwrap();
            assert_eq!(row.try_get::<i64>(0), Ok(kept));
        }
    }
}
