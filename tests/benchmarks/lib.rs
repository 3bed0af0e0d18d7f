//! The loans that are measured, and the work that is done natively and in WASM; the
//! benchmarks are in `money/main.rs`.

pub mod loans;
pub mod work;
