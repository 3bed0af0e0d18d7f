//! `cargo shop`: from a fresh checkout to open for business.

use std::process::Command;

use anyhow::Result;

use crate::{
    command::run,
    interruption::Interruption,
    progress::Progress,
    running_server::RunningServer,
    site,
    stopwatch::{elapsed, spoken},
    wasm::{self, WasmProfile},
    workspace::Workspace,
};

/// Builds whatever is not built, starts the server, and stays with it.
///
/// # Errors
/// When something is missing or does not compile, or the server does not open.
pub(crate) fn open() -> Result<()> {
    let workspace = Workspace::find()?;
    let first_time = !workspace.server_binary().exists();
    let mut progress = Progress::of(4);
    progress.step("Looking at what is here");
    wasm::ensure_target()?;
    progress.step("Building the app that runs on the phone");
    site::build(&workspace, WasmProfile::Release)?;
    progress.step("Building the server, with the app inside");
    build_server(&workspace)?;
    progress.step("Opening");
    let interruption = Interruption::of_any_kind()?;
    let mut serve = Command::new(workspace.server_binary());
    let mut server = RunningServer::start(serve.arg("serve").current_dir(workspace.path(".")))?;
    let address = server.wait_until_open(&interruption)?;
    let start = if first_time { "cold start" } else { "start" };
    println!("\nopen for business at {address} ({start} took {})", spoken(elapsed()));
    println!("Press Ctrl-C to close.");
    server.serve_until(&interruption)
}

/// Builds the server binary as it is shipped.
///
/// # Errors
/// When it does not compile.
pub(crate) fn build_server(workspace: &Workspace) -> Result<()> {
    run(&mut workspace.cargo(&["build", "--release", "--package", "server", "--bin", "puhui"]))
}
