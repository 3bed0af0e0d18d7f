//! The built app, `target/site`: what the server embeds and a browser downloads.
//!
//! ```text
//! index.html                    the page of the quote, style sheet inside
//! account.html                  the page of everything a borrower does after it
//! proof.html                    the page of the proof of it
//! assets/<page>-<digest>.js     the script       } of each page, named by content,
//! assets/<page>-<digest>.wasm   the module       } cached for ever
//! service-worker.js             knows the files above by name
//! manifest.webmanifest, …       everything else in public/, as it is
//! content-security-policy.txt   the header the page must be served with
//! ```
//!
//! Whatever compresses has a `.br` and a `.gz` beside it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{
    asset::{self, Compression},
    file,
    page::{self, Parts},
    script, service_worker,
    style::Sheet,
    wasm::{self, Loadable, Module, WasmProfile},
    workspace::Workspace,
};

/// The name in the site of the page a first visitor gets.
pub(crate) const PAGE: &str = "index.html";
/// The name in the site of the page for everything a borrower does after the quote.
const ACCOUNT_PAGE: &str = "account.html";
/// The name in the site of the page that shows and checks evidence.
const PROOF_PAGE: &str = "proof.html";
/// Where the site says which policy it needs.
const POLICY: &str = "content-security-policy.txt";
/// The file of `public/` that has places to fill.
const SERVICE_WORKER: &str = "service-worker.js";

/// What of `public/` the service worker keeps beside the app; pictures for installing it are the
/// system's to keep.
const KEPT_ON_THE_PHONE: [&str; 2] = ["icon.svg", "manifest.webmanifest"];

/// Builds the app, or leaves it alone when nothing it is made of has changed.
///
/// # Errors
/// When a part of it does not compile or cannot be read.
pub(crate) fn build(workspace: &Workspace, profile: WasmProfile) -> Result<()> {
    let modules = wasm::compile(workspace, profile)?;
    let stamp = stamp(workspace, profile, &modules)?;
    let stamp_file = workspace.path("target/site.stamp");
    let site = workspace.site();
    if site.join(PAGE).exists() && fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp) {
        println!("The app has not changed since it was last put together.");
        return Ok(());
    }
    let mut loadables = Vec::new();
    for (module, compiled) in Module::ALL.into_iter().zip(&modules) {
        loadables.push((module, wasm::bind(workspace, compiled)?));
    }
    let fresh = workspace.path("target/site.new");
    assemble(workspace, profile, &loadables, &fresh)?;
    if stamp_file.exists() {
        fs::remove_file(&stamp_file)?;
    }
    file::remove_folder(&site)?;
    fs::rename(&fresh, &site).context("cannot put the built app in its place")?;
    file::write(&stamp_file, stamp.as_bytes())
}

/// Makes sure the folder the server embeds exists, so that it compiles before the app was built.
///
/// # Errors
/// When it cannot be made.
pub(crate) fn ensure_folder(workspace: &Workspace) -> Result<()> {
    file::make_folder(&workspace.site())
}

/// A digest of all the site is made of; cargo decides whether the module is up to date.
fn stamp(workspace: &Workspace, profile: WasmProfile, modules: &[PathBuf]) -> Result<String> {
    let mut inputs = modules.to_vec();
    inputs.push(workspace.path("app/index.html"));
    for folder in ["app/js", "app/xtask", "public", "style"] {
        inputs.extend(file::all_below(&workspace.path(folder))?);
    }
    let mut digests = profile.name().to_owned();
    for input in inputs {
        digests.push_str(&input.to_string_lossy());
        digests.push_str(&asset::digest(&file::read(&input)?));
    }
    Ok(asset::digest(digests.as_bytes()))
}

fn assemble(
    workspace: &Workspace,
    profile: WasmProfile,
    loadables: &[(Module, Loadable)],
    site: &Path,
) -> Result<()> {
    let compression = match profile {
        WasmProfile::Release => Compression::Smallest,
        WasmProfile::Dev => Compression::None,
    };
    let put = |name: &str, bytes: &[u8]| asset::write(&site.join(name), bytes, compression);
    file::empty_folder(site)?;

    let mut kept = Vec::new();
    let mut sheets = Vec::new();
    for (module, loadable) in loadables {
        let sheet = Sheet::of(workspace, *module)?;
        kept.extend(page_files(workspace, *module, loadable, &sheet, compression)?);
        sheets.push(sheet);
    }
    put(POLICY, page::security_policy(&sheets).as_bytes())?;
    for (address, bytes) in &kept {
        let name = if address == "/" { PAGE } else { address.trim_start_matches('/') };
        put(name, bytes)?;
    }
    let public = workspace.path("public");
    for path in file::all_below(&public)? {
        let name = path.strip_prefix(&public)?.to_string_lossy().into_owned();
        if name != SERVICE_WORKER {
            let bytes = file::read(&path)?;
            put(&name, &bytes)?;
            if KEPT_ON_THE_PHONE.iter().any(|kind| name.ends_with(kind)) {
                kept.push((format!("/{name}"), bytes));
            }
        }
    }
    let worker = match profile {
        WasmProfile::Release => {
            let template = file::read_text(&public.join(SERVICE_WORKER))?;
            script::minified(&service_worker::fill(&template, &kept)?)
        }
        WasmProfile::Dev => service_worker::for_development().to_owned(),
    };
    put(SERVICE_WORKER, worker.as_bytes())
}

/// The page of one module with its script and the module itself: addresses and bytes.
fn page_files(
    workspace: &Workspace,
    module: Module,
    loadable: &Loadable,
    sheet: &Sheet,
    compression: Compression,
) -> Result<[(String, Vec<u8>); 3]> {
    let name = module.name();
    let wasm = format!("/assets/{}", asset::fingerprinted(name, "wasm", &loadable.wasm));
    let script = script::bundle(workspace, module, &loadable.glue, &wasm, compression)?;
    let script_address = format!("/assets/{}", asset::fingerprinted(name, "js", script.as_bytes()));
    let template = file::read_text(&workspace.path("app/index.html"))?;
    let parts = Parts { wasm: &wasm, script: &script_address, sheet };
    let (address, template) = match module {
        Module::Quote => ("/".to_owned(), template),
        Module::Account => (format!("/{ACCOUNT_PAGE}"), page::without_headline(&template)),
        Module::Proof => (format!("/{PROOF_PAGE}"), page::without_headline(&template)),
    };
    let page = page::fill(&template, parts)?;
    Ok([
        (address, page.into_bytes()),
        (script_address, script.into_bytes()),
        (wasm, loadable.wasm.clone()),
    ])
}
