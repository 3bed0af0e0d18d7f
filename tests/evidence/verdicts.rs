//! Two verifiers, one in Rust, one in Python, one verdict.

use std::collections::BTreeMap;
use std::path::Path;

use shared::canonical;
use shared::evidence::file::verify;

use crate::corpus::{Case, cases, light};
use crate::kept::keep;
use crate::malformed;
use crate::program::{python, run};
use tests::folder::Folder;

/// Files per run of the other verifier.
const AT_ONCE: usize = 200;

pub(crate) fn verdict(file: &[u8]) -> String {
    match verify(file) {
        Ok(_) => "ok".to_owned(),
        Err(broken) => broken.to_string(),
    }
}

/// What the verifier in Python says about each file, by name.
pub(crate) fn others(folder: &Folder, names: &[String]) -> BTreeMap<String, String> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("evidence/verify.py");
    let mut said = BTreeMap::new();
    for names in names.chunks(AT_ONCE) {
        let mut command = python();
        command.arg(&program).args(names).current_dir(folder.path());
        let (succeeded, printed) = run(&mut command);
        assert!(succeeded, "{printed}");
        said.extend(printed.lines().filter_map(|line| {
            line.split_once('\t').map(|(name, verdict)| (name.to_owned(), verdict.to_owned()))
        }));
    }
    said
}

#[tokio::test]
async fn both_verifiers_name_the_first_broken_link_of_everything_that_can_be_done_to_a_file() {
    let kept = keep().await;
    let cases = cases(&kept.bundle);
    assert!(cases.len() > 200, "{} cases", cases.len());
    let folder = Folder::new("evidence");
    let name = |number: usize| format!("{number}.json");
    let names: Vec<String> = (0..cases.len()).map(name).collect();
    for (case, name) in cases.iter().zip(&names) {
        folder.put(name, &case.file);
    }
    let said = others(&folder, &names);
    let wrong: Vec<String> = cases
        .iter()
        .zip(&names)
        .filter_map(|(Case { name, file, verdict: expected }, number)| {
            let (ours, theirs) = (verdict(file), &said[number]);
            (ours != *expected || theirs != expected)
                .then(|| format!("{name}: expected {expected}, said {ours} and {theirs}"))
        })
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
    println!("{} tampered files, one verdict", cases.len());
}

#[tokio::test]
async fn both_verifiers_say_the_same_about_a_thousand_malformed_files_and_accept_none() {
    let kept = keep().await;
    let whole = light(&kept.bundle);
    let original = canonical::bytes(&whole).expect("a file");
    let files = malformed::files(&whole);
    let folder = Folder::new("evidence");
    let names: Vec<String> = (0..files.len()).map(|number| format!("{number}.json")).collect();
    for (file, name) in files.iter().zip(&names) {
        folder.put(name, file);
    }
    let said = others(&folder, &names);
    let mut wrong = Vec::new();
    for (file, name) in files.iter().zip(&names) {
        let (ours, theirs) = (verdict(file), &said[name]);
        if ours != *theirs || (ours == "ok" && *file != original) {
            wrong.push(format!("{name}: said {ours} and {theirs}"));
        }
    }
    assert_eq!(files.len(), 1000);
    assert_eq!(wrong, Vec::<String>::new());
}

#[tokio::test]
async fn any_flipped_bit_of_a_whole_file_is_found() {
    let kept = keep().await;
    let file = canonical::bytes(&light(&kept.bundle)).expect("a file");
    for at in (0..file.len()).step_by(397) {
        let mut flipped = file.clone();
        flipped[at] ^= 1 << (at % 8);
        assert_ne!(verdict(&flipped), "ok", "bit {} of byte {at}", at % 8);
    }
}
