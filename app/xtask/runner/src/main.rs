//! What cargo runs a test compiled to WASM with: it opens the test in a headless browser.
//!
//! A program of its own, so that building and opening the shop does not compile it.
#![expect(clippy::print_stderr, reason = "this program speaks to a person")]

use std::{env, process::ExitCode};

use wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args;

fn main() -> ExitCode {
    match run_cli_with_args(env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
