//! `cargo xtask dev`: save a file, reload the page.
//!
//! Looks at modification times a few times a second: with a few hundred files that costs nothing,
//! and it works on every file system. A build that fails is shown; the last good one stays up.

use std::{
    fs,
    path::PathBuf,
    process::Command,
    thread,
    time::{Duration, SystemTime},
};

use anyhow::Result;

use crate::{
    command::run,
    file,
    interruption::Interruption,
    running_server::RunningServer,
    site,
    wasm::{self, WasmProfile},
    workspace::Workspace,
};

const LOOK_EVERY: Duration = Duration::from_millis(300);
const APP_FOLDERS: [&str; 5] = ["app/src", "app/js", "shared", "style", "public"];
const APP_FILES: [&str; 3] = ["app/index.html", "app/build.rs", "app/Cargo.toml"];
const SERVER_FOLDERS: [&str; 2] = ["server", "shared"];

/// Every watched file and when it was last written.
type Snapshot = Vec<(PathBuf, Option<SystemTime>)>;

/// Builds, serves and rebuilds until it is interrupted.
///
/// # Errors
/// When the tools for building are missing or a source folder cannot be read.
pub(crate) fn watch() -> Result<()> {
    let workspace = Workspace::find()?;
    wasm::ensure_target()?;
    site::ensure_folder(&workspace)?;
    let mut app = Snapshot::new();
    let mut server = Snapshot::new();
    let mut running: Option<RunningServer> = None;
    let interruption = Interruption::of_any_kind()?;
    while !interruption.has_come() {
        let app_now = snapshot(&workspace, &APP_FOLDERS, &APP_FILES)?;
        let server_now = snapshot(&workspace, &SERVER_FOLDERS, &[])?;
        let app_changed = app != app_now;
        let server_changed = server != server_now;
        (app, server) = (app_now, server_now);
        if app_changed || server_changed {
            match rebuild(&workspace, app_changed, server_changed) {
                Ok(()) => running = restart(&workspace, running, &interruption)?,
                Err(error) => println!("\nNot built: {error:#}\nWaiting for the next change."),
            }
        }
        thread::sleep(LOOK_EVERY);
    }
    Ok(())
}

fn rebuild(workspace: &Workspace, app: bool, server: bool) -> Result<()> {
    if app {
        println!("\nBuilding the app");
        site::build(workspace, WasmProfile::Dev)?;
    }
    if server {
        println!("\nBuilding the server");
        run(&mut workspace.cargo(&["build", "--package", "server", "--bin", "puhui"]))?;
    }
    Ok(())
}

/// The old server is stopped before the new one takes its address.
fn restart(
    workspace: &Workspace,
    old: Option<RunningServer>,
    interruption: &Interruption,
) -> Result<Option<RunningServer>> {
    drop(old);
    let mut serve = Command::new(workspace.target("debug/puhui"));
    let mut server = RunningServer::start(serve.arg("serve").current_dir(workspace.path(".")))?;
    match server.wait_until_open(interruption) {
        Ok(address) => {
            println!("\nReload {address}");
            Ok(Some(server))
        }
        Err(error) => {
            println!("\nNot open: {error:#}\nWaiting for the next change.");
            Ok(None)
        }
    }
}

fn snapshot(workspace: &Workspace, folders: &[&str], files: &[&str]) -> Result<Snapshot> {
    let mut watched: Vec<PathBuf> = files.iter().map(|name| workspace.path(name)).collect();
    for folder in folders {
        watched.extend(file::all_below(&workspace.path(folder))?);
    }
    let written = |path: &PathBuf| fs::metadata(path).and_then(|found| found.modified()).ok();
    Ok(watched.into_iter().map(|path| (path.clone(), written(&path))).collect())
}
