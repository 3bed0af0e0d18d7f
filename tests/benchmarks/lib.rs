//! The loans and businesses that are measured, and the work that is done natively and in WASM; the
//! benchmarks are in `money/main.rs` and `decisions/main.rs`.

pub mod cases;
pub mod loans;
pub mod whole_catalogue;
pub mod work;
