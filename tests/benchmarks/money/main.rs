//! The money engine beside its peers, in one run, with the ratios printed at the end.
//!
//! `cargo bench -p benchmarks`. Peers in Python and Node take part when they are
//! installed (`pip install numpy-financial pyxirr QuantLib`, `npm install loanjs
//! financial` in this folder); otherwise the run says so and goes on. The same work is also
//! compiled to WASM and run by Node. Trust the ratios: times are one machine's.
//!
//! # Where an exact schedule of 360 instalments spends its time
//!
//! On a quiet Sapphire Rapids core: 8.5 µs, 0.83 of the rounded float loop, 0.12 of the decimal
//! peer (72 µs; when other programs share the core its long multiplications suffer most, and it
//! is 0.07). The target of a tenth of the decimal peer is missed by 1.3 µs there. `perf` says:
//!
//! | part | share | |
//! |---|---|---|
//! | rows | 46 % | interest is two multiplications and a comparison; 80 bytes are written a row |
//! | periods | 23 % | due dates placed, 64 bytes each |
//! | dates of year, month and day | 11 % | inside chrono |
//! | the level instalment | 8 % | equal periods are run through once, then powers by squaring |
//! | days of each period | 5 % | inside chrono |
//!
//! Dates are two fifths: neither the float loop nor the decimal peer says when an instalment is
//! due. Without them the same rows take 5 µs. Two allocations make a schedule, whatever its
//! length: its periods and its instalments.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a benchmark prints, and stops where it cannot go on"
)]

mod accrual;
mod allocations;
mod module;
mod rates;
mod ratios;
mod schedules;

use std::time::Duration;

use criterion::Criterion;

fn main() {
    allocations::report();
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .sample_size(30)
        .configure_from_args();
    schedules::measure(&mut criterion);
    rates::measure(&mut criterion);
    accrual::measure(&mut criterion);
    module::measure(&mut criterion);
    criterion.final_summary();
    ratios::report();
}
