//! A folder of a test's own.

use std::path::{Path, PathBuf};

use server::clock::{Clock as _, SystemClock};
use server::randomness::Randomness;

/// A folder of its own, gone afterwards.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// An empty folder; `purpose` is in its name.
    ///
    /// # Panics
    /// When none can be made.
    pub fn new(purpose: &str) -> Self {
        let name = Randomness::System.identifier(SystemClock.now()).expect("randomness");
        let path = std::env::temp_dir().join(format!("puhui-{purpose}-{name}"));
        std::fs::create_dir(&path).expect("a folder of our own");
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Where `name` is in it, there or not.
    pub fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file and returns where it is.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.at(name);
        std::fs::write(&path, bytes).expect("a file in our folder");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // It is a temporary one anyway.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
