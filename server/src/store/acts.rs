//! What the store can be asked to record or find, and what it answers.
//!
//! Identifiers are UUIDv7 text, money is fen, moments are UTC. An act that carries a
//! [`Command`] keeps the answer in the same transaction, so a repeated key replays it.

use std::sync::Arc;

use shared::canonical::Digest;
use shared::evidence::EvidenceBody;
use shared::timestamp::Timestamp;

use super::Document;

/// A borrower's identifier; the first part of every key.
pub type BorrowerId = String;

/// A keyed hash of a mobile number, code or token.
pub type KeyedHash = [u8; 32];

/// Records the one-time code made for a mobile number.
#[derive(Clone, Debug)]
pub struct IssueCode {
    /// Whose code.
    pub mobile_hash: KeyedHash,
    /// The code, hashed.
    pub code_hash: KeyedHash,
    /// Now.
    pub at: Timestamp,
    /// After this the code is refused.
    pub expires_at: Timestamp,
    /// The command that asks for it.
    pub command: Command,
}

/// What became of a request for a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeIssue {
    /// The code is recorded; send it.
    Issued,
    /// Signing in with this number is refused for a while.
    Locked {
        /// Until when.
        until: Timestamp,
    },
}

/// Tries a one-time code.
#[derive(Clone, Debug)]
pub struct TryCode {
    /// Whose code.
    pub mobile_hash: KeyedHash,
    /// The number itself, kept with a new borrower so that they can be reached.
    pub mobile: String,
    /// The code that was typed, hashed.
    pub code_hash: KeyedHash,
    /// Now.
    pub at: Timestamp,
    /// How many wrong codes in a row lock the number.
    pub wrong_codes_max: i64,
    /// Until when, if this one locks it.
    pub lock_until: Timestamp,
    /// The identifier to give when the number is new.
    pub new_borrower: BorrowerId,
    /// The token of the session to start, hashed.
    pub token_hash: KeyedHash,
    /// When that session ends at the latest.
    pub session_ends_at: Timestamp,
}

/// What became of a one-time code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeTrial {
    /// The session has started.
    SignedIn {
        /// Who it is.
        borrower: BorrowerId,
    },
    /// Not the code.
    Wrong {
        /// How many more tries before a lock.
        attempts_left: u32,
    },
    /// Refused for a while, whatever is typed.
    Locked {
        /// Until when.
        until: Timestamp,
    },
    /// Past its time, or never asked for.
    Expired,
    /// Has signed somebody in already.
    Used,
}

/// Finds the session of a token.
#[derive(Clone, Debug)]
pub struct ResumeSession {
    /// Whose session the cookie says it is.
    pub borrower: BorrowerId,
    /// The token, hashed.
    pub token_hash: KeyedHash,
    /// Now.
    pub at: Timestamp,
    /// A session not seen since this moment has ended.
    pub idle_since: Timestamp,
}

/// A session that is alive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose it is.
    pub borrower: BorrowerId,
    /// When it ends at the latest.
    pub ends_at: Timestamp,
    /// The borrower's mobile number.
    pub mobile: String,
}

/// Ends one session.
#[derive(Clone, Debug)]
pub struct EndSession {
    /// Whose session.
    pub borrower: BorrowerId,
    /// Its token, hashed.
    pub token_hash: KeyedHash,
}

/// What makes a command recognisable when it is repeated.
#[derive(Clone, Debug)]
pub struct Command {
    /// Who commands; keys of different borrowers never meet.
    pub borrower: BorrowerId,
    /// The caller's key.
    pub key: String,
    /// Digest of method, path and body.
    pub request_hash: Digest,
    /// Now.
    pub at: Timestamp,
    /// What is answered if the command takes effect.
    pub answer: Answer,
}

/// An answer as it was first given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Digest of the request it answers.
    pub request_hash: Digest,
    /// HTTP status.
    pub status: u16,
    /// JSON body.
    pub body: Vec<u8>,
}

/// Looks for the answer to a repeated command.
#[derive(Clone, Debug)]
pub struct AnsweredBefore {
    /// Who commands.
    pub borrower: BorrowerId,
    /// The caller's key.
    pub key: String,
}

/// Keeps a quote the server recomputed and agreed to.
#[derive(Clone, Debug)]
pub struct RecordQuote {
    /// Who asked; `None` for a visitor.
    pub borrower: Option<BorrowerId>,
    /// The quote's identifier, which follows from the caller's key.
    pub quote: String,
    /// Digest of the request, by which a repetition is recognised.
    pub request_hash: Digest,
    /// Digest of the catalogue used.
    pub catalogue_hash: Digest,
    /// Digest of facts, request and date.
    pub input_hash: Digest,
    /// Digest of the quote itself.
    pub output_hash: Digest,
    /// Inputs and output.
    pub document: Document,
    /// Now.
    pub at: Timestamp,
}

/// Finds a quote a visitor or this borrower asked for.
#[derive(Clone, Debug)]
pub struct FindQuote {
    /// Who asked; `None` for a visitor.
    pub borrower: Option<BorrowerId>,
    /// The quote's identifier.
    pub quote: String,
}

/// Work to be done after the act that orders it.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// The job's identifier.
    pub job: String,
    /// What to do.
    pub kind: String,
    /// To what; one job per kind and subject.
    pub subject: String,
    /// Not before.
    pub due_at: Timestamp,
}

/// Opens an application.
#[derive(Clone, Debug)]
pub struct OpenApplication {
    /// The command that asks for it.
    pub command: Command,
    /// The application's identifier.
    pub application: String,
    /// Name of its stage.
    pub stage: String,
    /// The application itself.
    pub document: Document,
    /// The first events of its evidence chain.
    pub evidence: Vec<EvidenceBody>,
}

/// Moves an application on by one version, with everything that goes with the step.
#[derive(Clone, Debug)]
pub struct AdvanceApplication {
    /// Whose application.
    pub borrower: BorrowerId,
    /// Which one.
    pub application: String,
    /// The version the step was decided on.
    pub expected_version: i64,
    /// Name of the stage it reaches.
    pub stage: String,
    /// The application after the step.
    pub document: Document,
    /// Now.
    pub at: Timestamp,
    /// The command that asks for it; `None` when a job does.
    pub command: Option<Command>,
    /// Events to append to the evidence chain, in order.
    pub evidence: Vec<EvidenceBody>,
    /// Work that follows.
    pub jobs: Vec<NewJob>,
    /// What else the step does.
    pub with: Vec<With>,
}

/// What a step may do besides moving the application on.
#[derive(Clone, Debug)]
pub enum With {
    /// A consent is given.
    Consent {
        /// Its identifier.
        consent: String,
        /// What it allows.
        purpose: String,
        /// Digest of the exact text agreed to.
        text_hash: Digest,
        /// The last moment it allows a query.
        valid_until: Timestamp,
    },
    /// The live consent to a purpose is withdrawn; queries under it stop.
    Withdrawal {
        /// What it allowed.
        purpose: String,
    },
    /// A document is kept as it was shown.
    Paper {
        /// What it is.
        kind: &'static str,
        /// Its digest.
        digest: Digest,
        /// The document.
        document: Document,
    },
    /// A decision is recorded beside earlier ones.
    Decision {
        /// 1 for the first.
        version: i64,
        /// The decision.
        document: Document,
    },
    /// A facility opens.
    Facility {
        /// Its identifier.
        facility: String,
        /// The most that may be drawn at once, in fen.
        limit_fen: i64,
        /// The facility.
        document: Document,
    },
    /// The job that led to the step is done.
    JobDone {
        /// Which job.
        job: String,
    },
}

/// A quote as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredQuote {
    /// Digest of the request that recorded it.
    pub request_hash: Digest,
    /// Inputs and output.
    pub document: Document,
}

/// How the latest question to an outside party went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryRecord {
    /// Which outside party.
    pub service: String,
    /// A stable word; `None` while the answer is awaited.
    pub outcome: Option<String>,
}

/// Names one application of a borrower.
#[derive(Clone, Debug)]
pub struct FindApplication {
    /// Whose application.
    pub borrower: BorrowerId,
    /// Which one.
    pub application: String,
}

/// An application as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredApplication {
    /// Its identifier.
    pub application: String,
    /// Increases with every step.
    pub version: i64,
    /// The application itself.
    pub document: Document,
}

/// Finds a document as it was shown.
#[derive(Clone, Debug)]
pub struct FindPaper {
    /// Whose application.
    pub borrower: BorrowerId,
    /// Which one.
    pub application: String,
    /// The document's digest.
    pub digest: Digest,
}

/// Binds the account that receives draws and repays them.
#[derive(Clone, Debug)]
pub struct BindAccount {
    /// Whose account.
    pub borrower: BorrowerId,
    /// The application its facility came from.
    pub application: String,
    /// The account.
    pub document: Document,
    /// Now.
    pub at: Timestamp,
}

/// Notes that an outside party is about to be asked.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Whose data.
    pub borrower: BorrowerId,
    /// For which application.
    pub application: String,
    /// The query's identifier.
    pub query: String,
    /// What a live consent must allow.
    pub purpose: String,
    /// Which outside party.
    pub service: String,
    /// Now.
    pub at: Timestamp,
}

/// Keeps what an outside party answered, or that it did not.
#[derive(Clone, Debug)]
pub struct RecordAnswer {
    /// Whose data.
    pub borrower: BorrowerId,
    /// For which application.
    pub application: String,
    /// The query it answers.
    pub query: String,
    /// Which outside party.
    pub service: String,
    /// A stable word for how it went.
    pub outcome: String,
    /// The answer, when there is one.
    pub document: Option<Document>,
    /// Now.
    pub at: Timestamp,
}

/// What an outside party answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedAnswer {
    /// Which outside party.
    pub service: String,
    /// The answer.
    pub document: Document,
}

/// Names one facility of a borrower.
#[derive(Clone, Debug)]
pub struct FindFacility {
    /// Whose facility.
    pub borrower: BorrowerId,
    /// Which one.
    pub facility: String,
}

/// A facility as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFacility {
    /// Its identifier.
    pub facility: String,
    /// The application it came from.
    pub application: String,
    /// The most that may be drawn at once, in fen.
    pub limit_fen: i64,
    /// What is drawn now, in fen.
    pub drawn_fen: i64,
    /// The facility itself.
    pub document: Document,
}

/// An answer that tells what is drawn afterwards, which only the transaction knows.
#[derive(Clone)]
pub struct AnswerOnDrawn(pub Arc<dyn Fn(i64) -> Vec<u8> + Send + Sync>);

impl std::fmt::Debug for AnswerOnDrawn {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("AnswerOnDrawn")
    }
}

/// Draws on a facility.
#[derive(Clone, Debug)]
pub struct Draw {
    /// The command that asks for it; its answer is made by `answer`.
    pub command: Command,
    /// The body answered, from what is drawn afterwards.
    pub answer: AnswerOnDrawn,
    /// The facility drawn on.
    pub facility: String,
    /// How much, in fen.
    pub amount_fen: i64,
    /// The new loan's identifier.
    pub loan: String,
    /// The new loan.
    pub document: Document,
    /// The order to pay the money out.
    pub order: NewOrder,
    /// Work that follows.
    pub jobs: Vec<NewJob>,
}

/// An order to the payment rail.
#[derive(Clone, Debug)]
pub struct NewOrder {
    /// Its identifier, which the rail uses to carry it out at most once.
    pub order: String,
    /// Which way the money goes.
    pub direction: Direction,
    /// How much, in fen.
    pub amount_fen: i64,
    /// The order itself.
    pub document: Document,
}

/// Which way money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the borrower.
    Disburse,
    /// From the borrower.
    Collect,
}

impl Direction {
    /// The word stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Disburse => "disburse",
            Self::Collect => "collect",
        }
    }
}

/// Names one loan of a borrower.
#[derive(Clone, Debug)]
pub struct FindLoan {
    /// Whose loan.
    pub borrower: BorrowerId,
    /// Which one.
    pub loan: String,
}

/// A loan as stored, with what happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLoan {
    /// Its identifier.
    pub loan: String,
    /// The facility it was drawn on.
    pub facility: String,
    /// What was drawn, in fen.
    pub principal_fen: i64,
    /// Increases with every event.
    pub version: i64,
    /// The loan itself.
    pub document: Document,
    /// What happened to it, oldest first.
    pub events: Vec<Document>,
    /// Orders to the payment rail, oldest first.
    pub orders: Vec<StoredOrder>,
}

/// Asks the payment rail to collect a repayment. One key leads to one order.
#[derive(Clone, Debug)]
pub struct OrderRepayment {
    /// Whose loan.
    pub borrower: BorrowerId,
    /// The caller's key.
    pub key: String,
    /// Digest of the request.
    pub request_hash: Digest,
    /// Which loan.
    pub loan: String,
    /// The version the amount was checked against.
    pub expected_version: i64,
    /// The order.
    pub order: NewOrder,
    /// Work that follows.
    pub jobs: Vec<NewJob>,
    /// Now.
    pub at: Timestamp,
}

/// Finds the payment order a key led to.
#[derive(Clone, Debug)]
pub struct FindOrderOfKey {
    /// Whose order.
    pub borrower: BorrowerId,
    /// The caller's key.
    pub key: String,
}

/// Names one payment order of a borrower.
#[derive(Clone, Debug)]
pub struct FindOrder {
    /// Whose order.
    pub borrower: BorrowerId,
    /// Which one.
    pub order: String,
}

/// How far an order to the payment rail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderState {
    /// Asked of the rail; not known to be carried out.
    Asked,
    /// Carried out.
    Done,
    /// Refused by the rail for good.
    Refused,
}

impl OrderState {
    /// The word stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    /// The state a stored word means; unknown words read as asked, which only retries.
    pub fn from_word(word: &str) -> Self {
        match word {
            "done" => Self::Done,
            "refused" => Self::Refused,
            _ => Self::Asked,
        }
    }
}

/// A payment order as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOrder {
    /// Its identifier.
    pub order: String,
    /// The loan it serves.
    pub loan: String,
    /// Which way the money goes.
    pub direction: Direction,
    /// How much, in fen.
    pub amount_fen: i64,
    /// How far it is.
    pub state: OrderState,
    /// The order itself.
    pub document: Document,
    /// The key and the digest of the command that led to it, when one waits for it.
    pub asked_by: Option<(String, Digest)>,
}

/// Records that an order was carried out or refused, and all that follows from it.
#[derive(Clone, Debug)]
pub struct SettleOrder {
    /// Whose order.
    pub borrower: BorrowerId,
    /// Which one.
    pub order: String,
    /// Carried out or refused.
    pub state: OrderState,
    /// The loan it serves.
    pub loan: String,
    /// The loan's version the events were folded on.
    pub expected_version: i64,
    /// The loan after it.
    pub document: Document,
    /// What happened to the loan.
    pub events: Vec<Document>,
    /// The facility whose limit comes back.
    pub facility: String,
    /// How much principal comes back to the limit, in fen.
    pub restored_fen: i64,
    /// The application whose evidence chain records it.
    pub application: String,
    /// Events to append to the evidence chain.
    pub evidence: Vec<EvidenceBody>,
    /// The command that asked for it, with the answer made from what is drawn afterwards.
    pub answer: Option<(Command, AnswerOnDrawn)>,
    /// Now.
    pub at: Timestamp,
}

/// Takes the next job that is due.
#[derive(Clone, Debug)]
pub struct LeaseJob {
    /// Now.
    pub at: Timestamp,
    /// Until when nobody else may take it.
    pub leased_until: Timestamp,
}

/// Work to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// On whose behalf.
    pub borrower: BorrowerId,
    /// The job's identifier.
    pub job: String,
    /// What to do.
    pub kind: String,
    /// To what.
    pub subject: String,
    /// How often it has been tried before.
    pub attempts: i64,
}

/// Marks a job done.
#[derive(Clone, Debug)]
pub struct FinishJob {
    /// On whose behalf.
    pub borrower: BorrowerId,
    /// Which job.
    pub job: String,
    /// Now.
    pub at: Timestamp,
}

/// Puts a job off after a failure.
#[derive(Clone, Debug)]
pub struct PostponeJob {
    /// On whose behalf.
    pub borrower: BorrowerId,
    /// Which job.
    pub job: String,
    /// Not before.
    pub due_at: Timestamp,
    /// A stable word for what went wrong; no personal data.
    pub failure: String,
}
