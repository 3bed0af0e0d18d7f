//! The style sheet of each page: the files of `style/`, in cascade order, minified.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};

use crate::{file, wasm::Module, workspace::Workspace};

/// General before particular; files not named here follow in alphabetical order.
const CASCADE: [&str; 7] = ["tokens", "base", "layout", "controls", "quote", "account", "products"];

/// What is seen beyond the quote; a first visitor does not download it.
const OF_THE_ACCOUNT: [&str; 2] = ["account.css", "products.css"];

/// How many of them the first paint needs.
const OF_THE_FRAME: usize = 3;

/// The style sheet of a page, in the two parts it stands there in.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    /// What the first paint needs.
    pub(crate) frame: String,
    /// Everything else: read before the first paint, it would delay it.
    pub(crate) rest: String,
}

impl Sheet {
    /// The style sheet of a module's page.
    ///
    /// # Errors
    /// When a file cannot be read or is not CSS.
    pub(crate) fn of(workspace: &Workspace, module: Module) -> Result<Self> {
        let mut files = file::with_extension(&workspace.path("style"), "css")?;
        let of_the_account = |path: &Path| OF_THE_ACCOUNT.iter().any(|name| path.ends_with(name));
        files.retain(|path| module != Module::Quote || !of_the_account(path));
        files.sort_by_key(|path| place(path));
        let (frame, rest) = files.split_at(OF_THE_FRAME);
        Ok(Self { frame: minified(frame)?, rest: minified(rest)? })
    }
}

fn minified(files: &[PathBuf]) -> Result<String> {
    let mut source = String::new();
    for path in files {
        source.push_str(&file::read_text(path)?);
        source.push('\n');
    }
    let minified = minifier::css::minify(&source)
        .map_err(|reason| anyhow!("the style sheets cannot be minified: {reason}"))?;
    Ok(minified.to_string())
}

fn place(path: &Path) -> (usize, PathBuf) {
    let place = CASCADE.iter().position(|name| path.file_stem().is_some_and(|stem| stem == *name));
    (place.unwrap_or(CASCADE.len()), path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn general_rules_come_before_particular_ones() {
        let mut files =
            ["account.css", "controls.css", "arrears.css", "tokens.css"].map(PathBuf::from);
        files.sort_by_key(|path| place(path));
        assert_eq!(
            files,
            ["tokens.css", "controls.css", "account.css", "arrears.css"].map(PathBuf::from)
        );
    }
}
