//! People at the bank: what waits for them, what they may write down, what they may decide.
//!
//! The engine answers by rule. What it cannot answer becomes a [`Task`]: a referred case, a review
//! a borrower asked for, a visit, a dispute, a paper handed in for a higher limit. An [`Officer`] takes it up, writes facts down with
//! where they were seen ([`Record`]), and decides within what the engine says on those facts
//! ([`judge`]). A person can be more careful than the engine, never more generous: a rule that
//! declines is met by other facts or not at all.
//!
//! Nothing here overwrites: a record stands beside the sources' answers, a person's decision beside
//! the engine's.

mod dispute;
mod figure;
mod follow;
mod ground;
mod judgement;
mod officer;
mod record;
mod shown;
mod task;

pub use dispute::{Dispute, Upholding, WHY_CHARACTERS_MAX};
pub use figure::{OnPaper, Overruled, ShownFigure};
pub use follow::{DecisionMade, Follows, follows};
pub use ground::{GivenGround, Ground, GroundsRefused, NOTE_CHARACTERS_MAX};
pub use judgement::{ByPerson, Judgement, JudgementRefused, Judging, Verdict, judge};
pub use officer::{Duty, Officer, OnDuty};
pub use record::{Record, RecordRefused, Recorded, RecordedFact, may_be_recorded};
pub use shown::{PaperForm, SHOWN_BYTES_MAX, ShownPaper, ShownRefused};
pub use task::{Matter, MatterKind, Outcome, Task, TaskClosed, TaskState, waits_for};
