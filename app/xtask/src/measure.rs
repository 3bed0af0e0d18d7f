//! `cargo xtask measure`: sizes, and what they mean on a slow phone.

use anyhow::Result;

use crate::{
    command::run,
    journey,
    progress::Progress,
    requirement, shop, site,
    size::FirstLoad,
    wasm::{self, WasmProfile},
    workspace::Workspace,
};

/// Builds what is shipped and prints its figures.
///
/// # Errors
/// When something does not compile or a figure cannot be taken.
pub(crate) fn report() -> Result<()> {
    let workspace = Workspace::find()?;
    let mut progress = Progress::of(5);
    progress.step("Looking at what is here");
    wasm::ensure_target()?;
    requirement::ensure_all(&workspace)?;
    progress.step("Building the app");
    site::build(&workspace, WasmProfile::Release)?;
    FirstLoad::of(&workspace)?.print();
    progress.step("Building the server");
    shop::build_server(&workspace)?;
    progress.step("Measuring in Chromium");
    journey::measure(&workspace)?;
    progress.step("Measuring durable decisions a second");
    run(&mut workspace.cargo(&["bench", "--package", "tests", "--bench", "decisions"]))
}
