//! Contract rates that follow LPR: on which days they are fixed again, and at what.
//!
//! A [`Floating`] rate is what a contract says: tenor, spread, floor, cap, discounts with an
//! end, and when LPR counts anew. Held against a dated table of LPR it gives [`Fixing`]s, each
//! with everything it was computed from, never only the sum. A schedule takes them as rate
//! changes ([`Floating::terms`]), a loan's book as events ([`Floating::events`]).
//!
//! ```
//! use shared::catalogue::LprTenor;
//! use shared::repricing::{Floating, Repricing, lpr_history};
//!
//! // One-year LPR plus 85 basis points, repriced every 1 January, drawn on 15 March 2024:
//! // 3.45 % + 0.85 % = 4.30 %; LPR of 21 October 2024 is 3.10 %, so 3.95 % from 2025.
//! let floating = Floating {
//!     tenor: LprTenor::OneYear,
//!     spread_bp: 85,
//!     floor: None,
//!     cap: None,
//!     repricing: Repricing::FirstOfYear,
//!     discounts: Vec::new(),
//! };
//! let day = |text| shared::date_text::parse(text).unwrap();
//! let fixings = floating.fixings(day("2024-03-15"), day("2025-06-30"), &lpr_history()).unwrap();
//! let shown: Vec<String> = fixings.iter().map(|f| f.annual_rate.percent_text()).collect();
//! assert_eq!(shown, ["4.30", "3.95"]);
//! assert_eq!(fixings[1].from, day("2025-01-01"));
//! ```
//!
//! The phone's quote does not need this: it prices by `catalogue::Pricing` on the day.

mod fixing;
mod floating;
mod history;

pub use fixing::{Bound, Fixing};
pub use floating::{Discount, Floating, Repricing, RepricingError};
pub use history::lpr_history;
