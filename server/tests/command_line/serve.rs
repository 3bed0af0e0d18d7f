//! A catalogue that cannot be used is refused before the shop opens: file, line, field, and what to
//! write instead.

use std::fs;
use std::path::{Path, PathBuf};

use shared::catalogue::files::SAMPLE;

use crate::{asked, said};

/// A data folder of its own, gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    /// The sample catalogue with one replacement in each of some files.
    fn with(name: &str, changes: &[(&str, &str, &str)]) -> Self {
        let folder =
            Self(std::env::temp_dir().join(format!("puhui-{name}-{}", std::process::id())));
        let catalogue = folder.0.join("catalogue");
        fs::create_dir_all(&catalogue).unwrap();
        for (file, text) in SAMPLE {
            let changes = changes.iter().filter(|(changed, _, _)| changed == file);
            let text = changes.fold((*text).to_owned(), |text, (_, from, to)| {
                assert!(text.contains(from), "{file} does not contain {from}");
                text.replacen(from, to, 1)
            });
            fs::write(catalogue.join(file), text).unwrap();
        }
        folder
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The line of `file` that says `text` after the change, counted from one.
fn line(folder: &Folder, file: &str, text: &str) -> usize {
    let whole = fs::read_to_string(folder.path().join("catalogue").join(file)).unwrap();
    whole.lines().position(|line| line.contains(text)).unwrap() + 1
}

/// What `puhui serve` says before it gives up.
fn refused(folder: &Folder) -> String {
    let data = folder.path().to_str().unwrap();
    let output = asked(&["serve", "--data", data, "--listen", "127.0.0.1:0"], "");
    assert!(!output.status.success());
    assert!(output.stdout.is_empty(), "nothing is announced");
    said(&output)
}

#[test]
fn fragments_that_include_each_other() {
    let folder = Folder::with(
        "cycle",
        &[
            (
                "part-person.toml",
                "# Entry rules about the person",
                "includes = [\"part-business.toml\"]\n# Entry rules about the person",
            ),
            (
                "part-business.toml",
                "# Entry rules about the business",
                "includes = [\"part-person.toml\"]\n# Entry rules about the business",
            ),
        ],
    );
    let told = refused(&folder);
    assert!(
        told.contains("part-business.toml, line 1: `includes`: part-person.toml includes itself"),
        "{told}"
    );
    assert!(told.contains("remove one"), "{told}");
}

#[test]
fn a_metric_nobody_knows() {
    let folder =
        Folder::with("metric", &[("tax-e.toml", "\"months_since_tax_payment\"", "\"turnover\"")]);
    let at = line(&folder, "tax-e.toml", "turnover");
    let told = refused(&folder);
    assert!(told.contains(&format!("tax-e.toml, line {at}: ")), "{told}");
    assert!(told.contains("no metric is called `turnover`"), "{told}");
}

#[test]
fn bins_that_overlap() {
    let folder = Folder::with(
        "bins",
        &[(
            "tax-e.toml",
            "threshold = \"100000.00\" }, points = 15",
            "threshold = \"30000.00\" }, points = 15",
        )],
    );
    let told = refused(&folder);
    assert!(told.contains("tax-e.toml, line "), "{told}");
    assert!(told.contains("`pricing.scorecard[") && told.contains("each threshold once"), "{told}");
}

#[test]
fn points_that_fall_while_the_metric_improves() {
    let folder = Folder::with(
        "points",
        &[(
            "tax-e.toml",
            "threshold = \"100000.00\" }, points = 15",
            "threshold = \"100000.00\" }, points = 3",
        )],
    );
    let told = refused(&folder);
    assert!(told.contains("tax-e.toml, line "), "{told}");
    assert!(told.contains("`pricing.scorecard[") && told.contains("rising points"), "{told}");
}
