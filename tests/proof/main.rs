//! What proof costs: the agreement as a PDF, signing from end to end, a record's proof in a log of a million.
//!
//! Figures are printed beside their budgets; nothing here fails. Signing runs over HTTP handlers, the certification
//! authority over real HTTP, the database in a file. `cargo xtask measure` adds the log's proof in Chromium.
#![expect(clippy::print_stdout, reason = "a benchmark speaks to a person")]

mod log;
mod signing;

use std::time::{Duration, Instant};

/// How often each thing is done.
const ROUNDS: usize = 51;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let taken = runtime.block_on(signing::measure());
    println!("{:<44} {:>10} {:>10} {:>10}", "", "median", "p95", "budget");
    print(&Figure::new("the agreement as PDF, rendered", &taken.rendering, "150 ms", 150.0));
    print(&Figure::new("signing from end to end", &taken.signing, "300 ms", 300.0));
    print(&Figure::new("  of which certificate and PDF", &taken.preparing, "", f64::INFINITY));
    print(&Figure::new("  of which signature and its record", &taken.accepting, "", f64::INFINITY));
    size("the agreement as PDF, unsigned", taken.unsigned_bytes, 300_000);
    size("the agreement as PDF, signed and stamped", taken.signed_bytes, 300_000);
    let proof = log::measure();
    print(&Figure::new("a proof of 1,000,000 verified, natively", &proof.verifying, "20 ms", 20.0));
    size("a proof of 1,000,000, as in the file", proof.bytes, 2_000);
}

/// How long something took, and how long it may.
struct Figure<'a> {
    what: &'a str,
    median: f64,
    slow: f64,
    budget: &'a str,
    holds: bool,
}

impl<'a> Figure<'a> {
    fn new(what: &'a str, times: &[Duration], budget: &'a str, budget_ms: f64) -> Self {
        let (median, slow) = (millis(times, 50), millis(times, 95));
        Self { what, median, slow, budget, holds: slow <= budget_ms }
    }
}

fn print(figure: &Figure<'_>) {
    let Figure { what, median, slow, budget, holds } = figure;
    let verdict = if *holds { "" } else { "  OVER BUDGET" };
    println!("{what:<44} {median:>7.3} ms {slow:>7.3} ms {budget:>10}{verdict}");
}

fn size(what: &str, bytes: usize, budget: usize) {
    let verdict = if bytes <= budget { "" } else { "  OVER BUDGET" };
    println!("{what:<44} {bytes:>21} B {budget:>8} B{verdict}");
}

/// The time that `percent` of all times do not exceed, in milliseconds.
fn millis(times: &[Duration], percent: usize) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times.get(at).copied().unwrap_or_default().as_secs_f64() * 1000.0
}

/// How long `work` takes.
fn timed<T>(times: &mut Vec<Duration>, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    times.push(begun.elapsed());
    done
}
