//! The Puhui app: text, layout and waiting. What lending is lives in `shared`.

#[cfg(feature = "every-product")]
pub mod account;
#[cfg(feature = "every-product")]
pub mod advice;
pub mod api;
#[cfg(feature = "every-product")]
pub mod apply;
pub mod components;
pub mod connection;
#[cfg(feature = "every-product")]
pub mod desk;
#[cfg(feature = "every-product")]
pub mod disputes;
pub mod dom;
#[cfg(feature = "every-product")]
pub mod facility;
pub mod failure;
pub mod following;
pub mod format;
pub mod frame;
pub mod idempotency;
#[cfg(feature = "every-product")]
pub mod journey;
pub mod json;
pub mod language;
pub mod later;
#[cfg(feature = "every-product")]
pub mod loan;
#[cfg(feature = "every-product")]
pub mod metric_field;
#[cfg(feature = "every-product")]
pub mod mine;
pub mod mode;
pub mod navigation;
pub mod not_found;
#[cfg(feature = "every-product")]
pub mod products;
#[cfg(feature = "proof")]
pub mod proof;
pub mod question;
pub mod quote;
pub mod rates;
pub mod recommendation;
pub mod remote;
pub mod routes;
pub mod saved;
pub mod schedule;
pub mod selection;
#[cfg(feature = "every-product")]
pub mod shelf;
#[cfg(feature = "every-product")]
pub mod sign_in;
pub mod signer;
pub mod step;
pub mod task;
pub mod text;
pub mod update;
pub mod wish;

mod start;
#[cfg(feature = "every-product")]
mod start_account;
#[cfg(feature = "proof")]
mod start_proof;

pub use start::start_quote;
#[cfg(feature = "every-product")]
pub use start_account::start_account;
#[cfg(feature = "proof")]
pub use start_proof::start_proof;
