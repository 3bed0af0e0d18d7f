//! The build program: builds the app, the server, and everything between.
//!
//! It needs nothing but cargo: the JavaScript glue, the minifying and the compressing are done by
//! libraries at versions from `Cargo.lock`. It knows how Puhui is built, started, tested and
//! measured, and nothing about lending. Start reading at [`shop`], [`verify`] and [`site`].
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this program speaks to a person")]

mod asset;
mod binary;
mod browser_test;
mod command;
mod dev;
mod file;
mod interruption;
mod journey;
mod lint;
mod measure;
mod page;
mod parity;
mod postgres;
mod progress;
mod release;
mod requirement;
mod running_server;
mod script;
mod service_worker;
mod shop;
mod site;
mod size;
mod stopwatch;
mod style;
mod tally;
mod unused_exports;
mod verify;
mod wasm;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
Usage:
  cargo shop                        build everything and open for business
  cargo verify                      install what tests need, run every test
  cargo verify --list               name the steps of `cargo verify`
  cargo verify --only <step>        run one of them
  cargo xtask dev                   rebuild and restart while you edit
  cargo xtask release               one server binary with the app inside
  cargo xtask parity [--cases <n>]  same results natively and in the browser (1000000)
  cargo xtask measure               sizes, and figures from a slow phone";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match obey(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nStopped: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(arguments: &[&str]) -> Result<ExitCode> {
    match arguments {
        ["shop"] => shop::open()?,
        ["verify"] => return verify::every_step(),
        ["verify", "--list"] => verify::list(),
        ["verify", "--only", step] => return verify::one_step(step),
        ["dev"] => dev::watch()?,
        ["release"] => release::make()?,
        ["parity"] => parity::compare(parity::FULL_CASES)?,
        ["parity", "--cases", cases] => parity::compare(parity::read_cases(cases)?)?,
        ["measure"] => measure::report()?,
        ["help" | "--help" | "-h"] => println!("{USAGE}"),
        [] => bail!("say what to do\n\n{USAGE}"),
        unknown => bail!("`{}` is not something I can do\n\n{USAGE}", unknown.join(" ")),
    }
    Ok(ExitCode::SUCCESS)
}
