//! What the borrower says is wrong: said beside the datum, followed on their own page.

mod followed;
mod form;

pub use followed::disputes_card;
pub use form::{Chosen, Held, dispute_place};
