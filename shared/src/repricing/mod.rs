//! Contract rates that follow LPR: on which days they are fixed again, and at what.
//!
//! A [`Floating`] rate is what a contract says: tenor, spread, floor, cap, discounts with an
//! end, and when LPR counts anew. Held against a dated table of LPR it gives [`Fixing`]s, each
//! with everything it was computed from, never only the sum. A schedule takes them as rate
//! changes ([`Floating::terms`]), a loan's book as events ([`Floating::events`]).
//!
//! The phone's quote does not need this: it prices by `catalogue::Pricing` on the day.

mod fixing;
mod floating;
mod history;

pub use fixing::{Bound, Fixing};
pub use floating::{Discount, Floating, Repricing, RepricingError};
pub use history::lpr_history;
