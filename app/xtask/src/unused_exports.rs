//! Leaving out what a dependency exports to JavaScript and nobody calls.
//!
//! `#[wasm_bindgen]` on a type is a promise to JavaScript, so the linker keeps it whether or not
//! the app uses it. Leptos' server functions bring the streams of `wasm-streams` along in this
//! way: code and glue of about 4 kB on the wire, for an app that has no server functions.

use anyhow::{Context, Result, ensure};
use walrus::{Module, RawCustomSection};

/// The classes of `wasm-streams` begin so, in lower case also the functions behind them.
const CLASSES: &str = "IntoUnderlying";

/// Where wasm-bindgen's macro leaves word, program by program, of what crosses the border.
const SECTION: &str = "__wasm_bindgen_unstable";

/// `wasm`, as the linker left it and before wasm-bindgen has seen it, without those exports; what
/// only they reach, wasm-bindgen then drops itself.
///
/// # Errors
/// When it is not such a module.
pub(crate) fn dropped(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::from_buffer(wasm).context("the compiled app cannot be read")?;
    let section = module.customs.remove_raw(SECTION).context(
        "the compiled app does not say what it exchanges with JavaScript; was it stripped?",
    )?;
    let data = without_programs_of(&section.data, CLASSES.as_bytes())?;
    module.customs.add(RawCustomSection { name: SECTION.to_owned(), data });
    let of_classes = CLASSES.to_lowercase();
    let unused: Vec<_> = (module.exports.iter())
        .filter(|export| export.name.contains(&of_classes))
        .map(walrus::Export::id)
        .collect();
    for export in unused {
        module.exports.delete(export);
    }
    Ok(module.emit_wasm())
}

/// The programs of a section except those that mention `name`. A program is two blocks, the
/// version of the format and the program itself, each after its length in four bytes.
fn without_programs_of(mut section: &[u8], name: &[u8]) -> Result<Vec<u8>> {
    let mut kept = Vec::with_capacity(section.len());
    while !section.is_empty() {
        let version = block(&mut section)?;
        let program = block(&mut section)?;
        if !program.windows(name.len()).any(|window| window == name) {
            kept.extend_from_slice(version);
            kept.extend_from_slice(program);
        }
    }
    Ok(kept)
}

/// Takes one block off `section`, its length included.
fn block<'a>(section: &mut &'a [u8]) -> Result<&'a [u8]> {
    let length = section.first_chunk().context("a length is cut short")?;
    let end = size_of_val(length) + usize::try_from(u32::from_le_bytes(*length))?;
    ensure!(end <= section.len(), "a program is cut short");
    let (block, rest) = section.split_at(end);
    *section = rest;
    Ok(block)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        for block in ["version", text] {
            bytes.extend(u32::try_from(block.len()).unwrap().to_le_bytes());
            bytes.extend(block.as_bytes());
        }
        bytes
    }

    #[test]
    fn only_the_programs_that_mention_the_name_go() {
        let section =
            [program("a"), program("class IntoUnderlyingSink"), program("longer")].concat();
        assert_eq!(
            without_programs_of(&section, b"IntoUnderlying").unwrap(),
            [program("a"), program("longer")].concat()
        );
    }

    #[test]
    fn a_section_that_ends_too_early_is_refused() {
        let section = program("a");
        assert!(without_programs_of(&section[..section.len() - 1], b"x").is_err());
        assert!(without_programs_of(&section[..2], b"x").is_err());
    }
}
