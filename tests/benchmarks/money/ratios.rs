//! The ratios, from what criterion measured and from peers in other languages.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Targets: group, peer, and how many times the peer's time ours may take at most.
const TARGETS: [(&str, &str, f64); 6] = [
    ("level_360", "rust_finprim_decimal", 0.1),
    ("level_360", "float_loop", 1.0),
    ("irr_361", "rust_finprim_f64", 0.25),
    ("irr_361", "financial", 1.0),
    ("xirr_361", "xirr", 1.0),
    ("xirr_361", "pyxirr", 1.0),
];

/// How many times the native time the same work may take in WASM.
const WASM_AT_MOST: f64 = 2.5;

type Times = BTreeMap<(String, String), f64>;

pub(crate) fn report() {
    let mut times = measured();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    elsewhere(&mut times, Command::new("python3").arg(here.join("peers.py")));
    let module = crate::module::compiled();
    elsewhere(&mut times, Command::new("node").arg(here.join("peers.mjs")).args(module));
    println!("\n{:<18} {:<22} {:>14} {:>9}", "task", "implementation", "time", "ours/its");
    for ((group, name), nanoseconds) in &times {
        let own = times.get(&(group.clone(), "puhui".to_owned()));
        let ratio = own.map(|own| own / nanoseconds);
        let ratio = ratio.map_or_else(String::new, |ratio| format!("{ratio:.3}"));
        println!("{group:<18} {name:<22} {:>11.2} µs {ratio:>9}", nanoseconds / 1_000.0);
    }
    for (group, peer, at_most) in TARGETS {
        let time = |name: &str| times.get(&(group.to_owned(), name.to_owned()));
        match (time("puhui"), time(peer)) {
            (Some(own), Some(its)) => {
                let verdict = if own / its <= at_most { "met" } else { "NOT MET" };
                println!("{group} within {at_most} of {peer}: {:.3}, {verdict}", own / its);
            }
            _ => println!("{group} against {peer}: not measured"),
        }
    }
    let work = |name: &str| times.get(&("plan_and_price".to_owned(), name.to_owned()));
    if let (Some(native), Some(wasm)) = (work("puhui"), work("wasm")) {
        let verdict = if wasm / native <= WASM_AT_MOST { "met" } else { "NOT MET" };
        println!("WASM within {WASM_AT_MOST} of native: {:.3}, {verdict}", wasm / native);
    }
    if let Some(day) = times.get(&("accrue_3_million".to_owned(), "puhui".to_owned())) {
        println!("one day's interest of 3,000,000 loans: {:.3} s (target 1)", day / 1e9);
    }
}

/// What criterion left under the target directory.
fn measured() -> Times {
    let mut times = Times::new();
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    let root = Path::new(&target);
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = if root.is_absolute() { root.to_path_buf() } else { workspace.join(root) };
    for group in folders(&root.join("criterion")) {
        for name in folders(&root.join("criterion").join(&group)) {
            let file = root.join("criterion").join(&group).join(&name).join("new/estimates.json");
            let median = std::fs::read_to_string(file)
                .ok()
                .and_then(|text| serde_json::from_str::<Value>(&text).ok())
                .and_then(|value| value.pointer("/median/point_estimate")?.as_f64());
            if let Some(median) = median {
                times.insert((group.clone(), name), median);
            }
        }
    }
    times
}

fn folders(path: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(path) else { return Vec::new() };
    let names = entries.flatten().filter(|entry| entry.path().is_dir());
    names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// Runs peers in another language; each prints lines `task name nanoseconds`.
fn elsewhere(times: &mut Times, peers: &mut Command) {
    let Ok(output) = peers.output() else {
        println!("{} is not installed: its peers take no part", peers.get_program().display());
        return;
    };
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let mut words = line.split_whitespace();
        match (words.next(), words.next(), words.next().and_then(|text| text.parse().ok())) {
            (Some(task), Some(name), Some(nanoseconds)) => {
                times.insert((task.to_owned(), name.to_owned()), nanoseconds);
            }
            _ => println!("{line}"),
        }
    }
}
