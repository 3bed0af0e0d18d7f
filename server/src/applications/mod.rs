//! From quote to signature.
//!
//! Every handler opens a [`Case`], asks `shared::application` what follows from the act,
//! and records the step; [`view`] is what the borrower is shown.

pub mod case;
pub mod consents;
pub mod contract;
pub mod deciding;
pub mod draft;
pub mod evidence;
pub mod face;
pub mod imports;
pub mod papers;
pub mod queries;
pub mod signatory;
pub mod signature;
pub mod signed;
pub mod signing;
pub mod submission;
pub mod view;

pub use case::Case;
