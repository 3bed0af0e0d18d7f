//! From Rust to what a browser runs: WASM, and the JavaScript that loads it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use crate::{
    command::{on_path, output, run},
    file, unused_exports,
    workspace::{WASM_TARGET, Workspace},
};

/// What is measured of the whole catalogue, by the names of its binaries in `tests/benchmarks`.
const MEASURED: [&str; 2] = ["quote_every_product", "advise"];

/// One of the modules the app comes in: a first visitor, who wants a quote, does not download what only a
/// borrower needs, nor a borrower what checks signatures and certificates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Module {
    /// The quote.
    Quote,
    /// Everything a borrower does after it.
    Account,
    /// Proof of it.
    Proof,
}

impl Module {
    /// All of them, the first visitor's first.
    pub(crate) const ALL: [Self; 3] = [Self::Quote, Self::Account, Self::Proof];

    /// The name of the binary and of the files made of it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Account => "account",
            Self::Proof => "proof",
        }
    }
}

/// The app as a browser loads it.
#[derive(Debug)]
pub(crate) struct Loadable {
    /// The module.
    pub(crate) wasm: Vec<u8>,
    /// The JavaScript that fetches and starts it.
    pub(crate) glue: String,
}

/// How the app is compiled; both are described in the workspace's `Cargo.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WasmProfile {
    /// Size first, over a minute.
    Release,
    /// Seconds.
    Dev,
}

impl WasmProfile {
    /// The name of the cargo profile and of its folder.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Release => "wasm-release",
            Self::Dev => "wasm-dev",
        }
    }
}

/// Makes sure Rust can compile to WASM.
///
/// # Errors
/// When the target is missing and rustup cannot add it.
pub(crate) fn ensure_target() -> Result<()> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM_TARGET).join("lib").exists() {
        return Ok(());
    }
    ensure!(
        on_path("rustup").is_some(),
        "Rust's {WASM_TARGET} target is missing, and rustup is not here to add it; \
         install rustup from https://rustup.rs, or the target by your system's own means"
    );
    println!("Rust cannot compile to WASM yet; adding the target.");
    run(Command::new("rustup").args(["target", "add", WASM_TARGET]))
        .with_context(|| format!("rustup could not add {WASM_TARGET}; is there a network?"))
}

/// Compiles the app, each module by itself: the quote without what only other products need.
/// Returns the paths of its modules, as cargo leaves them, in the order of [`Module::ALL`].
///
/// # Errors
/// When it does not compile.
pub(crate) fn compile(workspace: &Workspace, profile: WasmProfile) -> Result<[PathBuf; 3]> {
    for module in Module::ALL {
        let mut cargo = cargo(workspace, profile, &["--package", "app", "--bin", module.name()])?;
        if module == Module::Quote {
            cargo.arg("--no-default-features");
        }
        run(&mut cargo)?;
    }
    Ok(Module::ALL.map(|module| compiled(workspace, profile, module.name())))
}

/// Compiles what a phone does with the whole catalogue, as the app is compiled for release: modules
/// whose `main` does one piece of it. Returns their paths.
///
/// # Errors
/// When it does not compile.
pub(crate) fn compile_measured(workspace: &Workspace) -> Result<[PathBuf; 2]> {
    let profile = WasmProfile::Release;
    let mut cargo = cargo(workspace, profile, &["--package", "benchmarks"])?;
    run(cargo.args(MEASURED.into_iter().flat_map(|name| ["--bin", name])))?;
    Ok(MEASURED.map(|name| compiled(workspace, profile, name)))
}

/// A call of cargo that builds `what` for browsers.
fn cargo(workspace: &Workspace, profile: WasmProfile, what: &[&str]) -> Result<Command> {
    let mut cargo = workspace.cargo(&["build", "--target", WASM_TARGET]);
    cargo.args(["--profile", profile.name()]).args(what);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", workspace.path(".cargo/wasm-ld"));
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", without_local_paths()?);
    Ok(cargo)
}

/// Where cargo leaves a module.
fn compiled(workspace: &Workspace, profile: WasmProfile, name: &str) -> PathBuf {
    workspace.target(&format!("{WASM_TARGET}/{}/{name}.wasm", profile.name()))
}

/// Flags that keep this machine's folders out of the module: they would weigh on every first
/// visit, and differ from one machine to the next.
fn without_local_paths() -> Result<String> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    let registries = home.map(|home| home.join("registry/src")).filter(|path| path.exists());
    let mut flags = Vec::new();
    for registry in registries.iter().flat_map(fs::read_dir).flatten() {
        flags.push(format!("--remap-path-prefix={}=", registry?.path().display()));
    }
    Ok(flags.join(" "))
}

/// Makes the compiled `module` loadable by a browser.
///
/// Afterwards `wasm-opt` would gain 2 % after brotli, which is not worth fetching it. Should it
/// ever be: never with `--all-features`, whose output Chromium refuses.
///
/// # Errors
/// When the module is not one wasm-bindgen understands.
pub(crate) fn bind(workspace: &Workspace, module: &Path) -> Result<Loadable> {
    let folder = workspace.target("wasm-bindgen");
    file::empty_folder(&folder)?;
    let compiled = unused_exports::dropped(&file::read(module)?)?;
    Bindgen::new()
        .input_bytes("app", compiled)
        .web(true)?
        .typescript(false)
        .encode_into(EncodeInto::Always)
        .out_name("app")
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&folder)
        .context("wasm-bindgen refused the compiled app")?;
    ensure!(
        !folder.join("snippets").exists(),
        "a dependency of the app carries JavaScript of its own; it would have to be bundled"
    );
    Ok(Loadable {
        wasm: file::read(&folder.join("app_bg.wasm"))?,
        glue: file::read_text(&folder.join("app.js"))?,
    })
}
