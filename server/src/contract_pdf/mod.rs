//! The agreement on paper: a PDF/A-3a that anybody can read, print and keep for decades.
//!
//! Equal agreements and moments give equal bytes. The Chinese text is set in one embedded face, the agreement's data
//! travel inside as `contract.json`, so that the digest a signature names can be computed from the PDF alone.
//! A character the face does not have is an error ([`PdfError::NoGlyph`]), never an empty box.
//!
//! [`blocks`] says what is printed, [`layout`](mod@layout) where, [`drawing`] draws it. Signing is no business of this module: see
//! [`crate::signing::pdf`].

mod blocks;
mod drawing;
mod face;
mod layout;
mod lines;

use shared::canonical::{self, CanonicalError};
use shared::contract::Contract;
use shared::timestamp::Timestamp;

/// Why an agreement cannot be printed.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The embedded face has no glyph for this character.
    #[error("the face has no glyph for {0:?}")]
    NoGlyph(char),
    /// The embedded face cannot be read.
    #[error("the embedded face is damaged")]
    Face,
    /// The agreement has no canonical form.
    #[error("the agreement has no canonical form")]
    Unwritable(#[from] CanonicalError),
    /// The library refused; what it objects to is in the text.
    #[error("the PDF does not conform: {0}")]
    Refused(String),
}

/// The first character of `text` that cannot be printed, if there is one.
pub fn unprintable(text: &str) -> Option<char> {
    let face = face::face().ok()?;
    text.chars().find(|character| face.glyph(*character).is_err())
}

/// The agreement as a PDF, made out at `at`.
///
/// # Errors
/// [`PdfError`].
pub fn render(contract: &Contract, at: Timestamp) -> Result<Vec<u8>, PdfError> {
    let face = face::face()?;
    let data = canonical::bytes(contract)?;
    let blocks = blocks::of(contract)?;
    let pages = layout::pages(&blocks, face)?;
    drawing::draw(contract, &blocks, &pages, data, at, face)
}

#[cfg(test)]
mod tests;
