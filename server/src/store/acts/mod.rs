//! What the store can be asked to record or find, and what it answers.
//!
//! Identifiers are UUIDv7 text, money is fen, moments are UTC. An act that carries a
//! [`Command`] keeps the answer in the same transaction, so a repeated key replays it.

mod applications;
mod backing;
mod commands;
mod facilities;
mod jobs;
mod loans;
mod queries;
mod quotes;
mod sign_in;

pub use applications::{
    AdvanceApplication, FindApplication, FindPaper, OpenApplication, StoredApplication, With,
};
pub use backing::{
    AdvanceBacking, FindBacking, HeldPaper, KeepDelivery, NewBacking, OwnDrawAct, OwnDrawsAfter,
    PresentBacking, StoredBacking, StoredOwnDraw, TakeBackBacking, TakePaper,
};
pub use commands::{Answer, AnsweredBefore, Command};
pub use facilities::{BindAccount, FindFacility, StoredFacility};
pub use jobs::{FinishJob, Job, LeaseJob, NewJob, PostponeJob};
pub use loans::{
    AnswerOnDrawn, Direction, Draw, FindLoan, FindOrder, FindOrderOfKey, KeptPaper, NewOrder,
    OrderRepayment, OrderState, Release, SettleOrder, StoredLoan, StoredOrder,
};
pub use queries::{Ask, QueryRecord, RecordAnswer, VerifiedAnswer};
pub use quotes::{FindQuote, RecordQuote, StoredQuote};
pub use sign_in::{CodeIssue, CodeTrial, EndSession, IssueCode, ResumeSession, Session, TryCode};

/// A borrower's identifier; the first part of every key.
pub type BorrowerId = String;

/// A keyed hash of a mobile number, code or token.
pub type KeyedHash = [u8; 32];
