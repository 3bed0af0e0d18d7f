//! The Puhui app: text, layout and waiting. What lending is lives in `shared`.

pub mod account;
pub mod api;
pub mod apply;
pub mod components;
pub mod connection;
pub mod dom;
pub mod evidence;
pub mod facility;
pub mod failure;
pub mod following;
pub mod format;
pub mod frame;
pub mod idempotency;
pub mod journey;
pub mod json;
pub mod language;
pub mod later;
pub mod loan;
pub mod mine;
pub mod mode;
pub mod navigation;
pub mod not_found;
pub mod passkey;
pub mod person;
pub mod quote;
pub mod rates;
pub mod remote;
pub mod routes;
pub mod saved;
pub mod schedule;
pub mod sign_in;
pub mod signer;
pub mod task;
pub mod text;
pub mod update;
pub mod verification;
pub mod wish;

mod start;

pub use start::{start_account, start_quote};
