//! The face papers are set in: characters to glyphs and their widths.

use std::sync::LazyLock;

use krilla::text::{Font, GlyphId};
use skrifa::MetadataProvider as _;
use skrifa::charmap::Charmap;
use skrifa::metrics::GlyphMetrics;
use skrifa::prelude::{LocationRef, Size};

use super::PdfError;

/// Noto Sans CJK SC, the part a paper can need; see `server/fonts/`.
static BYTES: &[u8] = include_bytes!("../../fonts/NotoSansSC-Contract.otf");

static FACE: LazyLock<Option<Face>> = LazyLock::new(Face::read);

/// A face, ready to set text in.
pub(super) struct Face {
    /// What the PDF library draws with.
    pub(super) font: Font,
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    units_per_em: f32,
}

/// A glyph and its width as a part of the type size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SetGlyph {
    pub(super) id: GlyphId,
    pub(super) width: f32,
}

/// The embedded face.
///
/// # Errors
/// [`PdfError::Face`], which the asset this program was built with does not cause.
pub(super) fn face() -> Result<&'static Face, PdfError> {
    FACE.as_ref().ok_or(PdfError::Face)
}

impl Face {
    fn read() -> Option<Self> {
        let parsed = skrifa::FontRef::new(BYTES).ok()?;
        Some(Self {
            font: Font::new(BYTES.into(), 0)?,
            charmap: parsed.charmap(),
            metrics: parsed.glyph_metrics(Size::unscaled(), LocationRef::default()),
            units_per_em: f32::from(
                parsed.metrics(Size::unscaled(), LocationRef::default()).units_per_em,
            ),
        })
    }

    /// The glyph of a character.
    ///
    /// # Errors
    /// [`PdfError::NoGlyph`].
    pub(super) fn glyph(&self, character: char) -> Result<SetGlyph, PdfError> {
        let missing = || PdfError::NoGlyph(character);
        let id = self.charmap.map(character).filter(|id| id.to_u32() != 0).ok_or_else(missing)?;
        let advance = self.metrics.advance_width(id).ok_or_else(missing)?;
        Ok(SetGlyph { id: GlyphId::new(id.to_u32()), width: advance / self.units_per_em })
    }

    /// How wide a text is as a part of the type size.
    ///
    /// # Errors
    /// [`PdfError::NoGlyph`].
    pub(super) fn width(&self, text: &str) -> Result<f32, PdfError> {
        text.chars().map(|character| self.glyph(character).map(|glyph| glyph.width)).sum()
    }
}
