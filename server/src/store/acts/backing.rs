//! Papers that stand behind draws, and the register that none is taken twice in.

use shared::timestamp::Timestamp;

use super::{BorrowerId, Command, FindFacility, NewJob};
use crate::store::Document;

/// A paper to keep.
#[derive(Clone, Debug)]
pub struct NewBacking {
    /// Its identifier.
    pub backing: String,
    /// The paper itself.
    pub document: Document,
    /// What names it across all borrowers.
    pub keys: Vec<String>,
}

/// Presents a paper under a facility.
#[derive(Clone, Debug)]
pub struct PresentBacking {
    /// The command that asks for it.
    pub command: Command,
    /// The facility.
    pub facility: String,
    /// The paper.
    pub backing: NewBacking,
    /// Work that follows.
    pub jobs: Vec<NewJob>,
}

/// Keeps what a chain company delivered in the place of what it delivered before.
#[derive(Clone, Debug)]
pub struct KeepDelivery {
    /// The command that asks for it.
    pub command: Command,
    /// The facility.
    pub facility: String,
    /// Papers that go: their identifiers, with the versions they were read at.
    pub gone: Vec<(String, i64)>,
    /// Papers that come.
    pub come: Vec<NewBacking>,
}

/// Moves a paper's confirmation on.
#[derive(Clone, Debug)]
pub struct AdvanceBacking {
    /// Whose paper.
    pub borrower: BorrowerId,
    /// Which one.
    pub backing: String,
    /// The version it was decided on.
    pub expected_version: i64,
    /// The paper after it.
    pub document: Document,
    /// The command that asks for it; `None` when a job does.
    pub command: Option<Command>,
    /// Work that follows.
    pub jobs: Vec<NewJob>,
}

/// Names one paper of a borrower.
#[derive(Clone, Debug)]
pub struct FindBacking {
    /// Whose paper.
    pub borrower: BorrowerId,
    /// Which one.
    pub backing: String,
}

/// Takes a paper back that stands behind nothing.
#[derive(Clone, Debug)]
pub struct TakeBackBacking {
    /// Whose paper.
    pub borrower: BorrowerId,
    /// Which one.
    pub backing: String,
    /// The version it was read at.
    pub expected_version: i64,
}

/// A paper as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBacking {
    /// Its identifier.
    pub backing: String,
    /// The facility it is presented under.
    pub facility: String,
    /// Increases with every step of its confirmation.
    pub version: i64,
    /// The paper itself.
    pub document: Document,
}

/// A paper that is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldPaper {
    /// What names it.
    pub paper: String,
    /// Who has taken it.
    pub borrower: BorrowerId,
    /// For which facility.
    pub facility: String,
    /// For which loan; none for the facility as a whole.
    pub loan: Option<String>,
    /// Since when.
    pub taken_at: Timestamp,
}

/// A paper taken in a draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakePaper {
    /// Which one.
    pub backing: String,
    /// The version it was decided on.
    pub expected_version: i64,
    /// What names it.
    pub keys: Vec<String>,
    /// Whether it secures the facility as a whole.
    pub for_facility: bool,
}

/// A draw to the borrower's own account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnDrawAct {
    /// The purpose it counts under.
    pub purpose: String,
    /// The day, counted from 1970-01-01.
    pub day: i64,
    /// Draws after this day count together with it.
    pub window_opens: i64,
    /// The most that others in the window may come to for it to stay with the borrower, in fen.
    pub others_at_most_fen: i64,
}

/// Asks for a borrower's draws to their own account.
#[derive(Clone, Debug)]
pub struct OwnDrawsAfter {
    /// Whose draws.
    pub borrower: BorrowerId,
    /// After this day, counted from 1970-01-01.
    pub day: i64,
}

/// A draw to the borrower's own account, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOwnDraw {
    /// The day, counted from 1970-01-01.
    pub day: i64,
    /// How much, in fen.
    pub amount_fen: i64,
    /// The purpose it counts under.
    pub purpose: String,
}

acts! {
    /// Presents a paper, unless it was presented before or stands behind a financing.
    present_backing(PresentBacking) -> ();
    /// Keeps what a chain company delivered in the place of what it delivered before.
    keep_delivery(KeepDelivery) -> ();
    /// Moves a paper's confirmation on.
    advance_backing(AdvanceBacking) -> ();
    /// Takes a paper back that stands behind nothing.
    take_back_backing(TakeBackBacking) -> ();
    /// One paper.
    find_backing(FindBacking) -> Option<StoredBacking>;
    /// The papers of a facility, newest first.
    list_backings(FindFacility) -> Vec<StoredBacking>;
    /// Which of the papers presented under a facility are taken, and by whom.
    held_papers(FindFacility) -> Vec<HeldPaper>;
    /// Draws to the borrower's own account after a day, oldest first.
    own_draws(OwnDrawsAfter) -> Vec<StoredOwnDraw>;
}
