//! The `puhui` program.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Borrowing for small businesses: from a quote to money in the account.
#[derive(Debug, Parser)]
#[command(name = "puhui", version)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Opens for business.
    Serve {
        /// Where to listen.
        #[arg(long, env = "PUHUI_LISTEN", default_value = "127.0.0.1:8380")]
        listen: SocketAddr,
        /// The folder that holds everything; created on first start.
        #[arg(long, env = "PUHUI_DATA", default_value = "./data")]
        data: PathBuf,
        /// PostgreSQL instead of the embedded database.
        #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
        database_url: Option<String>,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    server::telemetry::start();
    let Command::Serve { listen, data, database_url } = CommandLine::parse().command;
    let database_url = database_url.filter(|url| !url.is_empty());
    match server::serve::serve(listen, &data, database_url).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            server::telemetry::explain(&error);
            ExitCode::FAILURE
        }
    }
}
