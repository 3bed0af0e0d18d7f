//! The same work natively and in WASM.

use std::path::{Path, PathBuf};
use std::process::Command;

use criterion::Criterion;

pub(crate) fn measure(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("plan_and_price");
    group.bench_function("puhui", |bench| bench.iter(benchmarks::work::plan_and_price));
    group.finish();
}

/// Compiles the work as a WASM module for the peers' script; says why where it cannot.
pub(crate) fn compiled() -> Option<PathBuf> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wasm");
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let built = Command::new(cargo)
        .args(["build", "--release", "--package", "benchmarks", "--bin", "work"])
        .args(["--target", "wasm32-unknown-unknown", "--target-dir"])
        .arg(&target)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status();
    let module = target.join("wasm32-unknown-unknown/release/work.wasm");
    if built.is_ok_and(|status| status.success()) {
        return Some(module);
    }
    println!("the work cannot be compiled to WASM: it is measured natively only");
    None
}
