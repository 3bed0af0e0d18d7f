//! Running other programs, and saying plainly when one fails.

use std::{
    env,
    ffi::OsStr,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result, ensure};

/// Runs `command` with its output on our screen.
///
/// # Errors
/// When it cannot be started or fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", line(command)))?;
    ensure!(status.success(), "`{}` failed ({status})", line(command));
    Ok(())
}

/// A command that runs while we do something else; stopped when dropped unfinished.
#[derive(Debug)]
pub(crate) struct Beside {
    child: Child,
    line: String,
}

impl Beside {
    /// Starts `command` with its output on our screen.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let line = line(command);
        let child = command.spawn().with_context(|| format!("cannot start {line}"))?;
        Ok(Self { child, line })
    }

    /// Waits until it has ended.
    ///
    /// # Errors
    /// When it fails.
    pub(crate) fn finish(mut self) -> Result<()> {
        let status = self.child.wait()?;
        ensure!(status.success(), "`{}` failed ({status})", self.line);
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // Nothing to stop where it has ended; whoever drops it has a failure of their own to tell.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs `command` and hands over what it wrote, trimmed.
///
/// # Errors
/// When it cannot be started, fails, or does not write text.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {}", line(command)))?;
    ensure!(output.status.success(), "`{}` failed ({})", line(command), output.status);
    let text = String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` did not write text", line(command)))?;
    Ok(text.trim().to_owned())
}

/// Runs `command`, shows each line it writes as it comes, and lets `read` see it too.
///
/// Returns whether the command succeeded.
///
/// # Errors
/// When it cannot be started.
pub(crate) fn follow(command: &mut Command, mut read: impl FnMut(&str)) -> Result<bool> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", line(command)))?;
    if let Some(stdout) = child.stdout.take() {
        for written in BufReader::new(stdout).split(b'\n') {
            let written = written.with_context(|| format!("cannot read {}", line(command)))?;
            let written = String::from_utf8_lossy(&written);
            println!("{written}");
            read(&written);
        }
    }
    Ok(child.wait()?.success())
}

/// The command as a person would type it.
pub(crate) fn line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The program called `name` on the search path.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}

/// Whether we may install packages without asking anyone.
pub(crate) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}
