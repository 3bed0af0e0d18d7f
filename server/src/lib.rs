//! Puhui's server: time, identity, storage and HTTP around the lending engine.

pub mod body;
pub mod clock;
pub mod config;
pub mod data_folder;
pub mod failure;
pub mod randomness;
pub mod store;
pub mod telemetry;
