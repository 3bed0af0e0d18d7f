//! What only tests need: found, or installed from Debian's packages.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{
    asset,
    command::{is_root, line, on_path, output, run},
    file,
    workspace::Workspace,
};

/// The oldest Node the browser journeys run on.
const NODE_MIN_MAJOR: u32 = 18;
/// Where the browser journeys and their `package.json` are.
const JOURNEYS: &str = "tests/browser";

/// A program or a font the tests need.
struct Requirement {
    what: &'static str,
    packages: &'static [&'static str],
    is_met: fn() -> bool,
}

const REQUIREMENTS: [Requirement; 11] = [
    Requirement { what: "Chromium", packages: &["chromium"], is_met: || chromium().is_some() },
    Requirement {
        what: "Chromium's driver",
        packages: &["chromium-driver"],
        is_met: || on_path("chromedriver").is_some(),
    },
    Requirement { what: "a Chinese font", packages: &["fonts-noto-cjk"], is_met: has_chinese_font },
    Requirement {
        what: "PostgreSQL's server",
        packages: &["postgresql"],
        is_met: || postgres_folder().is_some(),
    },
    Requirement {
        what: "Python 3",
        packages: &["python3"],
        is_met: || on_path("python3").is_some(),
    },
    Requirement {
        what: "Python's cryptography",
        packages: &["python3-cryptography"],
        is_met: has_cryptography,
    },
    Requirement {
        what: "a reader of signed PDFs",
        packages: &["poppler-utils"],
        is_met: || on_path("pdfsig").is_some(),
    },
    Requirement {
        what: "a checker of PDFs",
        packages: &["qpdf"],
        is_met: || on_path("qpdf").is_some(),
    },
    Requirement {
        what: "OpenSSL",
        packages: &["openssl"],
        is_met: || on_path("openssl").is_some(),
    },
    Requirement { what: "Node 18 or newer", packages: &["nodejs"], is_met: has_node },
    Requirement { what: "npm", packages: &["npm"], is_met: || on_path("npm").is_some() },
];

/// Installs whatever is missing: Debian packages, and the journeys' Node packages.
///
/// # Errors
/// When something is missing and cannot be installed from here; the sentence says what to type.
pub(crate) fn ensure_all(workspace: &Workspace) -> Result<()> {
    let missing = missing();
    if !missing.is_empty() {
        install(&missing)?;
        if let Some(still) = self::missing().first() {
            bail!("{} is still missing after installing {}", still.what, still.packages.join(" "));
        }
    }
    ensure_node_packages(workspace)
}

/// The browser, by any of its names.
pub(crate) fn chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_path)
}

/// The folder with `initdb` and `postgres`; Debian keeps it off the search path.
pub(crate) fn postgres_folder() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path())))
        .map(|(version, folder)| (version, folder.join("bin")))
        .filter(|(_, folder)| folder.join("initdb").is_file())
        .collect();
    versions.sort();
    let newest = versions.pop().map(|(_, folder)| folder);
    newest.or_else(|| on_path("initdb")?.parent().map(Path::to_owned))
}

fn has_chinese_font() -> bool {
    // The lister is a package of its own that nothing here needs.
    Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists()
        || on_path("fc-list").is_some()
            && output(Command::new("fc-list").arg(":lang=zh")).is_ok_and(|fonts| !fonts.is_empty())
}

fn has_node() -> bool {
    on_path("node").is_some()
        && output(Command::new("node").arg("--version"))
            .ok()
            .and_then(|version| version.trim_start_matches('v').split('.').next()?.parse().ok())
            .is_some_and(|major: u32| major >= NODE_MIN_MAJOR)
}

/// Whether a Python knows certificates: the evidence files' other verifier needs it.
fn has_cryptography() -> bool {
    ["python3", "/usr/bin/python3"]
        .iter()
        .any(|python| output(Command::new(python).args(["-c", "import cryptography"])).is_ok())
}

fn missing() -> Vec<&'static Requirement> {
    REQUIREMENTS.iter().filter(|requirement| !(requirement.is_met)()).collect()
}

fn install(missing: &[&Requirement]) -> Result<()> {
    let what: Vec<&str> = missing.iter().map(|requirement| requirement.what).collect();
    let packages: Vec<&str> =
        missing.iter().flat_map(|requirement| requirement.packages.iter().copied()).collect();
    println!("Missing for the tests: {}.", what.join(", "));
    let by_hand = format!("sudo apt-get install --no-install-recommends {}", packages.join(" "));
    if on_path("apt-get").is_none() {
        bail!("{} missing, and this is not a Debian; install it yourself", what.join(", "));
    }
    if !is_root() && on_path("sudo").is_none() {
        bail!("I am not root and there is no sudo. Ask whoever is to run: {by_hand}");
    }
    println!("Installing Debian's packages: {}", packages.join(" "));
    // An unreachable third-party list must not stop us from installing Debian's own packages.
    if let Err(error) = run(apt().arg("update").arg("-qq")) {
        println!("The package lists may be old: {error}");
    }
    let mut install = apt();
    install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(&packages);
    run(&mut install).with_context(|| format!("install them yourself with: {by_hand}"))
}

/// `apt-get` that asks no questions, as root.
fn apt() -> Command {
    let mut apt = Command::new(if is_root() { "env" } else { "sudo" });
    if !is_root() {
        apt.arg("env");
    }
    apt.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    apt
}

/// Installs exactly what the journeys' lock file names, once per lock file.
fn ensure_node_packages(workspace: &Workspace) -> Result<()> {
    let folder = workspace.path(JOURNEYS);
    let lock = folder.join("package-lock.json");
    if !lock.exists() {
        return Ok(());
    }
    let stamp = folder.join("node_modules/.installed-from");
    let wanted = asset::digest(&file::read(&lock)?);
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("Installing the Node packages of {JOURNEYS}.");
    let mut npm = Command::new("npm");
    npm.current_dir(&folder).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    run(&mut npm)
        .with_context(|| format!("`{}` in {JOURNEYS}; is there a network?", line(&npm)))?;
    file::write(&stamp, wanted.as_bytes())
}
