//! Programs of others, run on files.

use std::process::Command;

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
