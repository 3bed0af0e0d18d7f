//! The server as a process of its own, for tests that kill it and benchmarks that load it.
//!
//! `shop <data folder> <port>`: what `puhui serve` does, without a command line to read and without the app.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;

use server::assets::no_app;
use server::keys::Opener;

#[tokio::main]
async fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(Ok(port))) =
        (arguments.next(), arguments.next().map(|port| port.parse()))
    else {
        return ExitCode::FAILURE;
    };
    let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let served = server::serve::serve(listen, Path::new(&folder), None, &Opener::Nothing, no_app);
    match served.await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            server::telemetry::explain(&error);
            ExitCode::FAILURE
        }
    }
}
