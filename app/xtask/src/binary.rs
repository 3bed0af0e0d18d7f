//! The one file that is shipped: the server, with the app inside.
//!
//! App and server share no compiled code, so they are compiled side by side; only the program that
//! carries the app waits for both.

use std::process::Command;

use anyhow::Result;

use crate::{
    command::{Beside, run},
    progress::Progress,
    site,
    wasm::{self, WasmProfile},
    workspace::Workspace,
};

/// Builds whatever of it is not built, in three steps of `progress`.
///
/// # Errors
/// When something is missing or does not compile.
pub(crate) fn build(workspace: &Workspace, progress: &mut Progress) -> Result<()> {
    progress.step("Looking at what is here");
    wasm::ensure_target()?;
    progress.step("Building the app that runs on the phone, and the server beside it");
    let library = Beside::start(&mut server(workspace, "--lib"))?;
    site::build(workspace, WasmProfile::Release)?;
    library.finish()?;
    progress.step("Putting the app into the server");
    run(&mut server(workspace, "--bins"))
}

/// Compiles `what` of the server as it is shipped.
fn server(workspace: &Workspace, what: &str) -> Command {
    workspace.cargo(&["build", "--release", "--package", "server", what])
}
