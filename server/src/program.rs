//! The `puhui` program: its command line, and what each command ends with.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::assets::Site;
use crate::command_line::{
    Accrue, Annualise, Backup, Batch, BatchError, Books, Decide, Keys, Outcome, People, Plan,
    PositionOf, Restore, Unlock, Verify,
};
use crate::keys::KeyFile;

/// Borrowing for small businesses: from a quote to money in the account.
#[derive(Debug, Parser)]
#[command(name = "puhui", version)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

/// How the lines of a batch look, at the end of each command's help.
const FORMAT: &str = include_str!("command_line/FORMAT.txt");

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
        #[command(flatten)]
        unlock: Unlock,
    },
    /// The keys: how they are locked, a new lock, a new key to seal or to sign with.
    Keys(Keys),
    /// Writes everything to one file, while the server serves.
    Backup(Backup),
    /// Makes a data folder from such a file.
    Restore(Restore),
    /// Repayment schedules, exact to the fen: JSON lines in, JSON lines out.
    #[command(after_long_help = FORMAT)]
    Schedule(Batch),
    /// What loans really cost a year: JSON lines in, JSON lines out.
    #[command(after_long_help = FORMAT)]
    Annualise(Batch),
    /// Where loans stand and what each day cost: JSON lines in, JSON lines out.
    #[command(after_long_help = FORMAT)]
    Accrue(Batch),
    /// Businesses through every product of a catalogue: JSON lines or CSV in, decisions with reasons out.
    #[command(after_long_help = FORMAT)]
    Decide(Decide),
    /// Evidence files, checked without asking anybody; names the first broken link.
    Verify(Verify),
    /// Where all loans of an installation stand together at the end of a day.
    Position(PositionOf),
    /// What every account of the books holds; fails when debits and credits differ.
    Books(Books),
    /// The people of a demonstration: who to be, for which product, to be answered how.
    People(People),
}

/// Does what the command line asks for; `site` is the app that is served.
pub fn run(site: Site) -> ExitCode {
    crate::telemetry::start();
    match CommandLine::parse().command {
        Command::Serve { listen, data, database_url, unlock } => {
            let database_url = database_url.filter(|url| !url.is_empty());
            serve(listen, &data, database_url, &unlock, site)
        }
        Command::Keys(keys) => done(keys.run()),
        Command::Backup(backup) => done(backup.run()),
        Command::Restore(restore) => done(restore.run()),
        Command::Schedule(batch) => ended(batch.run::<Plan>(&batch.calendar())),
        Command::Annualise(batch) => ended(batch.run::<Annualise>(&batch.calendar())),
        Command::Accrue(batch) => ended(batch.run::<Accrue>(&batch.calendar())),
        Command::Decide(decide) => match decide.basis() {
            Ok(basis) => ended(decide.run(&basis)),
            Err(error) => {
                crate::telemetry::explain(&error);
                ExitCode::from(2)
            }
        },
        Command::Verify(files) => looked(files.run()),
        Command::Position(position) => looked(position.run(&mut std::io::stdout()).map(|()| true)),
        Command::Books(books) => looked(books.run(&mut std::io::stdout())),
        Command::People(people) => {
            // A reader that has seen enough and goes away is no error.
            let _ = people.run(std::io::stdout().lock());
            ExitCode::SUCCESS
        }
    }
}

/// How a look ended: into the database, a file or the keys; a failure when what was seen is not as it must be.
fn looked(seen: Result<bool, impl std::error::Error + 'static>) -> ExitCode {
    match seen {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            crate::telemetry::explain(&error);
            ExitCode::from(2)
        }
    }
}

#[tokio::main]
async fn serve(
    listen: SocketAddr,
    data: &Path,
    database_url: Option<String>,
    unlock: &Unlock,
    site: Site,
) -> ExitCode {
    match unlock.opener(&KeyFile::in_folder(data)) {
        Ok(opener) => done(crate::serve::serve(listen, data, database_url, &opener, site).await),
        Err(error) => done(Err(error)),
    }
}

/// How a command ended.
fn done<E: std::error::Error>(outcome: Result<(), E>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            crate::telemetry::explain(&error);
            ExitCode::FAILURE
        }
    }
}

/// How a batch ended; a failure when a line was refused.
fn ended(outcome: Result<Outcome, BatchError>) -> ExitCode {
    match outcome {
        Ok(outcome) if outcome.refused == 0 => ExitCode::SUCCESS,
        Ok(outcome) => {
            crate::telemetry::explain(&outcome.refusals());
            ExitCode::FAILURE
        }
        Err(error) => {
            crate::telemetry::explain(&error);
            ExitCode::from(2)
        }
    }
}
