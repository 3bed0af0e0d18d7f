//! What a borrower allowed, and what was asked under it.

use shared::canonical::Digest;
use shared::timestamp::Timestamp;

use super::BorrowerId;

/// A consent as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredConsent {
    /// Its identifier.
    pub consent: String,
    /// The application it was given for.
    pub application: String,
    /// What it allows.
    pub purpose: String,
    /// Digest of the exact text agreed to.
    pub text_hash: Digest,
    /// When it was given.
    pub given_at: Timestamp,
    /// The last moment it allows a question to decide.
    pub valid_until: Timestamp,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Timestamp>,
}

/// A question as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredQuery {
    /// Its identifier.
    pub query: String,
    /// The application it was asked for.
    pub application: String,
    /// The consent it was asked under.
    pub consent: String,
    /// What that consent allows.
    pub purpose: String,
    /// Which outside party.
    pub service: String,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When it was answered or given up.
    pub answered_at: Option<Timestamp>,
    /// A stable word for how it went.
    pub outcome: Option<String>,
}

acts! {
    /// Every consent a borrower gave, newest first.
    consents(BorrowerId) -> Vec<StoredConsent>;
    /// Every question asked about a borrower, newest first.
    questions_about(BorrowerId) -> Vec<StoredQuery>;
}
