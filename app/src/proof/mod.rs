//! Proof: an application's evidence as the bank holds it, and any evidence file as anybody holds it.
//!
//! Both are checked here, on this device, by `shared::evidence::file`; nobody is asked whether it holds.

pub mod evidence;
mod findings;
mod history;
pub mod verify;
