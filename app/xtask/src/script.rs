//! The one script: what `app/js/` gives the browser, wasm-bindgen's glue, and the start of the app.

use anyhow::{Context, Result, ensure};

use crate::{asset::Compression, file, wasm::Module, workspace::Workspace};

/// What only somebody who signs needs.
const SIGNER: &str = "signer.js";

/// What follows in wasm-bindgen's glue are its ways of starting a module; `boot.js` has ours.
const WAYS_OF_STARTING: &str = "async function __wbg_load(";

const BOOT: &str = include_str!("../boot.js");

/// The whole script; it loads the module from the address `wasm`.
///
/// One file, because on a slow phone each further request costs more than its bytes, and because
/// the app may call what the files of `app/js/` put on `globalThis` as soon as it starts.
///
/// # Errors
/// When a file of `app/js/` cannot be read, or is a module with imports.
pub(crate) fn bundle(
    workspace: &Workspace,
    module: Module,
    glue: &str,
    wasm: &str,
    compression: Compression,
) -> Result<String> {
    let mut source = String::new();
    for path in file::with_extension(&workspace.path("app/js"), "js")? {
        if module != Module::Account && path.ends_with(SIGNER) {
            continue;
        }
        let text = file::read_text(&path)?;
        ensure!(
            !text.lines().any(|line| line.starts_with("import ") || line.starts_with("export ")),
            "{} imports or exports; files of app/js talk through globalThis",
            path.display()
        );
        // A block of its own keeps one file's names from meeting another's.
        source.extend(["{\n", &text, "\n}\n"]);
    }
    let (glue, _) = (glue.split_once(WAYS_OF_STARTING))
        .context("wasm-bindgen's glue starts the app in a way boot.js does not know")?;
    source.push_str(glue);
    source.push_str(&BOOT.replace("{{wasm}}", wasm));
    Ok(if compression == Compression::None { source } else { minified(&source) })
}

/// `source` minified.
pub(crate) fn minified(source: &str) -> String {
    minifier::js::minify(source).to_string()
}
