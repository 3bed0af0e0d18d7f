//! Whoever runs an installation: the commands of `puhui`, as they are typed.

use std::path::Path;

use clap::{Args, Command};

/// A command of `puhui` with what was typed after its name.
///
/// # Panics
/// When the command line would refuse it.
pub fn typed<T: Args>(words: &[&str]) -> T {
    let line = T::augment_args(Command::new("puhui").no_binary_name(true));
    let read = line.try_get_matches_from(words).unwrap_or_else(|refused| panic!("{refused}"));
    T::from_arg_matches(&read).unwrap_or_else(|refused| panic!("{refused}"))
}

/// A path as it is typed.
///
/// # Panics
/// When it is not text.
pub fn word(path: &Path) -> &str {
    path.to_str().expect("a path of ours is text")
}
