//! PostgreSQL: a pool, one transaction per act, retried when the engine asks for it.

use std::str::FromStr;

use futures_util::future::BoxFuture;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, Executor as _, Pool, Row as _, SqlSafeStr as _};

type Db = sqlx::Postgres;
type Conn = sqlx::PgConnection;
type Row = sqlx::postgres::PgRow;

/// What the schema's tokens become.
pub(super) const TOKENS: [(&str, &str); 3] =
    [("{I64}", "bigint"), ("{BYTES}", "bytea"), ("{T}", "")];

/// Connections of one server.
const CONNECTIONS: u32 = 16;

/// How often a transaction is tried when the engine breaks it off.
const TRIES: u32 = 5;

/// The shared store.
#[derive(Clone, Debug)]
pub(super) struct Store {
    pool: Pool<Db>,
}

impl Store {
    /// Connects, checks that commits are durable and migrates. Returns the migrations applied now
    /// as well.
    pub(super) async fn open(url: &str, at: Timestamp) -> Result<(Self, Vec<i64>), StoreError> {
        let options = PgConnectOptions::from_str(url).map_err(unopened)?;
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .connect_with(options)
            .await
            .map_err(unopened)?;
        let mut conn = pool.acquire().await.map_err(unopened)?;
        assert_durable(&mut conn).await?;
        let applied_now = migrate(&mut conn, at).await?;
        drop(conn);
        Ok((Self { pool }, applied_now))
    }

    /// Connects to look at what is there.
    pub(super) async fn look(url: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url).map_err(unopened)?;
        let pool = PgPoolOptions::new()
            .max_connections(2)
            .connect_with(options)
            .await
            .map_err(unopened)?;
        Ok(Self { pool })
    }

    async fn read<A, O>(&self, act: A, body: Body<A, O>) -> Result<O, StoreError> {
        let mut conn = self.pool.acquire().await?;
        body(&mut conn, &act).await
    }

    async fn write<A, O>(&self, act: A, body: Body<A, O>, _: ActKind) -> Result<O, StoreError>
    where
        A: Send + Sync + 'static,
        O: Send + 'static,
    {
        let mut conn = self.pool.acquire().await?;
        let mut tries = 1;
        loop {
            match transact(&mut conn, &act, body).await {
                Err(StoreError::Statement(EngineError::Pg(error)))
                    if tries < TRIES && is_broken_off(&error) =>
                {
                    tries += 1;
                }
                outcome => return outcome,
            }
        }
    }
}

fn unopened(error: sqlx::Error) -> StoreError {
    StoreError::Open(error.into())
}

/// Starts a statement of the catalogue.
fn statement(
    text: &'static str,
) -> sqlx::query::Query<'static, Db, <Db as sqlx::Database>::Arguments> {
    sqlx::query(text)
}

/// Runs one statement of the schema's history.
async fn change_schema(conn: &mut Conn, text: &str) -> Result<(), sqlx::Error> {
    sqlx::query(sqlx::AssertSqlSafe(text)).execute(conn).await.map(|_| ())
}

/// Checks that a statement can be prepared.
async fn prepare(conn: &mut Conn, text: &'static str) -> Result<(), sqlx::Error> {
    conn.prepare(text.into_sql_str()).await.map(|_| ())
}

async fn transact<A, O>(conn: &mut Conn, act: &A, body: Body<A, O>) -> Result<O, StoreError> {
    let mut transaction = conn.begin_with(BEGIN).await?;
    let outcome = body(&mut transaction, act).await?;
    transaction.commit().await?;
    Ok(outcome)
}

/// Serialization failure or deadlock: the same transaction may succeed next time.
fn is_broken_off(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
        .is_some_and(|code| code == "40001" || code == "40P01")
}

/// Without flushing at commit an acknowledged act could be lost in a power cut.
async fn assert_durable(conn: &mut Conn) -> Result<(), StoreError> {
    let commit: String =
        sqlx::query_scalar("show synchronous_commit").fetch_one(&mut *conn).await?;
    let fsync: String = sqlx::query_scalar("show fsync").fetch_one(&mut *conn).await?;
    if commit == "off" || fsync == "off" {
        return Err(StoreError::NotDurable(format!("synchronous_commit={commit} fsync={fsync}")));
    }
    Ok(())
}

/// Each statement sees what was committed before it; conditional updates hold the limits.
const BEGIN: &str = "begin isolation level read committed";

/// Keeps other servers from migrating at the same time.
const HOLD_LEDGER: [&str; 1] = ["lock table migration in access exclusive mode"];

/// Reads in one transaction see one moment.
const BEGIN_READING: &str = "begin isolation level repeatable read read only";

include!("body.rs");
