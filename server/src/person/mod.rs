//! What the bank holds about somebody, for that somebody: what they allowed, who was asked under
//! it, everything in one file, and what can be deleted.

mod authorisations;
mod deletion;
mod export;
mod queries;

pub use authorisations::{list as authorisations, receipt};
pub use deletion::{ask as ask_deletion, explained, plan_for as deletion_plan};
pub use export::export;
pub use queries::log as query_log;
