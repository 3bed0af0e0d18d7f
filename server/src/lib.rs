//! Puhui's server: time, identity, storage and HTTP around the lending engine.
//!
//! [`router`] is the one list of routes. A handler decodes, asks `shared` what follows,
//! asks the [`store`] to record it and encodes the answer; it knows nothing about
//! lending itself. Start at [`opening`] to see what an installation consists of.

pub mod adapters;
pub mod api;
pub mod applications;
pub mod as_of;
pub mod assets;
pub mod backing;
pub mod backup;
pub mod body;
pub mod caller;
pub mod catalogue;
pub mod clock;
pub mod command;
pub mod command_line;
pub mod config;
pub mod data_folder;
pub mod demonstration;
pub mod desk;
pub mod devices;
pub mod disputes;
pub mod facilities;
pub mod failure;
pub mod freshness;
pub mod health;
pub mod installation;
pub mod jobs;
pub mod keys;
pub mod loans;
pub mod log;
pub mod opening;
pub mod origin;
pub mod passkeys;
pub mod person;
pub mod pools;
pub mod printing;
pub mod profile;
pub mod program;
pub mod query;
pub mod quotes;
pub mod randomness;
pub mod rate_limit;
pub mod requests;
mod routes;
pub mod security_headers;
pub mod serve;
pub mod session;
pub mod sign_in;
pub mod signing;
pub mod simulator;
pub mod step_up;
pub mod store;
pub mod telemetry;

pub use installation::Installation;
pub use opening::Opening;
pub use routes::router;

/// The allocator of every program that opens an installation.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;
