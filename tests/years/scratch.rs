//! A database that is gone afterwards.

use std::path::PathBuf;

/// A database file of this process alone.
#[derive(Debug)]
pub(crate) struct Scratch(pub(crate) PathBuf);

impl Scratch {
    /// A file under this name in the folder for such files.
    pub(crate) fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("puhui-{name}-{}.db", std::process::id())))
    }

    /// How the store is told to open it.
    pub(crate) fn url(&self) -> String {
        format!("sqlite://{}", self.0.display())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", self.0.display()));
        }
    }
}
