// The one body of the store, instantiated for each engine by `include!`. It uses only
// text, 64-bit integers and bytes, and only statements of `sql.rs`.

use shared::canonical::Digest;
use shared::evidence::{ChainHead, EvidenceBody, EvidenceEvent};
use shared::timestamp::Timestamp;
use sqlx::Row as _;
use subtle::ConstantTimeEq;

use super::acts::{
    AdvanceApplication, Answer, AnswerOnDrawn, AnsweredBefore, Ask, BindAccount, BorrowerId,
    CodeIssue, CodeTrial, Command, Direction, Draw, EndSession, FindApplication, FindFacility,
    FindLoan, FindOrder, FindOrderOfKey, FindPaper, FindQuote, FinishJob, IssueCode, Job,
    KeyedHash, LeaseJob, NewJob, NewOrder, OpenApplication, OrderRepayment, OrderState,
    PostponeJob, QueryRecord, RecordAnswer, RecordQuote, ResumeSession, Session, SettleOrder,
    StoredApplication, StoredFacility, StoredLoan, StoredOrder, StoredQuote, TryCode,
    VerifiedAnswer, With,
};
use super::{Document, StoreError, migrate as history, sql};
use crate::clock::from_micros;

/// Performs one act inside the transaction the engine has begun.
type Body<A, O> = for<'c> fn(&'c mut Conn, &'c A) -> BoxFuture<'c, Result<O, StoreError>>;

type Row = <Db as sqlx::Database>::Row;

/// Whether an act is one statement, atomic by itself, or several.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ActKind {
    Single,
    Compound,
}

/// Starts a statement of the catalogue.
fn statement(
    text: &'static str,
) -> sqlx::query::Query<'static, Db, <Db as sqlx::Database>::Arguments> {
    sqlx::query(text)
}

/// Applies the migrations this database has not seen.
async fn migrate(conn: &mut Conn, at: Timestamp) -> Result<(), StoreError> {
    let words = |text: &str| history::statements(text, &TOKENS);
    for text in words(history::LEDGER) {
        // Servers that start together may both find no ledger; the second try finds the first's.
        if sqlx::query(sqlx::AssertSqlSafe(text.clone())).execute(&mut *conn).await.is_err() {
            sqlx::query(sqlx::AssertSqlSafe(text)).execute(&mut *conn).await?;
        }
    }
    for migration in history::MIGRATIONS {
        let failed = |source| StoreError::Migration { version: migration.version, source };
        let mut transaction = conn.begin_with(BEGIN).await.map_err(failed)?;
        // One server at a time, where there can be several.
        for text in HOLD_LEDGER {
            sqlx::query(text).execute(&mut *transaction).await.map_err(failed)?;
        }
        let applied = statement(sql::MIGRATION_APPLIED)
            .bind(migration.version)
            .fetch_optional(&mut *transaction)
            .await
            .map_err(failed)?;
        if applied.is_none() {
            for text in words(migration.text) {
                sqlx::query(sqlx::AssertSqlSafe(text))
                    .execute(&mut *transaction)
                    .await
                    .map_err(failed)?;
            }
            statement(sql::RECORD_MIGRATION)
                .bind(migration.version)
                .bind(at.as_micros())
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
        }
        transaction.commit().await.map_err(failed)?;
    }
    Ok(())
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
                let mut conn = self.read().await?;
                $name(&mut conn, &act).await
            })+
        }
    };
}

writes! {
    Compound issue_code(IssueCode) -> CodeIssue;
    Compound try_code(TryCode) -> CodeTrial;
    Single see_session(ResumeSession) -> ();
    Single end_session(EndSession) -> ();
    Single record_quote(RecordQuote) -> bool;
    Compound open_application(OpenApplication) -> ();
    Compound advance_application(AdvanceApplication) -> ();
    Compound ask(Ask) -> String;
    Single bind_account(BindAccount) -> ();
    Compound record_answer(RecordAnswer) -> ();
    Compound draw(Draw) -> Answer;
    Compound order_repayment(OrderRepayment) -> ();
    Compound settle_order(SettleOrder) -> ();
    Compound take_job(LeaseJob) -> Option<Job>;
    Single finish_job(FinishJob) -> ();
    Single postpone_job(PostponeJob) -> ();
}

reads! {
    live_session(ResumeSession) -> Option<(Session, Timestamp)>;
    answered(AnsweredBefore) -> Option<Answer>;
    find_quote(FindQuote) -> Option<StoredQuote>;
    locked_until(KeyedHash) -> Option<Timestamp>;
    queries(FindApplication) -> Vec<QueryRecord>;
    find_application(FindApplication) -> Option<StoredApplication>;
    list_applications(BorrowerId) -> Vec<StoredApplication>;
    verified_answers(FindApplication) -> Vec<VerifiedAnswer>;
    decisions(FindApplication) -> Vec<Document>;
    evidence(FindApplication) -> Vec<Document>;
    list_facilities(BorrowerId) -> Vec<StoredFacility>;
    find_facility(FindFacility) -> Option<StoredFacility>;
    list_loans(BorrowerId) -> Vec<StoredLoan>;
    find_loan(FindLoan) -> Option<StoredLoan>;
    find_order(FindOrder) -> Option<StoredOrder>;
    order_of_key(FindOrderOfKey) -> Option<StoredOrder>;
    paper(FindPaper) -> Option<Document>;
    account(FindApplication) -> Option<Document>;
    due_job(LeaseJob) -> Option<Job>;
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

    /// Prepares every statement of the catalogue and returns the names that fail.
    pub(super) async fn unpreparable(&self) -> Result<Vec<String>, StoreError> {
        use sqlx::{Executor as _, SqlSafeStr as _};
        let mut conn = self.read().await?;
        let mut failed = Vec::new();
        for (name, text) in sql::CATALOGUE {
            if let Err(error) = (&mut *conn).prepare(text.into_sql_str()).await {
                failed.push(format!("{name}: {error}"));
            }
        }
        Ok(failed)
    }
}

// Signing in.

async fn lock_of(conn: &mut Conn, mobile: &KeyedHash) -> Result<(i64, Timestamp), StoreError> {
    let row = statement(sql::SIGN_IN_LOCK).bind(mobile.as_slice()).fetch_optional(conn).await?;
    match row {
        Some(row) => Ok((row.try_get(0)?, from_micros(row.try_get(1)?))),
        None => Ok((0, Timestamp::MIN)),
    }
}

async fn locked_until(
    conn: &mut Conn,
    mobile: &KeyedHash,
) -> Result<Option<Timestamp>, StoreError> {
    let (_, until) = lock_of(conn, mobile).await?;
    Ok((until > Timestamp::MIN).then_some(until))
}

async fn set_lock(
    conn: &mut Conn,
    mobile: &KeyedHash,
    wrong_codes: i64,
    until: Timestamp,
) -> Result<(), StoreError> {
    statement(sql::SET_SIGN_IN_LOCK)
        .bind(mobile.as_slice())
        .bind(wrong_codes)
        .bind(until.as_micros())
        .execute(conn)
        .await?;
    Ok(())
}

async fn issue_code(conn: &mut Conn, act: &IssueCode) -> Result<CodeIssue, StoreError> {
    let (_, until) = lock_of(conn, &act.mobile_hash).await?;
    if until > act.at {
        return Ok(CodeIssue::Locked { until });
    }
    claim_key(conn, &act.command).await?;
    statement(sql::ISSUE_CODE)
        .bind(act.mobile_hash.as_slice())
        .bind(act.code_hash.as_slice())
        .bind(act.at.as_micros())
        .bind(act.expires_at.as_micros())
        .execute(conn)
        .await?;
    Ok(CodeIssue::Issued)
}

async fn try_code(conn: &mut Conn, act: &TryCode) -> Result<CodeTrial, StoreError> {
    let (wrong_codes, until) = lock_of(conn, &act.mobile_hash).await?;
    if until > act.at {
        return Ok(CodeTrial::Locked { until });
    }
    let latest = statement(sql::LATEST_CODE)
        .bind(act.mobile_hash.as_slice())
        .fetch_optional(&mut *conn)
        .await?;
    let Some(latest) = latest else { return Ok(CodeTrial::Expired) };
    let expected: Vec<u8> = latest.try_get(0)?;
    let expires_at = from_micros(latest.try_get(1)?);
    let used_at: Option<i64> = latest.try_get(2)?;
    let matches = bool::from(expected.as_slice().ct_eq(act.code_hash.as_slice()));
    if !matches {
        return count_wrong_code(conn, act, wrong_codes).await;
    }
    if used_at.is_some() {
        return signed_in_already(conn, act).await;
    }
    if expires_at <= act.at {
        return Ok(CodeTrial::Expired);
    }
    let used = statement(sql::USE_CODE)
        .bind(act.mobile_hash.as_slice())
        .bind(act.at.as_micros())
        .execute(&mut *conn)
        .await?;
    if used.rows_affected() == 0 {
        return Ok(CodeTrial::Used);
    }
    set_lock(conn, &act.mobile_hash, 0, Timestamp::MIN).await?;
    let borrower = owner_of_mobile(conn, act).await?;
    start_session(conn, act, &borrower).await?;
    Ok(CodeTrial::SignedIn { borrower })
}

/// The same command again gives its session again; anybody else finds the code used.
async fn signed_in_already(conn: &mut Conn, act: &TryCode) -> Result<CodeTrial, StoreError> {
    let owner = statement(sql::OWNER_OF_MOBILE)
        .bind(act.mobile_hash.as_slice())
        .fetch_one(&mut *conn)
        .await?;
    let borrower: BorrowerId = owner.try_get(0)?;
    let same = ResumeSession {
        borrower: borrower.clone(),
        token_hash: act.token_hash,
        at: act.at,
        idle_since: Timestamp::MIN,
    };
    match live_session(conn, &same).await? {
        Some(_) => Ok(CodeTrial::SignedIn { borrower }),
        None => Ok(CodeTrial::Used),
    }
}

/// One more wrong code; the last allowed one locks the number and clears the count.
async fn count_wrong_code(
    conn: &mut Conn,
    act: &TryCode,
    wrong_codes: i64,
) -> Result<CodeTrial, StoreError> {
    let wrong_codes = wrong_codes + 1;
    if wrong_codes >= act.wrong_codes_max {
        set_lock(conn, &act.mobile_hash, 0, act.lock_until).await?;
        return Ok(CodeTrial::Locked { until: act.lock_until });
    }
    set_lock(conn, &act.mobile_hash, wrong_codes, Timestamp::MIN).await?;
    let attempts_left = u32::try_from(act.wrong_codes_max - wrong_codes).unwrap_or_default();
    Ok(CodeTrial::Wrong { attempts_left })
}

async fn owner_of_mobile(conn: &mut Conn, act: &TryCode) -> Result<BorrowerId, StoreError> {
    let claimed = statement(sql::CLAIM_MOBILE)
        .bind(act.mobile_hash.as_slice())
        .bind(&act.new_borrower)
        .execute(&mut *conn)
        .await?;
    if claimed.rows_affected() == 1 {
        statement(sql::NEW_BORROWER)
            .bind(&act.new_borrower)
            .bind(&act.mobile)
            .bind(act.at.as_micros())
            .execute(&mut *conn)
            .await?;
    }
    let owner = statement(sql::OWNER_OF_MOBILE)
        .bind(act.mobile_hash.as_slice())
        .fetch_one(&mut *conn)
        .await?;
    Ok(owner.try_get(0)?)
}

async fn start_session(conn: &mut Conn, act: &TryCode, borrower: &str) -> Result<(), StoreError> {
    statement(sql::END_STALE_SESSIONS)
        .bind(borrower)
        .bind(act.at.as_micros())
        .execute(&mut *conn)
        .await?;
    statement(sql::START_SESSION)
        .bind(borrower)
        .bind(act.token_hash.as_slice())
        .bind(act.at.as_micros())
        .bind(act.session_ends_at.as_micros())
        .execute(&mut *conn)
        .await?;
    Ok(())
}

async fn live_session(
    conn: &mut Conn,
    act: &ResumeSession,
) -> Result<Option<(Session, Timestamp)>, StoreError> {
    let row = statement(sql::SESSION)
        .bind(&act.borrower)
        .bind(act.token_hash.as_slice())
        .bind(act.at.as_micros())
        .bind(act.idle_since.as_micros())
        .fetch_optional(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let ends_at = from_micros(row.try_get(0)?);
    let seen_at = from_micros(row.try_get(1)?);
    let mobile = row.try_get(2)?;
    Ok(Some((Session { borrower: act.borrower.clone(), ends_at, mobile }, seen_at)))
}

async fn see_session(conn: &mut Conn, act: &ResumeSession) -> Result<(), StoreError> {
    statement(sql::SEE_SESSION)
        .bind(&act.borrower)
        .bind(act.token_hash.as_slice())
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    Ok(())
}

async fn end_session(conn: &mut Conn, act: &EndSession) -> Result<(), StoreError> {
    statement(sql::END_SESSION)
        .bind(&act.borrower)
        .bind(act.token_hash.as_slice())
        .execute(conn)
        .await?;
    Ok(())
}

// Commands.

/// Takes the command's key with its answer, or refuses because it has one.
async fn claim_key(conn: &mut Conn, command: &Command) -> Result<(), StoreError> {
    let claimed = statement(sql::CLAIM_KEY)
        .bind(&command.borrower)
        .bind(&command.key)
        .bind(command.request_hash.as_bytes().as_slice())
        .bind(i64::from(command.answer.status))
        .bind(command.answer.body.as_slice())
        .bind(command.at.as_micros())
        .execute(conn)
        .await?;
    if claimed.rows_affected() == 1 { Ok(()) } else { Err(StoreError::AlreadyAnswered) }
}

async fn answered(conn: &mut Conn, act: &AnsweredBefore) -> Result<Option<Answer>, StoreError> {
    let row =
        statement(sql::ANSWERED).bind(&act.borrower).bind(&act.key).fetch_optional(conn).await?;
    let Some(row) = row else { return Ok(None) };
    let status: i64 = row.try_get(1)?;
    Ok(Some(Answer {
        request_hash: digest_at(&row, 0)?,
        status: u16::try_from(status).unwrap_or(500),
        body: row.try_get(2)?,
    }))
}

fn digest_at(row: &Row, column: usize) -> Result<Digest, StoreError> {
    let bytes: Vec<u8> = row.try_get(column)?;
    let length = bytes.len();
    let bytes = bytes.try_into().map_err(|_| {
        let message = format!("a digest has 32 bytes, not {length}");
        sqlx::Error::Decode(message.into())
    })?;
    Ok(Digest::from_bytes(bytes))
}

fn document_at(row: &Row, column: usize) -> Result<Document, StoreError> {
    Ok(Document::stored(row.try_get(column)?))
}

/// Orders the work that follows an act.
async fn order_jobs(conn: &mut Conn, borrower: &str, jobs: &[NewJob]) -> Result<(), StoreError> {
    for job in jobs {
        statement(sql::NEW_JOB)
            .bind(borrower)
            .bind(&job.job)
            .bind(&job.kind)
            .bind(&job.subject)
            .bind(job.due_at.as_micros())
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// Appends to the application's evidence chain; each event holds the digest of the one before.
async fn append_evidence(
    conn: &mut Conn,
    borrower: &str,
    application: &str,
    at: Timestamp,
    events: &[EvidenceBody],
) -> Result<(), StoreError> {
    if events.is_empty() {
        return Ok(());
    }
    let last = statement(sql::LAST_EVIDENCE)
        .bind(borrower)
        .bind(application)
        .fetch_optional(&mut *conn)
        .await?;
    let mut head = last.as_ref().map(chain_head).transpose()?;
    for body in events {
        let event = EvidenceEvent::following(head, application, at, body.clone())?;
        statement(sql::APPEND_EVIDENCE)
            .bind(borrower)
            .bind(application)
            .bind(i64::from(event.sequence))
            .bind(event.previous.as_bytes().as_slice())
            .bind(event.digest.as_bytes().as_slice())
            .bind(Document::of(&event)?.as_str())
            .execute(&mut *conn)
            .await?;
        head = Some(event.head());
    }
    Ok(())
}

fn chain_head(row: &Row) -> Result<ChainHead, StoreError> {
    let sequence: i64 = row.try_get(0)?;
    Ok(ChainHead {
        digest: digest_at(row, 1)?,
        sequence: u32::try_from(sequence).unwrap_or(u32::MAX),
    })
}

// Quotes and applications.

/// Quotes asked for before signing in belong to this borrower.
const VISITOR: &str = "visitor";

/// Keeps a quote once; `false` when its identifier was there before.
async fn record_quote(conn: &mut Conn, act: &RecordQuote) -> Result<bool, StoreError> {
    let recorded = statement(sql::RECORD_QUOTE)
        .bind(act.borrower.as_deref().unwrap_or(VISITOR))
        .bind(&act.quote)
        .bind(act.request_hash.as_bytes().as_slice())
        .bind(act.catalogue_hash.as_bytes().as_slice())
        .bind(act.input_hash.as_bytes().as_slice())
        .bind(act.output_hash.as_bytes().as_slice())
        .bind(act.document.as_str())
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    Ok(recorded.rows_affected() == 1)
}

async fn find_quote(conn: &mut Conn, act: &FindQuote) -> Result<Option<StoredQuote>, StoreError> {
    for borrower in [act.borrower.as_deref().unwrap_or(VISITOR), VISITOR] {
        let row = statement(sql::QUOTE)
            .bind(borrower)
            .bind(&act.quote)
            .fetch_optional(&mut *conn)
            .await?;
        if let Some(row) = row {
            let request_hash = digest_at(&row, 0)?;
            return Ok(Some(StoredQuote { request_hash, document: document_at(&row, 1)? }));
        }
    }
    Ok(None)
}

async fn open_application(conn: &mut Conn, act: &OpenApplication) -> Result<(), StoreError> {
    claim_key(conn, &act.command).await?;
    statement(sql::OPEN_APPLICATION)
        .bind(&act.command.borrower)
        .bind(&act.application)
        .bind(&act.stage)
        .bind(act.document.as_str())
        .bind(act.command.at.as_micros())
        .execute(&mut *conn)
        .await?;
    append_evidence(conn, &act.command.borrower, &act.application, act.command.at, &act.evidence)
        .await
}

async fn advance_application(conn: &mut Conn, act: &AdvanceApplication) -> Result<(), StoreError> {
    if let Some(command) = &act.command {
        claim_key(conn, command).await?;
    }
    let advanced = statement(sql::ADVANCE_APPLICATION)
        .bind(&act.borrower)
        .bind(&act.application)
        .bind(&act.stage)
        .bind(act.document.as_str())
        .bind(act.at.as_micros())
        .bind(act.expected_version)
        .execute(&mut *conn)
        .await?;
    if advanced.rows_affected() == 0 {
        return Err(StoreError::Changed);
    }
    for with in &act.with {
        perform_with(conn, act, with).await?;
    }
    append_evidence(conn, &act.borrower, &act.application, act.at, &act.evidence).await?;
    order_jobs(conn, &act.borrower, &act.jobs).await
}

async fn perform_with(
    conn: &mut Conn,
    act: &AdvanceApplication,
    with: &With,
) -> Result<(), StoreError> {
    let at = act.at.as_micros();
    let query = match with {
        With::Consent { consent, purpose, text_hash, valid_until } => statement(sql::GIVE_CONSENT)
            .bind(&act.borrower)
            .bind(consent)
            .bind(&act.application)
            .bind(purpose)
            .bind(text_hash.as_bytes().as_slice())
            .bind(at)
            .bind(valid_until.as_micros()),
        With::Withdrawal { purpose } => statement(sql::WITHDRAW_CONSENT)
            .bind(&act.borrower)
            .bind(&act.application)
            .bind(purpose)
            .bind(at),
        With::Paper { kind, digest, document } => statement(sql::KEEP_PAPER)
            .bind(&act.borrower)
            .bind(&act.application)
            .bind(digest.as_bytes().as_slice())
            .bind(*kind)
            .bind(document.as_str())
            .bind(at),
        With::Decision { version, document } => statement(sql::RECORD_DECISION)
            .bind(&act.borrower)
            .bind(&act.application)
            .bind(version)
            .bind(document.as_str())
            .bind(at),
        With::Facility { facility, limit_fen, document } => statement(sql::OPEN_FACILITY)
            .bind(&act.borrower)
            .bind(facility)
            .bind(&act.application)
            .bind(limit_fen)
            .bind(document.as_str())
            .bind(at),
        With::JobDone { job } => statement(sql::FINISH_JOB).bind(&act.borrower).bind(job).bind(at),
    };
    query.execute(conn).await?;
    Ok(())
}

fn application_from(row: &Row) -> Result<StoredApplication, StoreError> {
    Ok(StoredApplication {
        application: row.try_get(0)?,
        version: row.try_get(1)?,
        document: document_at(row, 2)?,
    })
}

async fn find_application(
    conn: &mut Conn,
    act: &FindApplication,
) -> Result<Option<StoredApplication>, StoreError> {
    let row = statement(sql::APPLICATION)
        .bind(&act.borrower)
        .bind(&act.application)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(application_from).transpose()
}

async fn list_applications(
    conn: &mut Conn,
    borrower: &BorrowerId,
) -> Result<Vec<StoredApplication>, StoreError> {
    let rows = statement(sql::APPLICATIONS).bind(borrower).fetch_all(conn).await?;
    rows.iter().map(application_from).collect()
}

// Verified answers, decisions, evidence.

/// Writes the question down and returns the consent it is asked under.
async fn ask(conn: &mut Conn, act: &Ask) -> Result<String, StoreError> {
    let asked = statement(sql::ASK)
        .bind(&act.borrower)
        .bind(&act.query)
        .bind(&act.application)
        .bind(&act.purpose)
        .bind(&act.service)
        .bind(act.at.as_micros())
        .fetch_optional(conn)
        .await?;
    let consent = asked.ok_or(StoreError::NotAuthorised)?;
    Ok(consent.try_get(0)?)
}

async fn bind_account(conn: &mut Conn, act: &BindAccount) -> Result<(), StoreError> {
    statement(sql::BIND_ACCOUNT)
        .bind(&act.borrower)
        .bind(&act.application)
        .bind(act.document.as_str())
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    Ok(())
}

async fn account(conn: &mut Conn, act: &FindApplication) -> Result<Option<Document>, StoreError> {
    let found = documents(conn, sql::ACCOUNT, &act.borrower, &act.application).await?;
    Ok(found.into_iter().next())
}

async fn paper(conn: &mut Conn, act: &FindPaper) -> Result<Option<Document>, StoreError> {
    let row = statement(sql::PAPER)
        .bind(&act.borrower)
        .bind(&act.application)
        .bind(act.digest.as_bytes().as_slice())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(|row| document_at(row, 0)).transpose()
}

async fn record_answer(conn: &mut Conn, act: &RecordAnswer) -> Result<(), StoreError> {
    let hash = act.document.as_ref().map(|document| Digest::of(document.as_str().as_bytes()));
    statement(sql::CLOSE_QUERY)
        .bind(&act.borrower)
        .bind(&act.query)
        .bind(act.at.as_micros())
        .bind(&act.outcome)
        .bind(hash.map(|hash| hash.as_bytes().to_vec()))
        .execute(&mut *conn)
        .await?;
    if let Some(document) = &act.document {
        statement(sql::KEEP_ANSWER)
            .bind(&act.borrower)
            .bind(&act.application)
            .bind(&act.service)
            .bind(document.as_str())
            .bind(act.at.as_micros())
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// How the latest question to each party went.
async fn queries(conn: &mut Conn, act: &FindApplication) -> Result<Vec<QueryRecord>, StoreError> {
    let rows =
        statement(sql::QUERIES).bind(&act.borrower).bind(&act.application).fetch_all(conn).await?;
    let mut latest: Vec<QueryRecord> = Vec::new();
    for row in &rows {
        let record = QueryRecord { service: row.try_get(0)?, outcome: row.try_get(1)? };
        latest.retain(|earlier| earlier.service != record.service);
        latest.push(record);
    }
    Ok(latest)
}

async fn verified_answers(
    conn: &mut Conn,
    act: &FindApplication,
) -> Result<Vec<VerifiedAnswer>, StoreError> {
    let rows = statement(sql::VERIFIED_ANSWERS)
        .bind(&act.borrower)
        .bind(&act.application)
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| Ok(VerifiedAnswer { service: row.try_get(0)?, document: document_at(row, 1)? }))
        .collect()
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

async fn decisions(conn: &mut Conn, act: &FindApplication) -> Result<Vec<Document>, StoreError> {
    documents(conn, sql::DECISIONS, &act.borrower, &act.application).await
}

async fn evidence(conn: &mut Conn, act: &FindApplication) -> Result<Vec<Document>, StoreError> {
    documents(conn, sql::EVIDENCE, &act.borrower, &act.application).await
}

// Facilities, loans, payments.

fn facility_from(row: &Row) -> Result<StoredFacility, StoreError> {
    Ok(StoredFacility {
        facility: row.try_get(0)?,
        application: row.try_get(1)?,
        limit_fen: row.try_get(2)?,
        drawn_fen: row.try_get(3)?,
        document: document_at(row, 4)?,
    })
}

async fn find_facility(
    conn: &mut Conn,
    act: &FindFacility,
) -> Result<Option<StoredFacility>, StoreError> {
    let row = statement(sql::FACILITY)
        .bind(&act.borrower)
        .bind(&act.facility)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(facility_from).transpose()
}

async fn list_facilities(
    conn: &mut Conn,
    borrower: &BorrowerId,
) -> Result<Vec<StoredFacility>, StoreError> {
    let rows = statement(sql::FACILITIES).bind(borrower).fetch_all(conn).await?;
    rows.iter().map(facility_from).collect()
}

async fn draw(conn: &mut Conn, act: &Draw) -> Result<Answer, StoreError> {
    let borrower = &act.command.borrower;
    let at = act.command.at;
    let drawn = statement(sql::DRAW)
        .bind(borrower)
        .bind(&act.facility)
        .bind(act.amount_fen)
        .execute(&mut *conn)
        .await?;
    if drawn.rows_affected() == 0 {
        // The limit may be gone because this very command took it.
        let before = AnsweredBefore { borrower: borrower.clone(), key: act.command.key.clone() };
        return Err(match answered(conn, &before).await? {
            Some(_) => StoreError::AlreadyAnswered,
            None => StoreError::LimitExceeded,
        });
    }
    let answer = claim_key_on_drawn(conn, &act.command, &act.answer, &act.facility).await?;
    statement(sql::OPEN_LOAN)
        .bind(borrower)
        .bind(&act.loan)
        .bind(&act.facility)
        .bind(act.amount_fen)
        .bind(act.document.as_str())
        .bind(at.as_micros())
        .execute(&mut *conn)
        .await?;
    order_payment(conn, borrower, &act.loan, &act.order, None, at).await?;
    order_jobs(conn, borrower, &act.jobs).await?;
    Ok(answer)
}

/// Takes the command's key with an answer that tells what is drawn now.
async fn claim_key_on_drawn(
    conn: &mut Conn,
    command: &Command,
    answer: &AnswerOnDrawn,
    facility: &str,
) -> Result<Answer, StoreError> {
    let row =
        statement(sql::DRAWN).bind(&command.borrower).bind(facility).fetch_one(&mut *conn).await?;
    let mut command = command.clone();
    command.answer.body = (answer.0)(row.try_get(0)?);
    claim_key(conn, &command).await?;
    Ok(command.answer)
}

async fn append_loan_events(
    conn: &mut Conn,
    borrower: &str,
    loan: &str,
    events: &[Document],
    at: Timestamp,
) -> Result<(), StoreError> {
    if events.is_empty() {
        return Ok(());
    }
    let last =
        statement(sql::LAST_LOAN_EVENT).bind(borrower).bind(loan).fetch_one(&mut *conn).await?;
    let mut seq: i64 = last.try_get(0)?;
    for event in events {
        seq += 1;
        statement(sql::APPEND_LOAN_EVENT)
            .bind(borrower)
            .bind(loan)
            .bind(seq)
            .bind(event.as_str())
            .bind(at.as_micros())
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

async fn order_payment(
    conn: &mut Conn,
    borrower: &str,
    loan: &str,
    order: &NewOrder,
    key: Option<(&str, Digest)>,
    at: Timestamp,
) -> Result<(), StoreError> {
    let ordered = statement(sql::ORDER_PAYMENT)
        .bind(borrower)
        .bind(&order.order)
        .bind(loan)
        .bind(order.direction.word())
        .bind(order.amount_fen)
        .bind(key.map(|(key, _)| key.to_owned()))
        .bind(key.map(|(_, hash)| hash.as_bytes().to_vec()))
        .bind(order.document.as_str())
        .bind(at.as_micros())
        .execute(conn)
        .await?;
    if ordered.rows_affected() == 1 { Ok(()) } else { Err(StoreError::AlreadyAnswered) }
}

async fn order_repayment(conn: &mut Conn, act: &OrderRepayment) -> Result<(), StoreError> {
    let borrower = &act.borrower;
    // Locks the loan, so that two repayments cannot both be checked against the same balance.
    let held = statement(sql::HOLD_LOAN)
        .bind(borrower)
        .bind(&act.loan)
        .bind(act.expected_version)
        .execute(&mut *conn)
        .await?;
    if held.rows_affected() == 0 {
        return Err(StoreError::Changed);
    }
    let orders =
        statement(sql::ORDERS_OF_LOAN).bind(borrower).bind(&act.loan).fetch_all(&mut *conn).await?;
    for row in &orders {
        if order_from(row)?.state == OrderState::Asked {
            return Err(StoreError::Changed);
        }
    }
    let key = (act.key.as_str(), act.request_hash);
    order_payment(conn, borrower, &act.loan, &act.order, Some(key), act.at).await?;
    order_jobs(conn, borrower, &act.jobs).await
}

/// Settles an order once; a second settlement changes nothing.
async fn settle_order(conn: &mut Conn, act: &SettleOrder) -> Result<(), StoreError> {
    let settled = statement(sql::SETTLE_ORDER)
        .bind(&act.borrower)
        .bind(&act.order)
        .bind(act.state.word())
        .bind(act.at.as_micros())
        .execute(&mut *conn)
        .await?;
    if settled.rows_affected() == 0 {
        return Ok(());
    }
    let advanced = statement(sql::ADVANCE_LOAN)
        .bind(&act.borrower)
        .bind(&act.loan)
        .bind(act.document.as_str())
        .bind(act.expected_version)
        .execute(&mut *conn)
        .await?;
    if advanced.rows_affected() == 0 {
        return Err(StoreError::Changed);
    }
    append_loan_events(conn, &act.borrower, &act.loan, &act.events, act.at).await?;
    let restored = statement(sql::RESTORE)
        .bind(&act.borrower)
        .bind(&act.facility)
        .bind(act.restored_fen)
        .execute(&mut *conn)
        .await?;
    if restored.rows_affected() == 0 {
        return Err(StoreError::Changed);
    }
    if let Some((command, answer)) = &act.answer {
        claim_key_on_drawn(conn, command, answer, &act.facility).await?;
    }
    append_evidence(conn, &act.borrower, &act.application, act.at, &act.evidence).await
}

fn order_from(row: &Row) -> Result<StoredOrder, StoreError> {
    let direction: String = row.try_get(2)?;
    let state: String = row.try_get(4)?;
    Ok(StoredOrder {
        order: row.try_get(0)?,
        loan: row.try_get(1)?,
        direction: if direction == Direction::Collect.word() {
            Direction::Collect
        } else {
            Direction::Disburse
        },
        amount_fen: row.try_get(3)?,
        state: OrderState::from_word(&state),
        document: document_at(row, 5)?,
        asked_by: asked_by(row)?,
    })
}

/// The command that asked for an order, if one did.
fn asked_by(row: &Row) -> Result<Option<(String, Digest)>, StoreError> {
    let key: Option<String> = row.try_get(6)?;
    key.map(|key| Ok((key, digest_at(row, 7)?))).transpose()
}

async fn order_of_key(
    conn: &mut Conn,
    act: &FindOrderOfKey,
) -> Result<Option<StoredOrder>, StoreError> {
    let row = statement(sql::ORDER_OF_KEY)
        .bind(&act.borrower)
        .bind(&act.key)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(order_from).transpose()
}

async fn find_order(conn: &mut Conn, act: &FindOrder) -> Result<Option<StoredOrder>, StoreError> {
    let row = statement(sql::PAYMENT_ORDER)
        .bind(&act.borrower)
        .bind(&act.order)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(order_from).transpose()
}

async fn loan_from(conn: &mut Conn, borrower: &str, row: &Row) -> Result<StoredLoan, StoreError> {
    let loan: String = row.try_get(0)?;
    let events = documents(conn, sql::LOAN_EVENTS, borrower, &loan).await?;
    let orders =
        statement(sql::ORDERS_OF_LOAN).bind(borrower).bind(&loan).fetch_all(&mut *conn).await?;
    Ok(StoredLoan {
        loan,
        facility: row.try_get(1)?,
        principal_fen: row.try_get(2)?,
        version: row.try_get(3)?,
        document: document_at(row, 4)?,
        events,
        orders: orders.iter().map(order_from).collect::<Result<_, _>>()?,
    })
}

/// A loan and its events are read as of one moment.
async fn find_loan(conn: &mut Conn, act: &FindLoan) -> Result<Option<StoredLoan>, StoreError> {
    let mut transaction = conn.begin_with(BEGIN_READING).await?;
    let row = statement(sql::LOAN)
        .bind(&act.borrower)
        .bind(&act.loan)
        .fetch_optional(&mut *transaction)
        .await?;
    match row {
        Some(row) => loan_from(&mut transaction, &act.borrower, &row).await.map(Some),
        None => Ok(None),
    }
}

async fn list_loans(conn: &mut Conn, borrower: &BorrowerId) -> Result<Vec<StoredLoan>, StoreError> {
    let mut transaction = conn.begin_with(BEGIN_READING).await?;
    let rows = statement(sql::LOANS).bind(borrower).fetch_all(&mut *transaction).await?;
    let mut loans = Vec::with_capacity(rows.len());
    for row in &rows {
        loans.push(loan_from(&mut transaction, borrower, row).await?);
    }
    Ok(loans)
}

// Jobs.

async fn due_job(conn: &mut Conn, act: &LeaseJob) -> Result<Option<Job>, StoreError> {
    let row = statement(sql::DUE_JOB).bind(act.at.as_micros()).fetch_optional(conn).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Job {
        borrower: row.try_get(0)?,
        job: row.try_get(1)?,
        kind: row.try_get(2)?,
        subject: row.try_get(3)?,
        attempts: row.try_get(4)?,
    }))
}

/// Takes the job that has been due longest, unless another server was faster.
async fn take_job(conn: &mut Conn, act: &LeaseJob) -> Result<Option<Job>, StoreError> {
    let Some(job) = due_job(conn, act).await? else { return Ok(None) };
    let leased = statement(sql::LEASE_JOB)
        .bind(&job.borrower)
        .bind(&job.job)
        .bind(act.leased_until.as_micros())
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    Ok((leased.rows_affected() == 1).then_some(job))
}

async fn finish_job(conn: &mut Conn, act: &FinishJob) -> Result<(), StoreError> {
    statement(sql::FINISH_JOB)
        .bind(&act.borrower)
        .bind(&act.job)
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    Ok(())
}

async fn postpone_job(conn: &mut Conn, act: &PostponeJob) -> Result<(), StoreError> {
    statement(sql::POSTPONE_JOB)
        .bind(&act.borrower)
        .bind(&act.job)
        .bind(act.due_at.as_micros())
        .bind(&act.failure)
        .execute(conn)
        .await?;
    Ok(())
}
