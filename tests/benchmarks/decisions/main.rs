//! Decisions per second on one core: every product of the sample catalogue held against the same
//! cases by our engine, by GoRules Zen and by json-rules-engine, with the same rules, in one run.
//!
//! `cargo bench -p benchmarks --features rules --bench decisions`. json-rules-engine takes part when
//! node finds it (`npm install json-rules-engine` in `tests/benchmarks`). The rules the peers get are
//! written from the catalogue, and their answers are compared with ours before anything is measured.
#![expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on stops")]

mod peer_rules;
mod zen;

use std::hint::black_box;
use std::io::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use benchmarks::cases::{CASES, day, facts};
use serde_json::{Value, json};
use shared::assessment::{RuleOutcome, assess};
use shared::catalogue::{LprPublication, Product, files};
use shared::counterfactual::counterfactuals;
use shared::facts::{Facts, Segment};
use shared::money::Money;

/// As in the server; every engine written in Rust has it here.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many times the fastest peer we must be.
const FACTOR: f64 = 20.0;

fn main() {
    let catalogue = files::sample().unwrap();
    let lpr = catalogue.lpr_on(day()).unwrap();
    let products = catalogue.products();
    let cases: Vec<Facts> = (0..CASES).map(|case| facts(Segment::MicroEnterprise, case)).collect();

    let peer: Vec<zen::Peer> = products.iter().map(|product| zen::Peer::of(product, lpr)).collect();
    let contexts: Vec<_> = cases.iter().map(zen::context).collect();
    for (facts, context) in cases.iter().zip(&contexts) {
        for (product, peer) in products.iter().zip(&peer) {
            let ours = assess(product, facts, lpr);
            let failing = ours.trace.iter().filter(|entry| entry.outcome != RuleOutcome::Passed);
            let codes: Vec<&str> = failing.map(|entry| entry.rule.as_str()).collect();
            let amount = ours.binding.first().unwrap().amount;
            let rate = ours.price.annual_rate;
            peer.must_agree(context, &codes, amount, rate);
        }
    }
    println!("{} products, {CASES} cases: both engines agree on every one", products.len());

    let all = products.len() * cases.len();
    let ours = per_second(all, || {
        for facts in &cases {
            for product in products {
                black_box(assess(product, facts, lpr));
            }
        }
    });
    let zen = per_second(all, || {
        for context in &contexts {
            for peer in &peer {
                black_box(peer.evaluate(context));
            }
        }
    });
    println!("puhui              {ours:>12.0} decisions/s");
    println!("zen-engine         {zen:>12.0} decisions/s   ratio {:.1}", ours / zen);
    let other = json_rules_engine(products, &cases);
    if let Some(other) = other {
        println!("json-rules-engine  {other:>12.0} decisions/s   ratio {:.1}", ours / other);
    }
    tell_advice(products, &cases, lpr);
    let fastest = zen.max(other.unwrap_or(0.0));
    assert!(ours >= FACTOR * fastest, "only {:.1} times the faster peer", ours / fastest);
}

/// The best of five rounds of at least half a second each.
fn per_second(decisions: usize, mut work: impl FnMut()) -> f64 {
    let mut best = 0.0_f64;
    for _ in 0..5 {
        let (start, mut rounds) = (Instant::now(), 0_u32);
        while start.elapsed() < Duration::from_millis(500) {
            work();
            rounds += 1;
        }
        let done = f64::from(rounds) * f64::from(u32::try_from(decisions).unwrap());
        best = best.max(done / start.elapsed().as_secs_f64());
    }
    best
}

/// How long all advice on one case and product takes, natively: the mean and the longest.
fn tell_advice(products: &[Product], cases: &[Facts], lpr: &LprPublication) {
    let wanted = Money::from_yuan(3_000_000).unwrap();
    let (mut sum, mut longest, mut count) = (Duration::ZERO, Duration::ZERO, 0_u32);
    for facts in cases {
        for product in products {
            let start = Instant::now();
            black_box(counterfactuals(product, facts, lpr, wanted, day()));
            let took = start.elapsed();
            (sum, longest, count) = (sum + took, longest.max(took), count + 1);
        }
    }
    println!("advice on one case  mean {:?}, longest {longest:?}", sum / count);
}

/// What json-rules-engine does with the rules alone; limits and prices it is spared.
fn json_rules_engine(products: &[Product], cases: &[Facts]) -> Option<f64> {
    let rules: Vec<Value> = products.iter().map(peer_rules::rules).collect();
    let cases: Vec<Value> = cases.iter().map(peer_rules::values).collect();
    let file = std::env::temp_dir().join(format!("puhui-decisions-{}.json", std::process::id()));
    let text = json!({ "products": rules, "cases": cases }).to_string();
    std::fs::File::create(&file).unwrap().write_all(text.as_bytes()).unwrap();
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("decisions.mjs");
    let output = Command::new("node").arg(script).arg(&file).output().ok()?;
    std::fs::remove_file(&file).unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let figure = told.trim().parse().ok();
    if figure.is_none() {
        println!("json-rules-engine takes no part: {}", told.trim());
    }
    figure
}
