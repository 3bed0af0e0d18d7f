//! Programs of others, run on files.

use std::path::{Path, PathBuf};
use std::process::Command;

use server::clock::{Clock as _, SystemClock};
use server::randomness::Randomness;

/// A folder of its own, gone afterwards.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        let name = Randomness::System.identifier(SystemClock.now()).expect("randomness");
        let path = std::env::temp_dir().join(format!("puhui-evidence-{name}"));
        std::fs::create_dir(&path).expect("a folder of our own");
        Self(path)
    }

    /// Writes a file and returns where it is.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).expect("a file in our folder");
        path
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // It is a temporary one anyway.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs a program and returns whether it succeeded and all it printed.
pub(crate) fn run(command: &mut Command) -> (bool, String) {
    let output = command.output().unwrap_or_else(|error| {
        panic!("{command:?}: {error}; `cargo verify` installs what these tests need")
    });
    let printed = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&printed).into_owned())
}

/// The first Python that knows certificates.
pub(crate) fn python() -> Command {
    let knows = |name: &&str| {
        let asked = Command::new(name).args(["-c", "import cryptography"]).output();
        asked.is_ok_and(|output| output.status.success())
    };
    let name = ["python3", "/usr/bin/python3"].into_iter().find(knows);
    Command::new(name.expect("python3-cryptography; `cargo verify` installs it"))
}
