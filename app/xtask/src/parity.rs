//! `cargo xtask parity`: the engine computes the same bytes natively and in the browser.
//!
//! `shared/tests/parity.rs` folds the results of many seeded random cases into one digest and prints
//! `parity <cases> <digest>`. The number of cases is fixed when it is compiled, from
//! `PUHUI_PARITY_CASES`.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{
    browser_test,
    command::follow,
    progress::Progress,
    requirement, site,
    stopwatch::{elapsed, spoken},
    tally::Tally,
    workspace::{EVERYTHING, Workspace},
};

/// Cases of the full comparison.
pub(crate) const FULL_CASES: u64 = 1_000_000;
/// Cases of the comparison in `cargo verify`: what the test runs when nobody says how many.
const EVERYDAY_CASES: u64 = 2_000;

/// The test alone, as fast as it runs.
const FAST: [&str; 7] =
    ["--package", "shared", "--features", "catalogue-files", "--test", "parity", "--release"];
/// The one test of all those [`EVERYTHING`] compiles.
const ALONE: [&str; 2] = ["--test", "parity"];
/// The test for the browser, compiled as quickly as it compiles.
const QUICK: [&str; 6] =
    ["--package", "shared", "--features", "catalogue-files", "--test", "parity"];

const DIGEST_LENGTH: usize = 64;

/// A number of cases as typed.
///
/// # Errors
/// When it is not a number above zero.
pub(crate) fn read_cases(typed: &str) -> Result<u64> {
    let cases = typed.replace('_', "").parse().context("--cases takes a number such as 1000000")?;
    ensure!(cases > 0, "no cases, no comparison");
    Ok(cases)
}

/// Runs `cases` cases both ways and prints the verdict.
///
/// # Errors
/// When a run fails or the two differ.
pub(crate) fn compare(cases: u64) -> Result<()> {
    let workspace = Workspace::find()?;
    let mut progress = Progress::of(3);
    progress.step("Looking at what is here");
    requirement::ensure_all(&workspace)?;
    progress.step(&format!("{cases} cases natively"));
    let (native, _) = digest(workspace.cargo(&["test"]).args(FAST), cases)?;
    progress.step(&format!("{cases} cases in Chromium"));
    let (browser, _) = digest(&mut browser_test::cargo_test(&workspace, &FAST)?, cases)?;
    println!("\nnative   {native}\nbrowser  {browser}");
    ensure!(native == browser, "the engine differs between here and the browser");
    println!("equal over {cases} cases, after {}", spoken(elapsed()));
    Ok(())
}

/// The same, counted as tests: those in the browser, and the comparison itself.
///
/// # Errors
/// When a run fails or the two differ.
pub(crate) fn everyday(workspace: &Workspace) -> Result<Tally> {
    site::ensure_folder(workspace)?;
    let (native, _) =
        digest(workspace.cargo(&["test"]).args(EVERYTHING).args(ALONE), EVERYDAY_CASES)?;
    let mut in_browser = browser_test::cargo_test(workspace, &QUICK)?;
    let (browser, mut tally) = digest(&mut in_browser, EVERYDAY_CASES)?;
    ensure!(native == browser, "the engine differs: natively {native}, in the browser {browser}");
    println!("equal over {EVERYDAY_CASES} cases: {native}");
    tally += Tally::one(true);
    Ok(tally)
}

fn digest(test: &mut Command, cases: u64) -> Result<(String, Tally)> {
    // The everyday number goes without saying, so that nothing is compiled again for it.
    if cases != EVERYDAY_CASES {
        test.env("PUHUI_PARITY_CASES", cases.to_string());
    }
    test.args(["--", "--nocapture"]);
    let mut found = None;
    let mut tally = Tally::default();
    let succeeded = follow(test, |line| {
        tally.read(line);
        found = found.take().or_else(|| digest_in(line, cases));
    })?;
    ensure!(succeeded && tally.failed == 0, "the parity test failed");
    ensure!(tally.passed > 0, "there is no parity test");
    let found = found
        .with_context(|| format!("the parity test printed no line `parity {cases} <digest>`"))?;
    Ok((found, tally))
}

/// The digest in a line that says `parity <cases> <digest>`, whatever stands before it.
fn digest_in(line: &str, cases: u64) -> Option<String> {
    let mut words = line.split_whitespace().skip_while(|word| *word != "parity").skip(1);
    let counted: u64 = words.next()?.parse().ok()?;
    let digest = words.next()?;
    let is_digest =
        digest.len() == DIGEST_LENGTH && digest.bytes().all(|digit| digit.is_ascii_hexdigit());
    (counted == cases && is_digest).then(|| digest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_read_from_the_line_about_this_many_cases() {
        let digest = "ab".repeat(32);
        let line = format!("    parity 10 {digest}");
        assert_eq!(digest_in(&line, 10), Some(digest));
        assert_eq!(digest_in(&line, 11), None);
        assert_eq!(digest_in("parity 10 pending", 10), None);
    }

    #[test]
    fn a_number_of_cases_may_be_grouped_but_not_zero() {
        assert!(matches!(read_cases("1_000_000"), Ok(FULL_CASES)));
        assert!(read_cases("0").is_err());
        assert!(read_cases("many").is_err());
    }
}
