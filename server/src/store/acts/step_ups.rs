//! Fresh verifications, each of one act, each used once.

use shared::canonical::Digest;
use shared::timestamp::Timestamp;

use super::{BorrowerId, KeyedHash};
use crate::store::Document;
use crate::store::at_rest::{at_rest, opened};

/// Begins a verification.
#[derive(Clone, Debug)]
pub struct BeginStepUp {
    /// Whose.
    pub borrower: BorrowerId,
    /// Its identifier.
    pub step_up: String,
    /// The session it belongs to.
    pub token_hash: KeyedHash,
    /// A word for the act.
    pub act: &'static str,
    /// Digest of exactly what is verified.
    pub binds: Digest,
    /// The verifier's half, when an authenticator is asked.
    pub document: Option<Document>,
    /// The code sent, hashed, when a code is asked for.
    pub code_hash: Option<KeyedHash>,
    /// Now.
    pub at: Timestamp,
    /// Verifications begun before this moment are forgotten.
    pub forget_before: Timestamp,
}

/// Names a verification of one session.
#[derive(Clone, Debug)]
pub struct FindStepUp {
    /// Whose.
    pub borrower: BorrowerId,
    /// Which.
    pub step_up: String,
    /// The session it must belong to.
    pub token_hash: KeyedHash,
}

/// A verification as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredStepUp {
    /// Digest of exactly what is verified.
    pub binds: Digest,
    /// The verifier's half, when an authenticator is asked.
    pub document: Option<Document>,
    /// The code sent, hashed, when a code is asked for.
    pub code_hash: Option<KeyedHash>,
    /// When it began.
    pub issued_at: Timestamp,
    /// Wrong codes so far.
    pub wrong_codes: i64,
    /// When it succeeded.
    pub proven_at: Option<Timestamp>,
}

/// A verification succeeds.
#[derive(Clone, Debug)]
pub struct SucceedStepUp {
    /// Whose.
    pub borrower: BorrowerId,
    /// Which.
    pub step_up: String,
    /// By what: `code` or `passkey`.
    pub by: &'static str,
    /// Now.
    pub at: Timestamp,
}

/// Finds a verification of an act that nothing has used.
#[derive(Clone, Debug)]
pub struct FindProven {
    /// Whose.
    pub borrower: BorrowerId,
    /// The session it must belong to.
    pub token_hash: KeyedHash,
    /// Digest of exactly what must have been verified.
    pub binds: Digest,
    /// Not before.
    pub since: Timestamp,
}

/// A verification that may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// Which.
    pub step_up: String,
    /// By what.
    pub by: String,
}

at_rest! {
    BeginStepUp of borrower { document in STEP_UP }
    FindStepUp of borrower {}
    SucceedStepUp of borrower {}
    FindProven of borrower {}
}

opened! {
    StoredStepUp { document }
}

acts! {
    /// Begins a verification.
    begin_step_up(BeginStepUp) -> ();
    /// One verification of this session.
    find_step_up(FindStepUp) -> Option<StoredStepUp>, sealed in STEP_UP;
    /// Notes a wrong code.
    count_wrong_step_up(FindStepUp) -> ();
    /// A verification succeeds; `false` when it had before.
    succeed_step_up(SucceedStepUp) -> bool;
    /// A verification of this act that nothing has used.
    find_proven(FindProven) -> Option<Proven>;
}
