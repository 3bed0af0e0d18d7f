//! The repository's text: its files, and Rust source with comments and literals blanked out.

use std::fs;
use std::path::{Path, PathBuf};

/// One file of the repository.
pub(crate) struct SourceFile {
    /// Path from the repository's root, with `/`.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

impl SourceFile {
    /// Whether the file's name ends in `extension`.
    pub(crate) fn is(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|own| own == extension)
    }

    /// The text with comments, strings and characters blanked out; lines stay where they are.
    pub(crate) fn code(&self) -> String {
        code_of(&self.text)
    }

    /// [`Self::code`] up to the file's test module, which may do what the product may not.
    pub(crate) fn product_code(&self) -> String {
        let code = self.code();
        let end = code.find("#[cfg(test)]").unwrap_or(code.len());
        code[..end].to_owned()
    }
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests is a folder of the root").into()
}

/// Every text file we wrote below `folder`, by path.
pub(crate) fn files_below(folder: &str) -> Vec<SourceFile> {
    let mut found = Vec::new();
    collect(&root().join(folder), &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Every Rust file below `folder`.
pub(crate) fn rust_below(folder: &str) -> Vec<SourceFile> {
    files_below(folder).into_iter().filter(|file| file.is("rs")).collect()
}

/// Every Rust file of the repository.
pub(crate) fn all_rust() -> Vec<SourceFile> {
    ["app", "server", "shared", "tests"].into_iter().flat_map(rust_below).collect()
}

fn collect(folder: &Path, found: &mut Vec<SourceFile>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_ours = !["node_modules", "target", "dist"].contains(&name.as_str());
        if path.is_dir() && is_ours {
            collect(&path, found);
        } else if let (true, Ok(text)) = (path.is_file(), fs::read_to_string(&path)) {
            let path = path.strip_prefix(root()).expect("below the root").to_string_lossy();
            found.push(SourceFile { path: path.replace('\\', "/"), text });
        }
    }
}

/// Where the reader of Rust text is.
enum Place {
    Code,
    LineComment,
    BlockComment { depth: usize },
    Text,
    RawText { hashes: usize },
}

/// Rust source with comments and literals blanked out.
pub(crate) fn code_of(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut place = Place::Code;
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let rest = &chars[at..];
        let (next, taken) = step(place, rest, at > 0 && is_word(chars[at - 1]));
        let is_code = matches!(next, Place::Code) && taken == 1 && c != '"';
        for &taken in &rest[..taken] {
            out.push(if is_code || taken == '\n' { taken } else { ' ' });
        }
        place = next;
        at += taken;
    }
    out
}

/// The place after the next few characters, and how many they are.
fn step(place: Place, rest: &[char], after_word: bool) -> (Place, usize) {
    let starts = |what: &str| what.chars().eq(rest.iter().copied().take(what.chars().count()));
    match place {
        Place::Code if starts("//") => (Place::LineComment, 2),
        Place::Code if starts("/*") => (Place::BlockComment { depth: 1 }, 2),
        Place::Code if rest[0] == '"' => (Place::Text, 1),
        Place::Code if !after_word && raw_opening(rest).is_some() => {
            let hashes = raw_opening(rest).unwrap_or_default();
            (Place::RawText { hashes }, hashes + 2)
        }
        Place::Code if rest[0] == '\'' => (Place::Code, character_length(rest)),
        Place::Code => (Place::Code, 1),
        Place::LineComment if rest[0] == '\n' => (Place::Code, 1),
        Place::BlockComment { depth: 1 } if starts("*/") => (Place::Code, 2),
        Place::BlockComment { depth } if starts("*/") => {
            (Place::BlockComment { depth: depth - 1 }, 2)
        }
        Place::BlockComment { depth } if starts("/*") => {
            (Place::BlockComment { depth: depth + 1 }, 2)
        }
        Place::Text if starts("\\") => (Place::Text, rest.len().min(2)),
        Place::Text if rest[0] == '"' => (Place::Code, 1),
        Place::RawText { hashes } if starts(&format!("\"{}", "#".repeat(hashes))) => {
            (Place::Code, hashes + 1)
        }
        other => (other, 1),
    }
}

/// How many `#` a raw string opens with.
fn raw_opening(rest: &[char]) -> Option<usize> {
    let hashes = rest.iter().skip(1).take_while(|&&c| c == '#').count();
    (rest[0] == 'r' && rest.get(hashes + 1) == Some(&'"')).then_some(hashes)
}

/// How long the character literal is; one for the quote of a lifetime.
fn character_length(rest: &[char]) -> usize {
    match rest {
        ['\'', '\\', _, tail @ ..] => tail.iter().position(|&c| c == '\'').map_or(1, |end| end + 4),
        ['\'', _, '\'', ..] => 3,
        _ => 1,
    }
}

/// Whether `c` may stand in a name.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Lines of `code` in which `word` stands by itself, counted from one.
pub(crate) fn lines_with(code: &str, word: &str) -> Vec<usize> {
    let touches = |c: Option<char>| c.is_some_and(is_word);
    let stands_alone = |line: &str| {
        line.match_indices(word).any(|(at, _)| {
            let is_tail = touches(line[..at].chars().next_back()) && word.starts_with(is_word);
            let is_head =
                touches(line[at + word.len()..].chars().next()) && word.ends_with(is_word);
            !is_tail && !is_head
        })
    };
    let lines = code.lines().enumerate();
    lines.filter(|(_, line)| stands_alone(line)).map(|(number, _)| number + 1).collect()
}

#[test]
fn comments_and_literals_are_blanked_and_code_stays_on_its_line() {
    let text = "a(\"x // y\", 'c', b'\\'', r#\"q\"t\"#); // f64\n/* f64 /* in */ */ fn b<'a>() {}";
    let code = code_of(text);
    assert_eq!(code.lines().count(), 2);
    assert!(!code.contains("f64") && !code.contains('c') && !code.contains('q'));
    assert!(code.contains("fn b<'a>() {}"));
    assert_eq!(lines_with("let now = 1;\nnow_here();", "now"), [1]);
}
