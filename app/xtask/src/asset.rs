//! One file of the built app: its fingerprinted name, and its compressed siblings.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::Result;
use sha2::{Digest, Sha256};

use crate::file;

/// What compresses well; pictures and the like are compressed already.
const COMPRESSIBLE: [&str; 8] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"];

/// SHA-256 of `bytes` in lower-case hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    Sha256::digest(bytes)
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| DIGITS.get(usize::from(digit)))
        .collect()
}

/// `stem-<first 16 hexadecimal digits of the digest>.extension`: a name that never changes meaning,
/// so it can be cached for ever.
pub(crate) fn fingerprinted(stem: &str, extension: &str, bytes: &[u8]) -> String {
    let digest = digest(bytes);
    let fingerprint = digest.get(..16).unwrap_or(&digest);
    format!("{stem}-{fingerprint}.{extension}")
}

/// How hard to compress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compression {
    /// As small as it gets; takes seconds.
    Smallest,
    /// Not at all: the development loop.
    None,
}

/// Writes `bytes` to `path` and, where it pays, `path.br` and `path.gz` beside it.
pub(crate) fn write(path: &Path, bytes: &[u8], compression: Compression) -> Result<()> {
    file::write(path, bytes)?;
    let compressible = path
        .extension()
        .is_some_and(|extension| COMPRESSIBLE.iter().any(|known| extension == *known));
    if compression == Compression::Smallest && compressible {
        file::write(&sibling(path, "br"), &brotli(bytes)?)?;
        file::write(&sibling(path, "gz"), &gzip(bytes)?)?;
    }
    Ok(())
}

/// `path` with `.suffix` appended.
pub(crate) fn sibling(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

/// `bytes` compressed by brotli at its highest quality.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_the_start_of_the_digest() {
        assert_eq!(fingerprinted("app", "js", b"abc"), "app-ba7816bf8f01cfea.js");
    }

    #[test]
    fn a_compressed_sibling_keeps_the_whole_name() {
        assert_eq!(sibling(Path::new("a/app.js"), "br"), Path::new("a/app.js.br"));
    }
}
