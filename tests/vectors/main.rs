//! Figures others published, against the engine: one line per file.
//!
//! Reads every `*.json` under `tests/vectors` and under each directory named in the
//! environment variable `PUHUI_VECTORS` (colon-separated). A vector whose kind or key is
//! not understood fails: nothing is skipped in silence.

#![expect(clippy::print_stdout, reason = "the runner reports for itself")]

mod annuities;
mod costs;
mod dates;
mod day_counts;
mod life;
mod reading;
mod rules;
mod schedules;
mod terms;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use reading::{Outcome, Vector};
use serde_json::Value;

/// What became of one file.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: Vec<String>,
    not_applicable: Vec<String>,
}

fn main() -> ExitCode {
    let mut failures = 0_usize;
    let mut total = 0_usize;
    for file in files() {
        let Some(tally) = check_file(&file) else { continue };
        total += tally.passed + tally.failed.len() + tally.not_applicable.len();
        failures += tally.failed.len();
        let mut line = format!(
            "{:<60} {:>4} passed, {:>3} failed, {:>3} not applicable",
            shown(&file),
            tally.passed,
            tally.failed.len(),
            tally.not_applicable.len()
        );
        if let Some(reason) = tally.not_applicable.first() {
            line = format!("{line} ({reason})");
        }
        println!("{line}");
        for failure in &tally.failed {
            println!("    failed: {failure}");
        }
    }
    println!("{total} vectors, {failures} failed");
    if total == 0 {
        println!("no vectors were found; expected them under tests/vectors");
        return ExitCode::FAILURE;
    }
    if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn shown(file: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    file.strip_prefix(root).unwrap_or(file).display().to_string()
}

fn files() -> Vec<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let mut roots = vec![own];
    if let Ok(more) = std::env::var("PUHUI_VECTORS") {
        roots.extend(more.split(':').filter(|path| !path.is_empty()).map(PathBuf::from));
    }
    let mut files = Vec::new();
    for root in roots {
        if let Err(error) = collect(&root, &mut files) {
            println!("{}: {error}", root.display());
        }
    }
    files.sort();
    files.dedup();
    files
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    Ok(())
}

/// `None` for an index or another file that holds no vectors.
fn check_file(file: &Path) -> Option<Tally> {
    let mut tally = Tally::default();
    let read = std::fs::read_to_string(file)
        .map_err(|error| error.to_string())
        .and_then(|text| serde_json::from_str::<Value>(&text).map_err(|error| error.to_string()));
    let document = match read {
        Ok(document) => document,
        Err(error) => {
            tally.failed.push(format!("the file cannot be read: {error}"));
            return Some(tally);
        }
    };
    let vectors = document.get("vectors")?.as_array()?.clone();
    let kind = document.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned();
    for value in vectors {
        let vector = Vector::new(&value, &kind);
        match check(&vector) {
            Ok(Outcome::Passed) => tally.passed += 1,
            Ok(Outcome::NotApplicable(reason)) => {
                tally.not_applicable.push(format!("{}: {reason}", vector.id));
            }
            Err(error) => tally.failed.push(format!("{}: {error}", vector.id)),
        }
    }
    Some(tally)
}

fn check(vector: &Vector) -> Result<Outcome, String> {
    match vector.kind.as_str() {
        "apr_cn" => costs::chinese(vector),
        "apr_us_actuarial" => costs::american(vector),
        "aprc_eu" => costs::european(vector),
        "irr" => costs::periodic(vector),
        "xirr" => costs::dated(vector),
        "business_day" => dates::business_day(vector),
        "date_roll" => dates::roll(vector),
        "day_count" => day_counts::check(vector),
        "days_past_due" => life::days_past_due(vector),
        "overdue_interest" => life::overdue_interest(vector),
        "penalty" => life::penalty(vector),
        "prepayment" => life::prepayment(vector),
        "revolving" => life::revolving(vector),
        "rounding" => rules::rounding(vector),
        "rate_conversion" => rules::rate_conversion(vector),
        "lpr_pricing" => rules::lpr_pricing(vector),
        "eligibility_rule" => rules::eligibility(vector),
        "limit_rule" => rules::limit(vector),
        "working_capital" => rules::working_capital(vector),
        "tvm" => annuities::check(vector),
        kind if kind.starts_with("schedule_") => schedules::check(vector),
        kind => Err(format!("kind `{kind}` is not known")),
    }
}
