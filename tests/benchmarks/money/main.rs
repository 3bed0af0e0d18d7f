//! The money engine beside its peers, in one run, with the ratios printed at the end.
//!
//! `cargo bench -p benchmarks`. Peers in Python and Node take part when they are
//! installed (`pip install numpy-financial pyxirr QuantLib`, `npm install loanjs
//! financial` in this folder); otherwise the run says so and goes on. Trust the ratios:
//! times are one machine's.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a benchmark prints, and stops where it cannot go on"
)]

mod accrual;
mod allocations;
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
    criterion.final_summary();
    ratios::report();
}
