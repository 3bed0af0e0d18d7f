//! What can be said about the source without running it.

use anyhow::Result;

use crate::{
    command::run,
    site, wasm,
    workspace::{EVERYTHING, WASM_TARGET, Workspace},
};

/// The source is laid out as everybody's is.
pub(crate) fn format(workspace: &Workspace) -> Result<()> {
    run(&mut workspace.cargo(&["fmt", "--all", "--check"]))
}

/// No warnings, in what runs here and in what runs in the browser.
///
/// The benchmarks against peers stay out: one of the peers compiles code of its own while it is
/// compiled, which fails as soon as warnings are denied.
pub(crate) fn clippy(workspace: &Workspace) -> Result<()> {
    site::ensure_folder(workspace)?;
    wasm::ensure_target()?;
    let mut clippy = workspace.cargo(&["clippy", "--all-targets"]);
    run(clippy.args(EVERYTHING).args(["--", "--deny", "warnings"]))?;
    let browser = ["clippy", "--package", "app", "--package", "shared", "--target", WASM_TARGET];
    run(workspace.cargo(&browser).args(["--", "--deny", "warnings"]))
}

/// The documentation builds, and every link in it leads somewhere. The benchmarks are documented
/// without the one peer that brings a JavaScript compiler along.
pub(crate) fn docs(workspace: &Workspace) -> Result<()> {
    site::ensure_folder(workspace)?;
    for what in [&EVERYTHING[..], &["--package", "benchmarks"]] {
        let mut doc = workspace.cargo(&["doc", "--no-deps", "--document-private-items"]);
        run(doc.args(what).env("RUSTDOCFLAGS", "--deny warnings"))?;
    }
    Ok(())
}
