//! The engine on the command line: JSON lines in, JSON lines out, or tables for people.
//!
//! `puhui schedule`, `puhui annualise`, `puhui accrue` and `puhui decide` ask `shared` what the app
//! and the server ask it; the values in the lines are its types. Start at [`Batch::run`]. Beside them stand
//! `puhui verify`, which checks evidence files, and `puhui keys`.
//! and the server ask it; the values in the lines are its types. Start at [`Batch::run`].
//! `puhui position` and `puhui books` look into an installation's database instead.
//!
#![doc = "```text"]
#![doc = include_str!("FORMAT.txt")]
#![doc = "```"]

mod accrue;
mod annualise;
mod batch;
mod csv_lines;
mod decide;
mod format;
mod keys;
mod line;
mod lines;
mod position;
mod progress;
mod question;
mod refusal;
mod schedule;
mod table;
mod verify;

pub use accrue::{Accrue, Accrued};
pub use annualise::{Annualise, Costs};
pub use batch::{Batch, BatchError, Outcome, Refusals};
pub use decide::{Case, Decide, DecideError, Decided};
pub use format::Format;
pub use keys::{Keys, KeysError};
pub use line::{Answered, Refused};
pub use position::{Books, Kept, LookError, PositionOf, position};
pub use question::Question;
pub use refusal::Refusal;
pub use schedule::{Plan, Planned};
pub use verify::{Verify, VerifyError};
