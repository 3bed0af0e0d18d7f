//! Every SQL statement, each a constant, the same for both engines.
//!
//! Placeholders are `$1`…; the borrower is bound first wherever a row has one. A test
//! prepares each statement on every engine, so a misspelt column cannot ship.

/// Whether a migration has been applied.
pub const MIGRATION_APPLIED: &str = "select applied_at from migration where version = $1";
/// A migration has been applied.
pub const RECORD_MIGRATION: &str = "insert into migration (version, applied_at) values ($1, $2)";
/// Whose number it is.
pub const OWNER_OF_MOBILE: &str = "select borrower from mobile_owner where mobile_hash = $1";
/// A new number belongs to a new borrower.
pub const CLAIM_MOBILE: &str = "insert into mobile_owner (mobile_hash, borrower) values ($1, $2) on conflict (mobile_hash) \
    do nothing";
/// A new borrower.
pub const NEW_BORROWER: &str =
    "insert into borrower (borrower, mobile, created_at) values ($1, $2, $3)";
/// Wrong codes so far, and the lock.
pub const SIGN_IN_LOCK: &str =
    "select wrong_codes, locked_until from sign_in_lock where mobile_hash = $1";
/// Counts a wrong code, or clears the count.
pub const SET_SIGN_IN_LOCK: &str = "insert into sign_in_lock (mobile_hash, wrong_codes, locked_until) values ($1, $2, $3) \
    on conflict (mobile_hash) do update set wrong_codes = excluded.wrong_codes, \
    locked_until = excluded.locked_until";
/// A new code replaces the one before.
pub const ISSUE_CODE: &str = "insert into sign_in_code (mobile_hash, code_hash, issued_at, expires_at, used_at) values \
    ($1, $2, $3, $4, null) \
    on conflict (mobile_hash) do update set code_hash = excluded.code_hash, issued_at = \
    excluded.issued_at, \
    expires_at = excluded.expires_at, used_at = null";
/// The latest code of a number.
pub const LATEST_CODE: &str =
    "select code_hash, expires_at, used_at from sign_in_code where mobile_hash = $1";
/// A code signs in once.
pub const USE_CODE: &str =
    "update sign_in_code set used_at = $2 where mobile_hash = $1 and used_at is null";
/// A session starts.
pub const START_SESSION: &str = "insert into session (borrower, token_hash, started_at, seen_at, expires_at) values ($1, \
    $2, $3, $3, $4)";
/// A session that is alive, and the borrower's number.
pub const SESSION: &str = "select s.expires_at, s.seen_at, b.mobile from session s join borrower b on b.borrower = \
    s.borrower \
    where s.borrower = $1 and s.token_hash = $2 and s.expires_at > $3 and s.seen_at > $4";
/// A session was used.
pub const SEE_SESSION: &str =
    "update session set seen_at = $3 where borrower = $1 and token_hash = $2";
/// A session ends.
pub const END_SESSION: &str = "delete from session where borrower = $1 and token_hash = $2";
/// A borrower's sessions that are over are forgotten.
pub const END_STALE_SESSIONS: &str = "delete from session where borrower = $1 and expires_at <= $2";
/// Takes a key for a command, with the answer it will be given.
pub const CLAIM_KEY: &str = "insert into answered_command (borrower, idempotency_key, request_hash, status, body, \
    answered_at) \
    values ($1, $2, $3, $4, $5, $6) on conflict (borrower, idempotency_key) do nothing";
/// The answer a key was given.
pub const ANSWERED: &str = "select request_hash, status, body from answered_command where borrower = $1 and \
    idempotency_key = $2";
/// Keeps a quote once.
pub const RECORD_QUOTE: &str = "insert into quote (borrower, quote, request_hash, catalogue_hash, input_hash, output_hash, \
    document, recorded_at) \
    values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (borrower, quote) do nothing";
/// One quote.
pub const QUOTE: &str =
    "select request_hash, document from quote where borrower = $1 and quote = $2";
/// A new application.
pub const OPEN_APPLICATION: &str = "insert into application (borrower, application, stage, version, document, opened_at, \
    changed_at) \
    values ($1, $2, $3, 1, $4, $5, $5)";
/// One step, on the version it was decided on.
pub const ADVANCE_APPLICATION: &str = "update application set stage = $3, version = version + 1, document = $4, changed_at = $5 \
    where borrower = $1 and application = $2 and version = $6";
/// One application.
pub const APPLICATION: &str = "select application, version, document from application where borrower = $1 and application \
    = $2";
/// A borrower's applications, newest first.
pub const APPLICATIONS: &str = "select application, version, document from application where borrower = $1 order by \
    application desc";
/// A consent is given.
pub const GIVE_CONSENT: &str = "insert into consent (borrower, consent, application, purpose, text_hash, given_at, \
    valid_until, withdrawn_at) \
    values ($1, $2, $3, $4, $5, $6, $7, null)";
/// A consent is withdrawn.
pub const WITHDRAW_CONSENT: &str = "update consent set withdrawn_at = $4 where borrower = $1 and application = $2 and purpose \
    = $3 and withdrawn_at is null";
/// A query is allowed only under a live consent of the same application.
pub const ASK: &str = "insert into adapter_query (borrower, adapter_query, application, consent, service, \
    asked_at, answered_at, outcome, answer_hash) \
    select c.borrower, $2, c.application, c.consent, $5, cast($6 as BIGINT), null, null, \
    null from consent c \
    where c.borrower = $1 and c.application = $3 and c.purpose = $4 and c.withdrawn_at is \
    null and c.valid_until >= $6 \
    order by c.consent desc limit 1 returning consent";
/// Questions asked for an application, oldest first.
pub const QUERIES: &str = "select service, outcome from adapter_query where borrower = $1 and application = $2 order \
    by adapter_query";
/// How a query went.
pub const CLOSE_QUERY: &str = "update adapter_query set answered_at = $3, outcome = $4, answer_hash = $5 where borrower = \
    $1 and adapter_query = $2";
/// The latest answer of each service.
pub const KEEP_ANSWER: &str = "insert into verified_answer (borrower, application, service, document, answered_at) values \
    ($1, $2, $3, $4, $5) \
    on conflict (borrower, application, service) do update set document = \
    excluded.document, answered_at = excluded.answered_at";
/// What outside parties answered.
pub const VERIFIED_ANSWERS: &str = "select service, document from verified_answer where borrower = $1 and application = $2 \
    order by service";
/// A decision beside earlier ones.
pub const RECORD_DECISION: &str = "insert into decision (borrower, application, version, document, decided_at) values ($1, \
    $2, $3, $4, $5)";
/// Every decision, oldest first.
pub const DECISIONS: &str =
    "select document from decision where borrower = $1 and application = $2 order by version";
/// The end of an evidence chain.
pub const LAST_EVIDENCE: &str = "select seq, hash from evidence_event where borrower = $1 and application = $2 order by seq \
    desc limit 1";
/// One more link.
pub const APPEND_EVIDENCE: &str = "insert into evidence_event (borrower, application, seq, previous, hash, event) values ($1, \
    $2, $3, $4, $5, $6)";
/// A chain, oldest first.
pub const EVIDENCE: &str =
    "select event from evidence_event where borrower = $1 and application = $2 order by seq";
/// A new facility with nothing drawn.
pub const OPEN_FACILITY: &str = "insert into facility (borrower, facility, application, limit_fen, drawn_fen, document, \
    opened_at) \
    values ($1, $2, $3, $4, 0, $5, $6)";
/// Draws when it fits, and only then.
pub const DRAW: &str = "update facility set drawn_fen = drawn_fen + $3 \
    where borrower = $1 and facility = $2 and drawn_fen + $3 <= limit_fen";
/// Repaid principal can be drawn again.
pub const RESTORE: &str = "update facility set drawn_fen = drawn_fen - $3 where borrower = $1 and facility = $2 and \
    drawn_fen >= $3";
/// One facility.
pub const FACILITY: &str = "select facility, application, limit_fen, drawn_fen, document from facility where borrower \
    = $1 and facility = $2";
/// A borrower's facilities, newest first.
pub const FACILITIES: &str = "select facility, application, limit_fen, drawn_fen, document from facility where borrower \
    = $1 order by facility desc";
/// A document as shown, once.
pub const KEEP_PAPER: &str = "insert into paper (borrower, application, digest, kind, document, kept_at) values ($1, $2, \
    $3, $4, $5, $6) \
    on conflict (borrower, application, digest) do nothing";
/// A document as shown.
pub const PAPER: &str =
    "select document from paper where borrower = $1 and application = $2 and digest = $3";
/// Every document of an application as shown.
pub const PAPERS: &str =
    "select document from paper where borrower = $1 and application = $2 order by digest";
/// What is drawn on a facility.
pub const DRAWN: &str =
    "select drawn_fen, limit_fen from facility where borrower = $1 and facility = $2";
/// The account that receives and repays.
pub const ACCOUNT: &str =
    "select document from repayment_account where borrower = $1 and application = $2";
/// The account that receives and repays.
pub const BIND_ACCOUNT: &str = "insert into repayment_account (borrower, application, document, bound_at) values ($1, $2, \
    $3, $4) \
    on conflict (borrower, application) do update set document = excluded.document, \
    bound_at = excluded.bound_at";
/// A new loan.
pub const OPEN_LOAN: &str = "insert into loan (borrower, loan, facility, principal_fen, version, document, drawn_at) \
    values ($1, $2, $3, $4, 1, $5, $6)";
/// One loan.
pub const LOAN: &str = "select loan, facility, principal_fen, version, document from loan where borrower = $1 and \
    loan = $2";
/// A borrower's loans, newest first.
pub const LOANS: &str = "select loan, facility, principal_fen, version, document from loan where borrower = $1 \
    order by loan desc";
/// Locks a loan as it was read.
pub const HOLD_LOAN: &str =
    "update loan set version = version where borrower = $1 and loan = $2 and version = $3";
/// A loan changes on the version its events were folded on.
pub const ADVANCE_LOAN: &str = "update loan set version = version + 1, document = $3 where borrower = $1 and loan = $2 and \
    version = $4";
/// How many events a loan has.
pub const LAST_LOAN_EVENT: &str = "select cast(coalesce(max(seq), 0) as BIGINT) from loan_event where borrower = $1 and loan \
    = $2";
/// One more event of a loan.
pub const APPEND_LOAN_EVENT: &str = "insert into loan_event (borrower, loan, seq, event, recorded_at) values ($1, $2, $3, $4, \
    $5)";
/// What happened to a loan, oldest first.
pub const LOAN_EVENTS: &str =
    "select event from loan_event where borrower = $1 and loan = $2 order by seq";
/// An order to the payment rail.
pub const ORDER_PAYMENT: &str = "insert into payment_order (borrower, payment_order, loan, direction, amount_fen, state, \
    idempotency_key, request_hash, document, asked_at, settled_at) \
    values ($1, $2, $3, $4, $5, 'asked', $6, $7, $8, $9, null) on conflict (borrower, \
    idempotency_key) do nothing";
/// An order is carried out or refused once.
pub const SETTLE_ORDER: &str = "update payment_order set state = $3, settled_at = $4 where borrower = $1 and payment_order \
    = $2 and state = 'asked'";
/// One order.
pub const PAYMENT_ORDER: &str = "select payment_order, loan, direction, amount_fen, state, document, idempotency_key, \
    request_hash from payment_order where borrower = $1 and payment_order = $2";
/// The order a key led to.
pub const ORDER_OF_KEY: &str = "select payment_order, loan, direction, amount_fen, state, document, idempotency_key, \
    request_hash from payment_order where borrower = $1 and idempotency_key = $2";
/// A loan's orders, oldest first.
pub const ORDERS_OF_LOAN: &str = "select payment_order, loan, direction, amount_fen, state, document, idempotency_key, \
    request_hash from payment_order where borrower = $1 and loan = $2 order by \
    payment_order";
/// Work to do; a finished job of the same kind and subject is done again.
pub const NEW_JOB: &str = "insert into job (borrower, job, kind, subject, due_at, leased_until, attempts, done_at, \
    last_failure) \
    values ($1, $2, $3, $4, $5, 0, 0, null, null) \
    on conflict (borrower, kind, subject) do update set due_at = excluded.due_at, \
    leased_until = 0, attempts = 0, done_at = null, last_failure = null";
/// The job that has been due longest.
pub const DUE_JOB: &str = "select borrower, job, kind, subject, attempts from job where done_at is null and due_at <= \
    $1 and leased_until <= $1 order by due_at, job limit 1";
/// Takes a job nobody holds.
pub const LEASE_JOB: &str = "update job set leased_until = $3, attempts = attempts + 1 where borrower = $1 and job = $2 \
    and done_at is null and leased_until <= $4";
/// Nobody holds any job: said when the only worker there is starts.
pub const VOID_LEASES: &str =
    "update job set leased_until = 0 where borrower >= $1 and done_at is null";
/// A job is done.
pub const FINISH_JOB: &str = "update job set done_at = $3 where borrower = $1 and job = $2";
/// A job waits for another try.
pub const POSTPONE_JOB: &str = "update job set due_at = $3, leased_until = 0, last_failure = $4 where borrower = $1 and \
    job = $2 and done_at is null";

/// Every statement by name, for the catalogue test.
pub const CATALOGUE: &[(&str, &str)] = &[
    ("MIGRATION_APPLIED", MIGRATION_APPLIED),
    ("RECORD_MIGRATION", RECORD_MIGRATION),
    ("OWNER_OF_MOBILE", OWNER_OF_MOBILE),
    ("CLAIM_MOBILE", CLAIM_MOBILE),
    ("NEW_BORROWER", NEW_BORROWER),
    ("SIGN_IN_LOCK", SIGN_IN_LOCK),
    ("SET_SIGN_IN_LOCK", SET_SIGN_IN_LOCK),
    ("ISSUE_CODE", ISSUE_CODE),
    ("LATEST_CODE", LATEST_CODE),
    ("USE_CODE", USE_CODE),
    ("START_SESSION", START_SESSION),
    ("SESSION", SESSION),
    ("SEE_SESSION", SEE_SESSION),
    ("END_SESSION", END_SESSION),
    ("END_STALE_SESSIONS", END_STALE_SESSIONS),
    ("CLAIM_KEY", CLAIM_KEY),
    ("ANSWERED", ANSWERED),
    ("RECORD_QUOTE", RECORD_QUOTE),
    ("QUOTE", QUOTE),
    ("OPEN_APPLICATION", OPEN_APPLICATION),
    ("ADVANCE_APPLICATION", ADVANCE_APPLICATION),
    ("APPLICATION", APPLICATION),
    ("APPLICATIONS", APPLICATIONS),
    ("GIVE_CONSENT", GIVE_CONSENT),
    ("WITHDRAW_CONSENT", WITHDRAW_CONSENT),
    ("ASK", ASK),
    ("QUERIES", QUERIES),
    ("CLOSE_QUERY", CLOSE_QUERY),
    ("KEEP_ANSWER", KEEP_ANSWER),
    ("VERIFIED_ANSWERS", VERIFIED_ANSWERS),
    ("RECORD_DECISION", RECORD_DECISION),
    ("DECISIONS", DECISIONS),
    ("LAST_EVIDENCE", LAST_EVIDENCE),
    ("APPEND_EVIDENCE", APPEND_EVIDENCE),
    ("EVIDENCE", EVIDENCE),
    ("OPEN_FACILITY", OPEN_FACILITY),
    ("DRAW", DRAW),
    ("RESTORE", RESTORE),
    ("FACILITY", FACILITY),
    ("FACILITIES", FACILITIES),
    ("KEEP_PAPER", KEEP_PAPER),
    ("PAPER", PAPER),
    ("PAPERS", PAPERS),
    ("DRAWN", DRAWN),
    ("ACCOUNT", ACCOUNT),
    ("BIND_ACCOUNT", BIND_ACCOUNT),
    ("OPEN_LOAN", OPEN_LOAN),
    ("LOAN", LOAN),
    ("LOANS", LOANS),
    ("HOLD_LOAN", HOLD_LOAN),
    ("ADVANCE_LOAN", ADVANCE_LOAN),
    ("LAST_LOAN_EVENT", LAST_LOAN_EVENT),
    ("APPEND_LOAN_EVENT", APPEND_LOAN_EVENT),
    ("LOAN_EVENTS", LOAN_EVENTS),
    ("ORDER_PAYMENT", ORDER_PAYMENT),
    ("SETTLE_ORDER", SETTLE_ORDER),
    ("PAYMENT_ORDER", PAYMENT_ORDER),
    ("ORDER_OF_KEY", ORDER_OF_KEY),
    ("ORDERS_OF_LOAN", ORDERS_OF_LOAN),
    ("NEW_JOB", NEW_JOB),
    ("DUE_JOB", DUE_JOB),
    ("LEASE_JOB", LEASE_JOB),
    ("VOID_LEASES", VOID_LEASES),
    ("FINISH_JOB", FINISH_JOB),
    ("POSTPONE_JOB", POSTPONE_JOB),
];
