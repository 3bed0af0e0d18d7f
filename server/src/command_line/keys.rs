//! `puhui keys`: the installation's signing keys.

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::clock::{Clock as _, SystemClock};
use crate::data_folder::{DataFolder, DataFolderError};
use crate::keys::KeyError;
use crate::log::{Notary, NotaryError};
use crate::randomness::Randomness;
use crate::store::{Store, StoreError};

/// The installation's signing keys.
#[derive(Clone, Debug, Args)]
pub struct Keys {
    #[command(subcommand)]
    act: Act,
    /// The folder that holds everything.
    #[arg(long, env = "PUHUI_DATA", default_value = "./data", global = true)]
    data: PathBuf,
    /// PostgreSQL instead of the embedded database.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, global = true)]
    database_url: Option<String>,
}

#[derive(Clone, Debug, Subcommand)]
enum Act {
    /// Lists the evidence log's keys, oldest first, each with the size of the log it is in force from.
    List,
    /// Replaces a key. What was signed with the old one still verifies; keep its file.
    Rotate {
        /// Which.
        #[command(subcommand)]
        which: Which,
    },
}

#[derive(Clone, Copy, Debug, Subcommand)]
enum Which {
    /// The evidence log's: in force as soon as the log grows. With several servers, copy keys/ to each first.
    Log,
}

/// Why a key was not listed or replaced.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// The data folder cannot be used.
    #[error("the data folder cannot be used")]
    DataFolder(#[from] DataFolderError),
    /// The keys cannot be used.
    #[error("the keys cannot be used")]
    Keys(#[from] KeyError),
    /// The store cannot be used.
    #[error("the store cannot be used")]
    Store(#[from] StoreError),
    /// The log's keys cannot be used.
    #[error("the log's keys cannot be used")]
    Notary(#[from] NotaryError),
    /// The answer cannot be written.
    #[error("cannot write")]
    Output(#[source] io::Error),
}

impl Keys {
    /// Lists or replaces.
    ///
    /// # Errors
    /// [`KeysError`].
    pub async fn run(&self) -> Result<(), KeysError> {
        let folder = DataFolder::open(&self.data)?;
        let url = self.database_url.clone().filter(|url| !url.is_empty());
        let url = url.unwrap_or_else(|| folder.database_url());
        let store = Store::open(&url, SystemClock.now()).await?;
        let notary = Notary::open(folder.keys()?, &store, &Randomness::System).await?;
        if let Act::Rotate { which: Which::Log } = self.act {
            notary.rotate(&store, &Randomness::System).await?;
        }
        let mut out = io::stdout().lock();
        for key in store.log_keys(()).await? {
            writeln!(out, "{}\t{}", key.from_size, key.verifier).map_err(KeysError::Output)?;
        }
        Ok(())
    }
}
