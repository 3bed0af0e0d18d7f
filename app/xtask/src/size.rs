//! How many bytes the first visit costs, as they travel.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};

use crate::{asset, file, site::PAGE, wasm::Module, workspace::Workspace};

/// Most bytes the first load of the quote screen may take over the wire, brotli.
const FIRST_LOAD_BUDGET_BYTES: u64 = 130_000;

/// What the first load of the quote screen is made of, each in bytes after brotli.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FirstLoad {
    /// The page without its style sheet.
    pub(crate) html: u64,
    /// What the style sheet adds to the page.
    pub(crate) css: u64,
    /// The script.
    pub(crate) js: u64,
    /// The module.
    pub(crate) wasm: u64,
    /// Manifest and icon, which the browser fetches beside.
    pub(crate) beside: u64,
}

impl FirstLoad {
    /// The sizes of the built app.
    ///
    /// # Errors
    /// When the app has not been built for release.
    pub(crate) fn of(workspace: &Workspace) -> Result<Self> {
        let site = workspace.site();
        let page = file::read_text(&site.join(PAGE))?;
        let whole_page = wire_size(&site.join(PAGE))?;
        let html = asset::brotli(without_style(&page).as_bytes())?.len().try_into()?;
        Ok(Self {
            html,
            css: whole_page.saturating_sub(html),
            js: only(&site.join("assets"), Module::Quote, "js")?,
            wasm: only(&site.join("assets"), Module::Quote, "wasm")?,
            beside: wire_size(&site.join("manifest.webmanifest"))?
                + wire_size(&site.join("icons/icon.svg"))?,
        })
    }

    /// All of it.
    pub(crate) const fn total(self) -> u64 {
        self.html + self.css + self.js + self.wasm + self.beside
    }

    /// Prints the parts and the whole.
    pub(crate) fn print(self) {
        println!("First load of the quote screen, bytes over the wire (brotli, system fonts):");
        for (what, bytes) in [
            ("HTML", self.html),
            ("CSS (inside the page)", self.css),
            ("JavaScript", self.js),
            ("WASM", self.wasm),
            ("manifest and icon", self.beside),
            ("total", self.total()),
            ("budget", FIRST_LOAD_BUDGET_BYTES),
        ] {
            println!("  {what:<24}{bytes:>8}");
        }
    }

    /// Refuses an app that has grown too big for a phone's first minute.
    ///
    /// # Errors
    /// When the total is over [`FIRST_LOAD_BUDGET_BYTES`].
    pub(crate) fn check(self) -> Result<()> {
        ensure!(
            self.total() <= FIRST_LOAD_BUDGET_BYTES,
            "the first load takes {} bytes, {} more than it may",
            self.total(),
            self.total() - FIRST_LOAD_BUDGET_BYTES
        );
        Ok(())
    }
}

fn only(folder: &Path, module: Module, extension: &str) -> Result<u64> {
    let files = file::with_extension(folder, extension)?;
    let of_module = |path: &&PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(module.name()))
    };
    files.iter().filter(of_module).map(|path| wire_size(path)).sum()
}

fn wire_size(path: &Path) -> Result<u64> {
    let compressed = asset::sibling(path, "br");
    fs::metadata(&compressed).map(|metadata| metadata.len()).with_context(|| {
        format!("{} is not there; was the app built for release?", compressed.display())
    })
}

fn without_style(page: &str) -> String {
    match (page.find("<style>"), page.find("</style>")) {
        (Some(start), Some(end)) if start < end => {
            format!("{}{}", page.get(..start).unwrap_or(""), page.get(end..).unwrap_or(""))
        }
        _ => page.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_load_over_the_budget_is_refused() {
        let fits =
            FirstLoad { html: 1, css: 1, js: 1, wasm: FIRST_LOAD_BUDGET_BYTES - 4, beside: 1 };
        assert!(fits.check().is_ok());
        assert!(FirstLoad { html: 2, ..fits }.check().is_err());
    }

    #[test]
    fn the_page_is_counted_without_its_style_sheet() {
        assert_eq!(without_style("<a><style>p{}</style><b>"), "<a></style><b>");
    }
}
