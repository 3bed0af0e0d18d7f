// The one body of the store, instantiated for each engine by `include!`. It uses only
// text, 64-bit integers and bytes, and only statements of `sql/`. What the engines share
// stands here; the acts stand in `body/`, one file for each subject.

use shared::canonical::Digest;
use shared::evidence::{ChainHead, EvidenceBody, EvidenceEvent};
use shared::timestamp::Timestamp;
use subtle::ConstantTimeEq;

use super::acts::{Answer, AnsweredBefore, BorrowerId, Command, FindApplication, Job, LeaseJob, ResumeSession, Session};
use super::{Document, EngineError, StoreError, migrate as history, sealing, sql};
use crate::clock::from_micros;

/// Performs one act inside the transaction the engine has begun.
type Body<A, O> = for<'c> fn(&'c mut Conn, &'c A) -> BoxFuture<'c, Result<O, StoreError>>;

/// Whether a statement guarded by what its caller has seen did anything: nothing means that somebody
/// else was there first, and that the caller has to look again.
const fn unless_changed(rows: u64) -> Result<(), StoreError> {
    if rows == 0 { Err(StoreError::Changed) } else { Ok(()) }
}

/// Whether an act is one statement, atomic by itself, or several.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ActKind {
    Single,
    Compound,
}

/// Applies the migrations this database has not seen and returns which those were.
async fn migrate(conn: &mut Conn, at: Timestamp) -> Result<Vec<i64>, StoreError> {
    let mut applied_now = Vec::new();
    let words = |text: &str| history::statements(text, &TOKENS);
    for text in words(history::LEDGER) {
        // Servers that start together may both find no ledger; the second try finds the first's.
        if change_schema(conn, &text).await.is_err() {
            change_schema(conn, &text).await?;
        }
    }
    for migration in history::MIGRATIONS {
        let failed = |error| StoreError::Migration {
            version: migration.version,
            source: EngineError::from(error),
        };
        let mut transaction = conn.begin_with(BEGIN).await.map_err(failed)?;
        // One server at a time, where there can be several.
        for text in HOLD_LEDGER {
            statement(text).execute(&mut *transaction).await.map_err(failed)?;
        }
        let applied = statement(sql::migrations::MIGRATION_APPLIED)
            .bind(migration.version)
            .fetch_optional(&mut *transaction)
            .await
            .map_err(failed)?;
        if applied.is_none() {
            for text in words(migration.text) {
                change_schema(&mut transaction, &text).await.map_err(failed)?;
            }
            statement(sql::migrations::RECORD_MIGRATION)
                .bind(migration.version)
                .bind(at.as_micros())
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
            applied_now.push(migration.version);
        }
        transaction.commit().await.map_err(failed)?;
    }
    Ok(applied_now)
}

macro_rules! writes {
    ($($kind:ident $name:ident($act:ty) -> $outcome:ty;)+) => {
        impl Store {
            $(pub(super) async fn $name(&self, act: $act) -> Result<$outcome, StoreError> {
                self.write(act, |conn, act| Box::pin($name(conn, act)), ActKind::$kind).await
            })+
        }
    };
}

macro_rules! reads {
    ($($name:ident($act:ty) -> $outcome:ty;)+) => {
        impl Store {
            $(pub(super) async fn $name(&self, act: $act) -> Result<$outcome, StoreError> {
                self.read(act, |conn, act| Box::pin($name(conn, act))).await
            })+
        }
    };
}

/// A session is noted as seen at most this often, so that reading does not write.
const SEEN_EVERY_SECONDS: u64 = 60;

impl Store {
    pub(super) async fn resume_session(
        &self,
        act: ResumeSession,
    ) -> Result<Option<Session>, StoreError> {
        let at = act.at;
        let Some((session, seen_at)) = self.live_session(act.clone()).await? else {
            return Ok(None);
        };
        if at.seconds_since(seen_at) >= SEEN_EVERY_SECONDS {
            self.see_session(act).await?;
        }
        Ok(Some(session))
    }

    /// Looks with a reader first, so that an idle server writes nothing.
    pub(super) async fn lease_job(&self, act: LeaseJob) -> Result<Option<Job>, StoreError> {
        if self.due_job(act.clone()).await?.is_none() {
            return Ok(None);
        }
        self.take_job(act).await
    }
}

reads! {
    unpreparable(()) -> Vec<String>;
}

/// Prepares every statement of the catalogue and returns the names that fail.
async fn unpreparable(conn: &mut Conn, (): &()) -> Result<Vec<String>, StoreError> {
    let mut failed = Vec::new();
    for subject in sql::CATALOGUE {
        for (name, text) in *subject {
            if let Err(error) = prepare(conn, text).await {
                failed.push(format!("{name}: {error}"));
            }
        }
    }
    Ok(failed)
}

fn digest_at(row: &Row, column: usize) -> Result<Digest, StoreError> {
    let bytes: Vec<u8> = row.try_get(column)?;
    let length = bytes.len();
    let bytes = bytes.try_into().map_err(|_| {
        let source = serde::de::Error::invalid_length(length, &"32 bytes");
        StoreError::Inconsistent { what: "digest", source }
    })?;
    Ok(Digest::from_bytes(bytes))
}

/// A text that says no value of its kind.
fn inconsistent(what: &'static str, text: &str) -> StoreError {
    StoreError::Inconsistent { what, source: serde::de::Error::custom(text) }
}

fn document_at(row: &Row, column: usize) -> Result<Document, StoreError> {
    Ok(Document::stored(row.try_get(column)?))
}

async fn documents(
    conn: &mut Conn,
    text: &'static str,
    borrower: &str,
    of: &str,
) -> Result<Vec<Document>, StoreError> {
    let rows = statement(text).bind(borrower).bind(of).fetch_all(conn).await?;
    rows.iter().map(|row| document_at(row, 0)).collect()
}

include!("body/applications.rs");
include!("body/backing.rs");
include!("body/books.rs");
include!("body/clock.rs");
include!("body/commands.rs");
include!("body/deletion.rs");
include!("body/desk.rs");
include!("body/editions.rs");
include!("body/facilities.rs");
include!("body/incoming.rs");
include!("body/increases.rs");
include!("body/jobs.rs");
include!("body/loans.rs");
include!("body/log.rs");
include!("body/pools.rs");
include!("body/notices.rs");
include!("body/passkeys.rs");
include!("body/queries.rs");
include!("body/quotes.rs");
include!("body/requests.rs");
include!("body/sealing.rs");
include!("body/servicing.rs");
include!("body/sessions.rs");
include!("body/settled.rs");
include!("body/sign_in.rs");
include!("body/statements.rs");
include!("body/step_ups.rs");
include!("body/trail.rs");
