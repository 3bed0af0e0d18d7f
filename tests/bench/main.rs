//! Durable decisions a second over HTTP, against what the disk and bare SQLite give.
//!
//! A decision is `POST /api/v1/quotes`: the server computes the whole quote again, compares
//! digests and keeps it durably. No two quotes of a measurement are the same. Bare SQLite
//! commits the same row, one a commit, with the same settings. Both run in turn in the same minute, so that their ratio means something on any
//! machine. The figures are printed; nothing here fails.
//!
//! Words after `--` are a program the server runs under instead, for one measurement: to see where
//! the time goes, `cargo bench -p tests --bench decisions -- valgrind --tool=callgrind`.
#![expect(clippy::print_stdout, reason = "a benchmark speaks to a person")]

mod bare;
mod load;
mod requests;
mod server;
mod syncs;

use load::Load;
use requests::Requests;
use std::sync::Arc;
use std::time::Duration;

/// How often everything is measured in turn; medians are printed.
const ROUNDS: usize = 3;
/// How long one measurement takes.
const EACH: Duration = Duration::from_secs(3);
/// Clients at once.
const CONNECTIONS: usize = 64;
/// Different quotes, more than are answered in one measurement.
const QUOTES: u32 = 120_000;

fn main() {
    println!("computing {QUOTES} different quotes");
    let requests = Arc::new(Requests::prepare(QUOTES));
    // Cargo adds a word of its own.
    let under: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if !under.is_empty() {
        return run_under(&under, &requests);
    }
    let row = requests::document();
    let (mut probes, mut bare, mut loads) = (Vec::new(), Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        println!("round {round} of {ROUNDS}");
        probes.push(bare::syncs_per_second(EACH / 3));
        bare.push(bare::commits_per_second(&row, EACH));
        let mut shop = server::Shop::open(&[]);
        loads.push(load::run(shop.address, &requests, CONNECTIONS, EACH));
        shop.close();
    }
    let ratios: Vec<f64> =
        loads.iter().zip(&bare).map(|(load, bare)| load.per_second() / bare).collect();
    let syncs = syncs::per_decision(&requests, CONNECTIONS, EACH);
    print(&Figures {
        probe: median(&mut probes),
        bare: median(&mut bare),
        decisions: median(&mut loads.iter().map(Load::per_second).collect::<Vec<_>>()),
        ratio: median(&mut ratios.clone()),
        lowest: ratios.iter().copied().fold(f64::INFINITY, f64::min),
        highest: ratios.iter().copied().fold(0.0, f64::max),
        p50: median(&mut loads.iter().map(|load| load.millis(0.50)).collect::<Vec<_>>()),
        p99: median(&mut loads.iter().map(|load| load.millis(0.99)).collect::<Vec<_>>()),
        refused: loads.iter().map(|load| load.refused).sum(),
        syncs,
    });
}

/// Loads the server once while another program looks on.
fn run_under(under: &[String], requests: &Arc<Requests>) {
    let mut shop = server::Shop::open(under);
    let load = load::run(shop.address, requests, CONNECTIONS, EACH * 5);
    shop.close();
    println!("decisions {}, refused {}", load.decisions(), load.refused);
}

/// What is printed.
struct Figures {
    probe: f64,
    bare: f64,
    decisions: f64,
    ratio: f64,
    lowest: f64,
    highest: f64,
    p50: f64,
    p99: f64,
    refused: u64,
    syncs: Option<f64>,
}

fn print(figures: &Figures) {
    let Figures { probe, bare, decisions, ratio, lowest, highest, p50, p99, refused, syncs } =
        figures;
    println!("\nDurable decisions, {CONNECTIONS} connections, median of {ROUNDS} rounds");
    println!("  disk: syncs a second                     {probe:>10.0}");
    println!("  bare SQLite, one row a commit, a second  {bare:>10.0}");
    println!("  decisions a second                       {decisions:>10.0}");
    println!(
        "  decisions / bare commits   budget >= 2.0 {ratio:>10.2}  ({lowest:.2} to {highest:.2}) {}",
        verdict(*ratio >= 2.0)
    );
    match syncs {
        Some(syncs) => println!(
            "  syncs a decision          budget <= 0.07 {syncs:>10.3}  {}",
            verdict(*syncs <= 0.07)
        ),
        None => println!("  syncs a decision          budget <= 0.07  not measured: no strace"),
    }
    println!("  p50, ms                                  {p50:>10.1}");
    let p99_verdict = if *probe >= 5000.0 { verdict(*p99 <= 10.0) } else { "slow disk: no budget" };
    println!("  p99, ms                     budget <= 10 {p99:>10.1}  {p99_verdict}");
    println!("  refused                                  {refused:>10}");
}

const fn verdict(holds: bool) -> &'static str {
    if holds { "ok" } else { "OVER BUDGET" }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
