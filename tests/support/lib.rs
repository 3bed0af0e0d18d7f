//! What the tests outside the crates share: a server in process, borrowers, their journey.
//!
//! Start at [`journey`]: it walks from a quote to a repaid loan over HTTP alone. [`mod@line`] is
//! how requests travel: straight into the router, or over TCP to a server of its own.

pub mod authenticator;
pub mod borrower;
pub mod evidence;
pub mod face;
pub mod folder;
pub mod identity;
pub mod journey;
pub mod lent;
pub mod line;
pub mod officer;
pub mod operator;
pub mod shop;
pub mod signer;
