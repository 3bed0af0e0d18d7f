//! What years of lending cost: opening a long loan, and telling where all loans stand.
//!
//! Figures are printed; nothing here fails. `PUHUI_POSITION_LOANS` says over how many loans the
//! position is told, 100,000 when not said; 3,000,000 need some 5 GB of disk for a while.
#![expect(clippy::print_stdout, reason = "a benchmark speaks to a person")]

mod everybody;
mod long_life;
mod process;
mod scratch;

use std::time::Duration;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    println!("repaying every day for five years");
    let opened = runtime.block_on(long_life::measure());
    println!(
        "\nA loan with {} repayments, median and slowest of {}",
        opened.repayments,
        long_life::ROUNDS
    );
    for (what, times) in &opened.times {
        let (median, slowest) = (median(times), times.iter().max().copied().unwrap_or_default());
        let verdict = verdict(median <= Duration::from_millis(50));
        println!(
            "  {what:<24} budget <= 50 ms {:>8.1} {:>8.1}  {verdict}",
            millis(median),
            millis(slowest)
        );
    }
    let told = std::env::var("PUHUI_POSITION_LOANS").ok();
    let loans = told.and_then(|text| text.parse().ok()).unwrap_or(100_000);
    println!("\nwriting the lives of {loans} loans");
    runtime.block_on(everybody::measure(loans));
}

fn median(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

const fn verdict(holds: bool) -> &'static str {
    if holds { "ok" } else { "OVER BUDGET" }
}
