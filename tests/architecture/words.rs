//! Words that must not stand anywhere.

use crate::source::{SourceFile, all_rust, files_below, is_word, lines_with, root, rust_below};
use std::collections::BTreeSet;
use std::fs;

/// Names that say nothing about lending.
const EMPTY_NAMES: [&str; 7] = ["utils", "util", "helpers", "helper", "common", "misc", "manager"];

const OURS: [&str; 7] = ["app", "public", "server", "shared", "style", "tests", ".ci"];

fn our_files() -> Vec<SourceFile> {
    OURS.into_iter().flat_map(files_below).collect()
}

/// `FooBar` and `foo_bar` as `foo`, `bar`.
fn words_of(name: &str) -> BTreeSet<String> {
    let mut spaced = String::new();
    for c in name.chars() {
        if c.is_uppercase() || !c.is_alphanumeric() {
            spaced.push(' ');
        }
        spaced.extend(c.to_lowercase());
    }
    spaced.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
}

/// Names declared by `code` after one of the keywords.
fn declared_names(code: &str) -> BTreeSet<String> {
    let keywords = ["struct ", "enum ", "trait ", "mod ", "type "];
    let after = keywords.iter().flat_map(|keyword| {
        code.match_indices(keyword).map(|(at, keyword)| &code[at + keyword.len()..])
    });
    after.map(|rest| rest.chars().take_while(|&c| is_word(c)).collect()).collect()
}

#[test]
fn no_file_and_no_type_has_a_name_that_says_nothing() {
    let mut wrong = Vec::new();
    for file in our_files() {
        let mut names: BTreeSet<String> = file.path.split(['/', '.']).map(str::to_owned).collect();
        if file.is("rs") {
            names.extend(declared_names(&file.code()));
        }
        let bad = names
            .iter()
            .filter(|name| words_of(name).iter().any(|word| EMPTY_NAMES.contains(&word.as_str())));
        wrong.extend(bad.map(|name| format!("{}: {name}", file.path)));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn nothing_is_left_for_later() {
    // Written in halves, so that this file does not find itself.
    let marks =
        [["TO", "DO"], ["FIX", "ME"], ["X", "XX"], ["HA", "CK"]].map(|[a, b]| format!("{a}{b}"));
    let code = [["todo", "!("], ["unimplemented", "!("], ["#[", "ignore"], ["dbg", "!("]];
    let code = code.map(|[a, b]| format!("{a}{b}"));
    let mut wrong = Vec::new();
    for file in our_files().into_iter().filter(|file| !file.path.ends_with("package-lock.json")) {
        for mark in &marks {
            let lines = lines_with(&file.text, mark);
            wrong.extend(lines.iter().map(|line| format!("{}:{line} {mark}", file.path)));
        }
        if file.is("rs") {
            let text = file.code();
            let found = code.iter().filter(|mark| text.contains(mark.as_str()));
            wrong.extend(found.map(|mark| format!("{} {mark}", file.path)));
        }
        if file.is("mjs") {
            let skipped = [["test.", "skip"], ["test.", "only"], ["test.", "todo"]];
            let skipped = skipped.map(|[a, b]| format!("{a}{b}"));
            let found = skipped.iter().filter(|mark| file.text.contains(mark.as_str()));
            wrong.extend(found.map(|mark| format!("{} {mark}", file.path)));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn no_test_waits_for_time_to_pass() {
    let mut wrong = Vec::new();
    for file in files_below("tests") {
        let words: &[String] = &[["thread::", "sleep"].concat(), ["time::", "sleep"].concat()];
        let browser = [["waitFor", "Timeout("].concat(), ["timers/", "promises"].concat()];
        let words = if file.is("mjs") { &browser } else { words };
        let text = if file.is("rs") { file.code() } else { file.text.clone() };
        let found = words.iter().filter(|word| text.contains(word.as_str()));
        wrong.extend(found.map(|word| format!("{} {word}", file.path)));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Where floats may stand: the solvers of rates and numbers of periods, a proposal that exact
/// arithmetic decides, and the serializer, which names them to refuse them. Never an amount.
const FLOATS: [&str; 4] = [
    "shared/src/annualised/",
    "shared/src/canonical/serializer.rs",
    "shared/src/schedule/level.rs",
    "shared/src/tvm.rs",
];

#[test]
fn money_is_never_a_float() {
    let is_solver = |path: &str| FLOATS.iter().any(|place| path.starts_with(place));
    let mut wrong = Vec::new();
    for file in rust_below("shared/src").into_iter().filter(|file| !is_solver(&file.path)) {
        for word in ["f64", "f32"] {
            let lines = lines_with(&file.product_code(), word);
            wrong.extend(lines.iter().map(|line| format!("{}:{line} {word}", file.path)));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn nothing_iterates_in_an_order_that_changes_from_run_to_run() {
    let mut wrong = Vec::new();
    for file in rust_below("shared/src").into_iter().chain(rust_below("server/src")) {
        for word in ["HashMap", "HashSet"] {
            let lines = lines_with(&file.code(), word);
            wrong.extend(lines.iter().map(|line| format!("{}:{line} {word}", file.path)));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn no_file_names_a_place_on_somebody_s_machine() {
    let places = [["/ro", "ot/"], ["/ho", "me/"], ["/wo", "rk/"], ["/Us", "ers/"], ["C:", "\\"]];
    let places = places.map(|[a, b]| format!("{a}{b}"));
    let mut files = our_files();
    for name in ["Cargo.toml", "README.md", "README.zh.md", ".cargo/config.toml", ".clippy.toml"] {
        if let Ok(text) = fs::read_to_string(root().join(name)) {
            files.push(SourceFile { path: name.to_owned(), text });
        }
    }
    let mut wrong = Vec::new();
    for file in files {
        let stands = |line: &str, place: &str| {
            line.match_indices(place)
                .any(|(at, _)| !line[..at].ends_with(|c: char| is_word(c) || "}./-".contains(c)))
        };
        for (number, line) in file.text.lines().enumerate() {
            if places.iter().any(|place| stands(line, place)) {
                wrong.push(format!("{}:{} {}", file.path, number + 1, line.trim()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn nothing_unwraps_outside_tests() {
    let mut wrong = Vec::new();
    let product = ["app/src", "server/src", "shared/src"].into_iter().flat_map(rust_below);
    for file in product.filter(|file| !file.path.ends_with("/tests.rs")) {
        let code = file.product_code();
        let lines = code.lines().enumerate();
        let found =
            lines.filter(|(_, line)| line.contains(".unwrap()") || line.contains("panic!("));
        wrong.extend(found.map(|(number, _)| format!("{}:{}", file.path, number + 1)));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn tests_are_named_as_sentences() {
    let mut wrong = Vec::new();
    for file in all_rust() {
        let code = file.code();
        for (at, mark) in code.match_indices("#[test]").chain(code.match_indices("#[tokio::test]"))
        {
            let rest = &code[at + mark.len()..];
            let name: String = rest
                .split_once("fn ")
                .map(|(_, name)| name.chars().take_while(|&c| is_word(c)).collect())
                .unwrap_or_default();
            if name.starts_with("test_") || name.matches('_').count() < 2 {
                wrong.push(format!("{}: {name}", file.path));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
