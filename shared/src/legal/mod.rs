//! How amounts, rates, dates and methods are written in documents.
//!
//! Used by the cost sheet and the agreement, so that both say the same figure in the same
//! words. Rendered on the server only.

mod figures;
mod words;

pub use figures::{amount, amount_in_full, day, percent, times_percent};
pub use words::{list, method_name, months, spread};
