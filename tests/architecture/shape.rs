//! How long functions are, what lies where, and what each dependency is for.

use crate::source::{all_rust, is_word, root};
use std::fs;

/// Most lines of code in one function, as in `.clippy.toml`.
const LINES_MAX: usize = 70;

/// A function: its name, the line it starts on, and its lines of code.
struct Function {
    name: String,
    line: usize,
    lines: usize,
}

/// Every function in `code`, which has no comments or literals left.
fn functions(code: &str) -> Vec<Function> {
    let starts = code.match_indices("fn ").filter(|(at, _)| !code[..*at].ends_with(is_word));
    starts.filter_map(|(at, _)| function(code, at)).collect()
}

fn function(code: &str, start: usize) -> Option<Function> {
    let name: String = code[start + 3..].chars().take_while(|&c| is_word(c)).collect();
    let mut round = 0_i32;
    let opening = code[start..].char_indices().find(|(_, c)| {
        round += i32::from("([".contains(*c)) - i32::from(")]".contains(*c));
        round == 0 && (*c == '{' || *c == ';')
    });
    let (offset, '{') = opening? else { return None };
    let body = &code[start + offset..];
    let mut depth = 0_i32;
    let end = body.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '{') - i32::from(*c == '}');
        depth == 0
    })?;
    let lines = body[..end.0].lines().skip(1).filter(|line| !line.trim().is_empty()).count();
    let line = code[..start].lines().count();
    (!name.is_empty()).then_some(Function { name, line, lines })
}

#[test]
fn no_function_is_longer_than_seventy_lines() {
    let mut wrong = Vec::new();
    for file in all_rust() {
        let long =
            functions(&file.code()).into_iter().filter(|function| function.lines > LINES_MAX);
        wrong.extend(long.map(|function| {
            format!(
                "{}:{} {} has {} lines",
                file.path, function.line, function.name, function.lines
            )
        }));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_top_level_stays_as_it_is() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE",
        "README.md",
        "README.zh.md",
        "app",
        "public",
        "server",
        "shared",
        "style",
        "tests",
    ];
    // Both are made by running, and never committed.
    let made = ["target", "data"];
    let entries = fs::read_dir(root()).expect("the root can be read").filter_map(Result::ok);
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let wrong: Vec<String> = names
        .filter(|name| !name.starts_with('.'))
        .filter(|name| !allowed.contains(&name.as_str()) && !made.contains(&name.as_str()))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_shared_dependency_says_what_it_is_for_and_is_used() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let section = manifest.split("[workspace.dependencies]").nth(1).expect("dependencies");
    let section = section.split("\n[").next().unwrap_or(section);
    let members =
        ["app", "app/xtask", "app/xtask/runner", "server", "shared", "tests", "tests/benchmarks"];
    let manifests: String = members
        .iter()
        .filter_map(|member| fs::read_to_string(root().join(member).join("Cargo.toml")).ok())
        .collect();
    let mut wrong = Vec::new();
    let mut before = "";
    for line in section.lines() {
        if let Some((name, _)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) {
            if !before.starts_with('#') {
                wrong.push(format!("{name} does not say what it is for"));
            }
            let own = [format!("\n{name}.workspace"), format!("\n{name} = {{ workspace = true")];
            if !own.iter().any(|own| manifests.contains(own)) {
                wrong.push(format!("{name} is not used"));
            }
        }
        before = line;
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_crate_and_module_says_what_it_is() {
    let wrong: Vec<String> = all_rust()
        .into_iter()
        // One text is included into two modules and can only open with a plain comment.
        .filter(|file| !file.path.starts_with("server/src/store/body"))
        // The unit tests of a module, in a file of their own, say it by its name.
        .filter(|file| !file.path.ends_with("/tests.rs"))
        .filter(|file| !file.text.trim_start().starts_with("//!"))
        .map(|file| file.path)
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_long_function_is_seen() {
    let body = "    let x = 1;\n".repeat(71);
    let code = format!("fn short() {{}}\nfn long<F: Fn(u8) -> u8>() -> [u8; 2] {{\n{body}}}\n");
    let found = functions(&code);
    assert_eq!(found.iter().map(|f| (f.line, f.lines)).collect::<Vec<_>>(), [(0, 0), (1, 71)]);
}
