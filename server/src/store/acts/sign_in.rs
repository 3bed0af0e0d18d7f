//! Signing in: one-time codes and sessions.

use shared::timestamp::Timestamp;

use super::{BorrowerId, Command, KeyedHash};
use crate::store::at_rest::{at_rest, opened};

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

at_rest! {
    IssueCode of command.borrower { command }
    TryCode of new_borrower { mobile in MOBILE }
    ResumeSession of borrower {}
    EndSession of borrower {}
}

opened! {
    Session { mobile }
}

acts! {
    /// Records the one-time code that was made for a mobile number.
    issue_code(IssueCode) -> CodeIssue;
    /// Tries a one-time code; success starts a session.
    try_code(TryCode) -> CodeTrial;
    /// The session a token belongs to, when it is alive; notes that it was seen.
    resume_session(ResumeSession) -> Option<Session>, sealed in MOBILE;
    /// Ends one session.
    end_session(EndSession) -> ();
    /// Until when signing in with a number is refused, if it ever was.
    locked_until(KeyedHash) -> Option<Timestamp>;
}
