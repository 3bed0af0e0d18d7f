//! Where things are, and how to call cargo here.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

/// What is checked and tested: everything but the benchmarks, whose peers bring whole compilers
/// along.
pub(crate) const EVERYTHING: [&str; 4] =
    ["--workspace", "--exclude", "benchmarks", "--all-features"];

/// The compilation target of the app.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The folders of this repository.
#[derive(Clone, Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// The workspace this program was compiled from.
    ///
    /// # Errors
    /// When the repository has been moved since.
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .canonicalize()
            .context("the repository is no longer where this program was compiled")?;
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |folder| root.join(folder));
        Ok(Self { root, target })
    }

    /// A path inside the repository.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// A path inside cargo's target folder.
    pub(crate) fn target(&self, inside: &str) -> PathBuf {
        self.target.join(inside)
    }

    /// The built app: where the server's source embeds it from, whatever cargo's target folder is.
    pub(crate) fn site(&self) -> PathBuf {
        self.root.join("target/site")
    }

    /// The release server binary, app inside.
    pub(crate) fn server_binary(&self) -> PathBuf {
        self.target(&format!("release/puhui{}", env::consts::EXE_SUFFIX))
    }

    /// `cargo` with `arguments`, in the repository's root.
    ///
    /// `cargo run` told us about our own package in variables; some build scripts watch those, and
    /// would run again each time cargo is called from here after being called by hand.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(&self.root).args(arguments);
        for (name, _) in env::vars_os() {
            if let Some(name) = name.to_str()
                && is_about_our_package(name)
            {
                cargo.env_remove(name);
            }
        }
        cargo
    }
}

fn is_about_our_package(variable: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_NAME", "CARGO_CRATE_NAME", "CARGO_PRIMARY_"]
        .iter()
        .any(|start| variable.starts_with(start))
}
