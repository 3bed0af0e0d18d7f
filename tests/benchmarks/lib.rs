//! Only benchmarks live here; see `money/main.rs`.
