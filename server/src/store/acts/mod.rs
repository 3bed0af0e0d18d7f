//! What the store can be asked to record or find, and what it answers.
//!
//! Identifiers are UUIDv7 text, money is fen, moments are UTC. An act that carries a
//! [`Command`] keeps the answer in the same transaction, so a repeated key replays it.

mod applications;
mod commands;
mod deletion;
mod facilities;
mod jobs;
mod loans;
mod passkeys;
mod queries;
mod quotes;
mod sessions;
mod sign_in;
mod step_ups;
mod trail;

pub use applications::{
    AdvanceApplication, FindApplication, FindPaper, OpenApplication, StoredApplication, With,
};
pub use commands::{Answer, AnsweredBefore, Command};
pub use deletion::{DeletePersonal, Redaction};
pub use facilities::{BindAccount, FindFacility, StoredFacility};
pub use jobs::{FinishJob, Job, LeaseJob, NewJob, PostponeJob};
pub use loans::{
    AnswerOnDrawn, Direction, Draw, FindLoan, FindOrder, FindOrderOfKey, NewOrder, OrderRepayment,
    OrderState, SettleOrder, StoredLoan, StoredOrder,
};
pub use passkeys::{
    Ceremony, ChallengeTaken, ForgetPasskey, GiveChallenge, KeepPasskey, SeePasskey, StoredPasskey,
    TakeChallenge,
};
pub use queries::{Ask, QueryRecord, RecordAnswer, VerifiedAnswer};
pub use quotes::{FindQuote, RecordQuote, StoredQuote};
pub use sessions::{
    EndSession, ListSessions, ListedSession, NewSession, ResumeSession, Session, StartSession,
};
pub use sign_in::{CodeIssue, CodeTrial, IssueCode, TryCode};
pub use step_ups::{BeginStepUp, FindProven, FindStepUp, Proven, StoredStepUp, SucceedStepUp};
pub use trail::{StoredConsent, StoredQuery};

/// A borrower's identifier; the first part of every key.
pub type BorrowerId = String;

/// A keyed hash of a mobile number, code or token.
pub type KeyedHash = [u8; 32];
