//! The money engine beside its peers, in one run, with the ratios printed at the end.
//!
//! `cargo bench -p benchmarks`. Peers in Python and Node take part when they are
//! installed (`pip install numpy-financial pyxirr QuantLib`, `npm install loanjs
//! financial` in this folder); otherwise the run says so and goes on. The same work is also
//! compiled to WASM and run by Node. Trust the ratios: times are one machine's, and compilers of
//! decimals and floats share its cores differently; a quiet machine is kinder to the peers.
//!
//! Where the time of an exact schedule of 360 instalments goes, by `perf` (8.4 µs, 23 ns a row
//! on a Sapphire Rapids): laying out rows 46 % (interest is one multiplication by the rate, one
//! by the denominator's reciprocal and a comparison; 80 bytes are written a row), placing the
//! periods 23 %, making a date of year, month and day 11 %, the level instalment 8 %, counting
//! days 5 %. What is left is mostly dates, which the float loop and the decimal peer do not
//! have: it is the limit of a schedule that says when each instalment is due.

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
