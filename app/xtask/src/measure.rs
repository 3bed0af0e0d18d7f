//! `cargo xtask measure`: sizes, and what they mean on a slow phone.

use anyhow::{Result, ensure};

use crate::{
    binary, browser_test, command::run, journey, progress::Progress, requirement, size::FirstLoad,
    wasm, workspace::Workspace,
};

/// The proof of one record in a log of a million, verified in Chromium.
const PROOF_IN_BROWSER: [&str; 5] =
    ["--package", "shared", "--test", "log_of_a_million", "--release"];

/// Builds what is shipped and prints its figures.
///
/// # Errors
/// When something does not compile, a figure cannot be taken or one is over its budget; the other
/// figures are printed all the same.
pub(crate) fn report() -> Result<()> {
    let workspace = Workspace::find()?;
    let mut progress = Progress::of(7);
    progress.step("What the measurements need is here");
    requirement::ensure_all(&workspace)?;
    binary::build(&workspace, &mut progress)?;
    FirstLoad::of(&workspace)?.print();
    let whole_catalogue = wasm::compile_measured(&workspace)?;
    progress.step("Measuring in Chromium");
    let on_the_phone = journey::measure(&workspace, &whole_catalogue);
    progress.step("Measuring durable decisions a second");
    let decisions =
        run(&mut workspace.cargo(&["bench", "--package", "tests", "--bench", "decisions"]));
    progress.step("Measuring what proof costs");
    let proof = run(&mut workspace.cargo(&["bench", "--package", "tests", "--bench", "proof"]));
    let verified_there = browser_test::cargo_test(&workspace, &PROOF_IN_BROWSER)
        .and_then(|mut test| run(test.args(["--", "--nocapture"])));
    all_of([on_the_phone, decisions, proof, verified_there])
}

/// Every failure in one, so that the first hides none after it.
fn all_of<const N: usize>(parts: [Result<()>; N]) -> Result<()> {
    let failures: Vec<String> =
        parts.into_iter().filter_map(Result::err).map(|failure| format!("{failure:#}")).collect();
    ensure!(failures.is_empty(), "{}", failures.join("\n"));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;

    #[test]
    fn every_failure_is_told_and_none_is_success() {
        assert!(all_of([Ok(()), Ok(())]).is_ok());
        let told = all_of([Err(anyhow!("too big")), Ok(()), Err(anyhow!("too slow"))]);
        assert_eq!(told.unwrap_err().to_string(), "too big\ntoo slow");
    }
}
