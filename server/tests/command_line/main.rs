//! The batch commands as programs use them: the real binary, over pipes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod decide;
mod documented;
mod human;
mod looks;
mod memory;
mod refusals;
mod serve;
mod streams;
mod verify;

use std::io::Write as _;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

/// One month of 10,000 yuan.
const TERMS: &str = r#"{"principal":"10000.00","annual_rate":"0.036","start":"2026-01-15","term":1,"method":"any_time"}"#;

/// The program, asked by `arguments`, its streams ours.
fn started(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_puhui"))
        .args(arguments)
        .env_remove("RUST_LOG")
        .env_remove("PUHUI_LANGUAGE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What the program says to `lines`.
fn asked(arguments: &[&str], lines: &str) -> Output {
    let mut child = started(arguments);
    let mut stdin = child.stdin.take().unwrap();
    let lines = lines.as_bytes().to_vec();
    let feeding = std::thread::spawn(move || stdin.write_all(&lines).is_ok());
    let output = child.wait_with_output().unwrap();
    feeding.join().unwrap();
    output
}

/// The lines of an output, read.
fn answers(output: &Output) -> Vec<Value> {
    let text = str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
