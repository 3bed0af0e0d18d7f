//! Questions to outside parties, and their answers.

use shared::canonical::Digest;
use shared::timestamp::Timestamp;

use super::{BorrowerId, FindApplication};
use crate::store::Document;
use crate::store::at_rest::{at_rest, opened};

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
    /// Digest of the answer as it was given, when there is one.
    pub answer_hash: Option<Digest>,
    /// The answer, when there is one.
    pub document: Option<Document>,
    /// Now.
    pub at: Timestamp,
}

/// How the latest question to an outside party went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryRecord {
    /// Which outside party.
    pub service: String,
    /// A stable word; `None` while the answer is awaited.
    pub outcome: Option<String>,
}

/// What an outside party answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedAnswer {
    /// Which outside party.
    pub service: String,
    /// The answer.
    pub document: Document,
}

/// Uses an answer again that was given for another application of the same borrower.
#[derive(Clone, Debug)]
pub struct AdoptAnswer {
    /// Whose data.
    pub borrower: BorrowerId,
    /// The application that needs it.
    pub application: String,
    /// The application it was given for.
    pub from: String,
    /// Which outside party.
    pub service: String,
    /// Now.
    pub at: Timestamp,
}

/// An answer as kept, and what it was given under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldAnswer {
    /// The application it is kept for.
    pub application: String,
    /// Which outside party.
    pub service: String,
    /// The answer.
    pub document: Document,
    /// When it was given.
    pub answered_at: Timestamp,
    /// The question it answers; nothing where an early installation did not note it.
    pub asked: Option<AskedUnder>,
}

/// A question, and the consent it was asked under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedUnder {
    /// The question.
    pub query: String,
    /// The consent.
    pub consent: String,
    /// When the consent was given.
    pub given_at: Timestamp,
    /// The last moment it allows a question.
    pub valid_until: Timestamp,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Timestamp>,
}

impl AskedUnder {
    /// Whether the consent lives at `at`.
    pub fn is_live(&self, at: Timestamp) -> bool {
        at <= self.valid_until && self.withdrawn_at.is_none()
    }
}

at_rest! {
    Ask of borrower {}
    RecordAnswer of borrower { document in VERIFIED_ANSWER }
    AdoptAnswer of borrower {}
}

opened! {
    VerifiedAnswer { document }
    HeldAnswer { document }
}

acts! {
    /// Notes that an outside party is about to be asked, when a live consent covers it.
    ask(Ask) -> String;
    /// Keeps what an outside party answered.
    record_answer(RecordAnswer) -> ();
    /// How the latest question to each outside party went.
    queries(FindApplication) -> Vec<QueryRecord>;
    /// What outside parties have answered for an application.
    verified_answers(FindApplication) -> Vec<VerifiedAnswer>, sealed in VERIFIED_ANSWER;
    /// Everything outside parties answered about a borrower, newest first.
    held_answers(BorrowerId) -> Vec<HeldAnswer>, sealed in VERIFIED_ANSWER;
    /// Uses an answer again, if the consent it was given under still lives.
    adopt_answer(AdoptAnswer) -> ();
}
