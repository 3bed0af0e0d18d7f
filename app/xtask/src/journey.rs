//! Browser journeys: a person's way through the app, on the binary as it is shipped.

use std::{path::PathBuf, process::Command};

use anyhow::{Context, Result, ensure};

use crate::{
    command::{follow, run},
    file, requirement,
    tally::Tally,
    workspace::Workspace,
};

const FOLDER: &str = "tests/browser";
/// Prints the figures of DESIGN section 13.
const MEASURE: &str = "tests/browser/measure.mjs";

/// Runs every journey; each starts a server of its own.
///
/// # Errors
/// When there are none, or Node cannot be started.
pub(crate) fn run_all(workspace: &Workspace) -> Result<Tally> {
    let journeys = journeys(workspace)?;
    ensure!(!journeys.is_empty(), "there are no journeys in {FOLDER}");
    let mut tally = Tally::default();
    let mut node = node(workspace)?;
    node.args(["--test", "--test-reporter=spec"]).args(journeys);
    let succeeded = follow(&mut node, |line| tally.read(line))?;
    Ok(tally.or_failed(succeeded))
}

/// Runs the measuring program, which also has a phone run `modules`.
///
/// # Errors
/// When there is none or it fails.
pub(crate) fn measure(workspace: &Workspace, modules: &[PathBuf]) -> Result<()> {
    let program = workspace.path(MEASURE);
    ensure!(program.exists(), "there is no {MEASURE}");
    run(node(workspace)?.arg(program).args(modules))
}

/// Node in the journeys' folder, told where the browser and our server are.
fn node(workspace: &Workspace) -> Result<Command> {
    let chromium = requirement::chromium().context("Chromium is missing")?;
    let mut node = Command::new("node");
    node.current_dir(workspace.path(FOLDER))
        .env("PUHUI_BINARY", workspace.server_binary())
        .env("PUHUI_CHROMIUM", chromium);
    Ok(node)
}

fn journeys(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let folder = workspace.path(FOLDER);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut files = file::with_extension(&folder, "mjs")?;
    files.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    Ok(files)
}
