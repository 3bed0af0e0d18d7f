//! The `puhui` program: the server with the built app inside.
//!
//! Only this file knows the app, so that a change to it compiles nothing else of the server.

use std::process::ExitCode;

use rust_embed::RustEmbed;

/// The built app. Release builds carry it; debug builds read it from disk.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site"]
#[allow_missing = true]
struct App;

fn main() -> ExitCode {
    server::program::run(App::get)
}
