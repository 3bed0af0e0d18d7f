//! Sessions: started, seen, listed, ended.

use shared::timestamp::Timestamp;

use super::{BorrowerId, KeyedHash, NewJob};
use crate::store::at_rest::{at_rest, opened};

/// A session to start.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Its token, hashed.
    pub token_hash: KeyedHash,
    /// When it ends at the latest.
    pub ends_at: Timestamp,
    /// On what: [`Device::key`](shared::device::Device::key).
    pub device: String,
    /// How they signed in: `code` or `passkey`.
    pub signed_in_by: String,
    /// What follows, as telling the borrower.
    pub jobs: Vec<NewJob>,
}

/// Starts a session for somebody who is known.
#[derive(Clone, Debug)]
pub struct StartSession {
    /// Whose.
    pub borrower: BorrowerId,
    /// The session.
    pub session: NewSession,
    /// Now.
    pub at: Timestamp,
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
    /// When it started.
    pub started_at: Timestamp,
    /// How they signed in.
    pub signed_in_by: String,
}

/// Ends one session.
#[derive(Clone, Debug)]
pub struct EndSession {
    /// Whose session.
    pub borrower: BorrowerId,
    /// Its token, hashed.
    pub token_hash: KeyedHash,
}

/// Lists a borrower's sessions that are alive.
#[derive(Clone, Debug)]
pub struct ListSessions {
    /// Whose.
    pub borrower: BorrowerId,
    /// Now.
    pub at: Timestamp,
    /// A session not seen since this moment has ended.
    pub idle_since: Timestamp,
}

/// A session as listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedSession {
    /// Its token, hashed.
    pub token_hash: KeyedHash,
    /// When it started.
    pub started_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// On what.
    pub device: String,
    /// How they signed in.
    pub signed_in_by: String,
}

at_rest! {
    StartSession of borrower {}
    ResumeSession of borrower {}
    EndSession of borrower {}
    ListSessions of borrower {}
}

opened! {
    Session { mobile }
}

acts! {
    /// Starts a session.
    start_session(StartSession) -> ();
    /// The session a token belongs to, when it is alive; notes that it was seen.
    resume_session(ResumeSession) -> Option<Session>, sealed in MOBILE;
    /// Every session of a borrower that is alive, newest first.
    list_sessions(ListSessions) -> Vec<ListedSession>;
    /// Ends one session; `false` when there is none.
    end_session(EndSession) -> bool;
    /// Ends every session of a borrower but one.
    end_other_sessions(EndSession) -> ();
}
