//! Rust tests inside a real browser: cargo compiles, our runner hands the module to Chromium.

use std::{path::PathBuf, process::Command};

use anyhow::{Context, Result};

use crate::{
    command::{on_path, run},
    file, requirement, wasm,
    workspace::{WASM_TARGET, Workspace},
};

/// Chromium without a screen; without its sandbox, which root may not use.
const BROWSER_ARGUMENTS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Seconds one test program may run in the browser; a million cases take minutes.
const TEST_TIMEOUT_SECONDS: &str = "3600";

/// `cargo test` with `arguments`, to run inside Chromium.
///
/// # Errors
/// When the browser or its driver is missing, or the runner does not compile.
pub(crate) fn cargo_test(workspace: &Workspace, arguments: &[&str]) -> Result<Command> {
    wasm::ensure_target()?;
    let driver = on_path("chromedriver").context("chromedriver is missing; run `cargo verify`")?;
    let runner = build_runner(workspace)?;
    let capabilities = write_capabilities(workspace)?;
    let mut test = workspace.cargo(&["test", "--target", WASM_TARGET]);
    test.args(arguments)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
        .env("WASM_BINDGEN_TEST_TIMEOUT", TEST_TIMEOUT_SECONDS);
    Ok(test)
}

fn build_runner(workspace: &Workspace) -> Result<PathBuf> {
    run(&mut workspace.cargo(&["build", "--package", "wasm-test-runner"]))?;
    Ok(workspace.target("debug/wasm-test-runner"))
}

fn write_capabilities(workspace: &Workspace) -> Result<PathBuf> {
    let chromium = requirement::chromium().context("Chromium is missing; run `cargo verify`")?;
    let arguments: Vec<String> =
        BROWSER_ARGUMENTS.iter().map(|argument| format!("{argument:?}")).collect();
    let text = format!(
        "{{\"goog:chromeOptions\":{{\"binary\":{:?},\"args\":[{}]}}}}",
        chromium.to_string_lossy(),
        arguments.join(",")
    );
    let path = workspace.target("webdriver.json");
    file::write(&path, text.as_bytes())?;
    Ok(path)
}
