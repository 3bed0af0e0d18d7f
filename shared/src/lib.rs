//! What lending is: pure functions and values, the same on the phone and on the server.

pub mod calendar;
pub mod canonical;
pub mod consent;
pub mod contract;
pub mod date_text;
pub mod day_count;
pub mod facts;
pub mod disclosure;
pub mod evidence;
pub mod identifier;
pub mod interest;
pub mod language;
#[cfg(feature = "documents")]
pub mod legal;
pub mod money;
pub mod rate;
pub mod rounding;
pub mod timestamp;
pub mod schedule;
pub mod assessment;
pub mod catalogue;
pub mod improvement;
#[cfg(feature = "openapi")]
mod schema;
pub mod annualised;
pub mod application;
pub mod decision;
pub mod quote;
pub mod api;
pub mod loan;
pub mod drawdown;
#[cfg(feature = "documents")]
pub mod agreement;
