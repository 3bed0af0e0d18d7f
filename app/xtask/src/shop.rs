//! `cargo shop`: from a fresh checkout to open for business.

use std::process::Command;

use anyhow::Result;

use crate::{
    binary,
    interruption::Interruption,
    progress::Progress,
    running_server::RunningServer,
    stopwatch::{elapsed, spoken},
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
    binary::build(&workspace, &mut progress)?;
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
