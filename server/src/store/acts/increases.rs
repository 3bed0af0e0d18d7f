//! Wishes for a higher limit.

use shared::timestamp::Timestamp;

use super::{AdvanceApplication, BorrowerId, Command};
use crate::store::Document;
use crate::store::at_rest::{at_rest, opened};

/// Keeps a wish as it was decided.
#[derive(Clone, Debug)]
pub struct OpenIncrease {
    /// The command that asks for it.
    pub command: Command,
    /// Its identifier.
    pub increase: String,
    /// The facility.
    pub facility: String,
    /// A stable word for where it stands.
    pub state: String,
    /// The wish and what was decided.
    pub document: Document,
    /// What its application gains: the decision and its evidence.
    pub step: AdvanceApplication,
}

/// Decides a wish again, or accepts what was granted.
#[derive(Clone, Debug)]
pub struct ChangeIncrease {
    /// The command that asks for it.
    pub command: Command,
    /// Which wish.
    pub increase: String,
    /// The state it was read in.
    pub from_state: String,
    /// Where it then stands.
    pub state: String,
    /// The wish and what was decided.
    pub document: Document,
    /// What its application gains: an authorisation, a decision, evidence.
    pub step: Option<AdvanceApplication>,
    /// The facility's new limit, when it is accepted.
    pub raise: Option<RaiseLimit>,
}

/// A facility's new limit.
#[derive(Clone, Debug)]
pub struct RaiseLimit {
    /// Which facility.
    pub facility: String,
    /// The limit it was decided on, in fen.
    pub from_fen: i64,
    /// The new limit, in fen.
    pub limit_fen: i64,
}

/// A wish as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredIncrease {
    /// Its identifier.
    pub increase: String,
    /// The facility.
    pub facility: String,
    /// A stable word for where it stands.
    pub state: String,
    /// The wish and what was decided.
    pub document: Document,
    /// When it was asked.
    pub asked_at: Timestamp,
}

/// Names one wish.
#[derive(Clone, Debug)]
pub struct FindIncrease {
    /// Whose.
    pub borrower: BorrowerId,
    /// Which.
    pub increase: String,
}

/// Names the wishes for a facility.
#[derive(Clone, Debug)]
pub struct ListIncreases {
    /// Whose.
    pub borrower: BorrowerId,
    /// The facility.
    pub facility: String,
}

at_rest! {
    OpenIncrease of command.borrower { document in LIMIT_INCREASE, command, step }
    ChangeIncrease of command.borrower { document in LIMIT_INCREASE, command, step }
    FindIncrease of borrower {}
    ListIncreases of borrower {}
}

opened! {
    StoredIncrease { document }
}

acts! {
    /// Keeps a wish for a higher limit as it was decided.
    open_increase(OpenIncrease) -> ();
    /// Decides a wish again, or accepts what was granted.
    change_increase(ChangeIncrease) -> ();
    /// One wish.
    find_increase(FindIncrease) -> Option<StoredIncrease>, sealed in LIMIT_INCREASE;
    /// The wishes for a facility, newest first.
    list_increases(ListIncreases) -> Vec<StoredIncrease>, sealed in LIMIT_INCREASE;
}
