//! Papers that are signed: PDF/A-3a files that anybody can read, print and keep for decades.
//!
//! Equal papers and moments give equal bytes. The Chinese text is set in one embedded face, the data a paper was
//! made from travel inside (`contract.json`, `certificate.json`), so that the digest a signature names can be
//! computed from the PDF alone. A character the face does not have is an error ([`PdfError::NoGlyph`]), never an
//! empty box.
//!
//! `agreement` and `settled` say what is printed (`blocks`), `layout` where, `drawing` draws it.
//! Signing is no business of this module: see [`crate::signing::pdf`].

mod agreement;
mod blocks;
mod drawing;
mod face;
mod layout;
mod lines;
mod settled;

use shared::canonical::CanonicalError;
use shared::contract::Contract;
use shared::statement::SettlementCertificate;
use shared::timestamp::Timestamp;

use self::blocks::Paper;

/// Why a paper cannot be printed.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The embedded face has no glyph for this character.
    #[error("the face has no glyph for {0:?}")]
    NoGlyph(char),
    /// The embedded face cannot be read.
    #[error("the embedded face is damaged")]
    Face,
    /// The paper's data have no canonical form.
    #[error("the paper's data have no canonical form")]
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
pub fn contract(contract: &Contract, at: Timestamp) -> Result<Vec<u8>, PdfError> {
    print(&agreement::paper(contract)?, at)
}

/// The certificate that a loan is settled as a PDF, made out at `at`.
///
/// # Errors
/// [`PdfError`].
pub fn settlement_certificate(
    certificate: &SettlementCertificate,
    at: Timestamp,
) -> Result<Vec<u8>, PdfError> {
    print(&settled::paper(certificate)?, at)
}

fn print(paper: &Paper, at: Timestamp) -> Result<Vec<u8>, PdfError> {
    let face = face::face()?;
    let pages = layout::pages(&paper.blocks, face)?;
    drawing::draw(paper, &pages, at, face)
}

#[cfg(test)]
mod tests;
