//! Signing in: one-time codes.

use shared::timestamp::Timestamp;

use super::{BorrowerId, Command, KeyedHash, NewSession};
use crate::store::at_rest::at_rest;

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
    /// The session to start; its jobs follow for somebody who is known, not for a new borrower.
    pub session: NewSession,
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

at_rest! {
    IssueCode of command.borrower { command }
    TryCode of new_borrower { mobile in MOBILE }
}

acts! {
    /// Records the one-time code that was made for a mobile number.
    issue_code(IssueCode) -> CodeIssue;
    /// Tries a one-time code; success starts a session.
    try_code(TryCode) -> CodeTrial;
    /// Until when signing in with a number is refused, if it ever was.
    locked_until(KeyedHash) -> Option<Timestamp>;
}
