//! `cargo xtask release`: the one file an institution installs.

use std::fs;

use anyhow::{Context, Result};

use crate::{asset, binary, file, progress::Progress, workspace::Workspace};

/// Makes `target/release-artefact/puhui` and says how big it is and how to recognise it.
///
/// # Errors
/// When something does not compile.
pub(crate) fn make() -> Result<()> {
    let workspace = Workspace::find()?;
    let mut progress = Progress::of(4);
    binary::build(&workspace, &mut progress)?;
    progress.step("Setting the artefact aside");
    let artefact = workspace.target("release-artefact/puhui");
    let bytes = file::read(&workspace.server_binary())?;
    file::make_folder(&workspace.target("release-artefact"))?;
    fs::copy(workspace.server_binary(), &artefact).context("cannot copy the server binary")?;
    println!("{}", artefact.display());
    println!("  size    {} bytes", bytes.len());
    println!("  sha256  {}", asset::digest(&bytes));
    println!("  run     {} serve", artefact.display());
    Ok(())
}
