//! `puhui backup` and `puhui restore`.

use std::path::PathBuf;

use clap::Args;

use super::keys::say;
use crate::backup::{self, BackupError};
use crate::clock::{Clock as _, SystemClock};
use crate::keys::LockKind;

/// What `puhui backup` can be told.
#[derive(Clone, Debug, Args)]
pub struct Backup {
    /// The file to write; never one that exists.
    file: PathBuf,
    /// The folder that holds everything.
    #[arg(long, env = "PUHUI_DATA", default_value = "./data")]
    data: PathBuf,
}

/// What `puhui restore` can be told.
#[derive(Clone, Debug, Args)]
pub struct Restore {
    /// A file `puhui backup` wrote.
    file: PathBuf,
    /// The folder to make; never one that holds anything.
    #[arg(long, env = "PUHUI_DATA", default_value = "./data")]
    data: PathBuf,
}

impl Backup {
    /// Writes the backup, while the server serves or not.
    ///
    /// # Errors
    /// [`BackupError`]; no file is left behind then.
    pub fn run(&self) -> Result<(), BackupError> {
        let made = backup::write(&self.data, &self.file, SystemClock.now())?;
        say(&format!("{} files, {} bytes in {}", made.files, made.bytes, self.file.display()));
        if made.lock == LockKind::Open {
            say("its keys are not locked: whoever reads this file can read everything in it");
        }
        Ok(())
    }
}

impl Restore {
    /// Makes the folder from the backup and checks every file and the database.
    ///
    /// # Errors
    /// [`BackupError`]; what was written is taken away again.
    pub fn run(&self) -> Result<(), BackupError> {
        backup::restore(&self.file, &self.data)?;
        say(&format!("restored to {}; every file is as it was", self.data.display()));
        Ok(())
    }
}
