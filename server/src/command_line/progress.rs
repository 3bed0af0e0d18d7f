//! How far a batch is, told on standard error to a person who can see it.

use std::io::IsTerminal as _;

use indicatif::{HumanCount, ProgressBar, ProgressStyle};

/// A bar where the length is known, a count otherwise; nothing where nobody looks, or where
/// the answers themselves go to the terminal.
#[derive(Debug)]
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Begins, for a source of so many bytes when that is known.
    pub(super) fn begin(bytes: Option<u64>) -> Self {
        if !std::io::stderr().is_terminal() || std::io::stdout().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let (bar, template) = match bytes {
            Some(bytes) => {
                (ProgressBar::new(bytes), "{bar:30} {percent:>3} %  {msg}  {elapsed} ({eta} left)")
            }
            None => (ProgressBar::new_spinner(), "{spinner} {msg}  {elapsed}"),
        };
        match ProgressStyle::with_template(template) {
            Ok(style) => Self(bar.with_style(style)),
            Err(_) => Self(bar),
        }
    }

    /// So many lines and bytes are done; drawn a few times a second at most.
    pub(super) fn at(&self, lines: u64, bytes: u64) {
        self.0.set_position(bytes);
        if lines.is_multiple_of(1_000) {
            self.0.set_message(format!("{} lines", HumanCount(lines)));
        }
    }

    /// Leaves the terminal as it was.
    pub(super) fn end(&self) {
        self.0.finish_and_clear();
    }
}
