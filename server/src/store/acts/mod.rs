//! What the store can be asked to record or find, and what it answers.
//!
//! Identifiers are UUIDv7 text, money is fen, moments are UTC. An act that carries a
//! [`Command`] keeps the answer in the same transaction, so a repeated key replays it.

mod applications;
mod backing;
mod books;
mod clock;
mod commands;
mod deletion;
mod desk;
mod editions;
mod facilities;
mod incoming;
mod increases;
mod jobs;
mod loans;
mod log;
mod notices;
mod passkeys;
mod pools;
mod queries;
mod quotes;
mod requests;
mod servicing;
mod sessions;
mod settled;
mod sign_in;
mod statements;
mod step_ups;
mod trail;

pub use applications::{
    AdvanceApplication, FileKind, FindApplication, FindFiles, FindPaper, KeptFile, OpenApplication,
    StoredApplication, With,
};
pub use backing::{
    AdvanceBacking, FindBacking, HeldPaper, KeepDelivery, NewBacking, OwnDrawAct, OwnDrawsAfter,
    PresentBacking, StoredBacking, StoredOwnDraw, TakeBackBacking, TakePaper,
};
pub use books::{
    AccountBalance, FindMovements, FindPosition, KeepReconciliation, NewEntry, StoredMovement,
    WalkLoans, WalkedLoan,
};
pub use clock::MoveClock;
pub use commands::{Answer, AnsweredBefore, Command, ForgetAnswer};
pub use deletion::{DeletePersonal, Explanation, Redaction};
pub use desk::{DeskStep, FindTask, LoggedQuery, PaperKept, StoredAct, StoredTask, Waiting};
pub use editions::KeepEdition;
pub use facilities::{
    BindAccount, FindFacility, Freeze, FrozenBy, StoredFacility, StoredFreeze, Unfreeze,
};
pub use incoming::{
    AppliedPayment, ClearHeld, FindIncoming, NewRefund, RAIL, SettleRefund, StoredIncoming,
    StoredRefund, TellIncoming,
};
pub use increases::{
    ChangeIncrease, FindIncrease, ListIncreases, OpenIncrease, RaiseLimit, StoredIncrease,
};
pub use jobs::{FinishJob, Job, LeaseJob, NewJob, OrderWork, PostponeJob};
pub use loans::{
    AnswerOnDrawn, Direction, Draw, FindLoan, FindOrder, FindOrderOfKey, NewOrder, OrderRepayment,
    OrderRepayments, OrderState, Release, SettleOrder, StoredLoan, StoredOrder,
};
pub use log::{AddLogKey, FindTiles, LogPlace};
pub use notices::{KeepNotice, NoticeEvidence, StoredNotice};
pub use passkeys::{
    Ceremony, ChallengeTaken, ForgetPasskey, GiveChallenge, KeepPasskey, SeePasskey, StoredPasskey,
    TakeChallenge,
};
pub use pools::{
    AnswerOnPool, CoverDraw, FindCoverOwner, FindCovers, FindPool, OwnedCover, PoolAct, PoolMoved,
    StoredPool, StoredPoolEvent,
};
pub use queries::{
    AdoptAnswer, Ask, AskedUnder, HeldAnswer, QueryRecord, RecordAnswer, VerifiedAnswer,
};
pub use quotes::{FindQuote, RecordQuote, StoredQuote};
pub use requests::{AskPerson, CloseRequest, FindRequest, StoredRequest};
pub use servicing::{
    AmendLoan, CancelProposal, ConfirmProposal, FindProposal, OpenProposal, RenewedLoan,
    StoredProposal,
};
pub use sessions::{
    EndSession, ListSessions, ListedSession, NewSession, ResumeSession, Session, StartSession,
};
pub use settled::{FindCertificate, KeepCertificate, StampCertificate, StoredCertificate};
pub use sign_in::{CodeIssue, CodeTrial, IssueCode, TryCode};
pub use statements::{AnswerStatement, FindStatement, KeepStatement, StoredStatement};
pub use step_ups::{BeginStepUp, FindProven, FindStepUp, Proven, StoredStepUp, SucceedStepUp};
pub use trail::{StoredConsent, StoredQuery};

/// A borrower's identifier; the first part of every key.
pub type BorrowerId = String;

/// A keyed hash of a mobile number, code or token.
pub type KeyedHash = [u8; 32];
