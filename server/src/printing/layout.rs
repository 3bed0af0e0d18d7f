//! Where each line stands, page by page.

use super::PdfError;
use super::blocks::{Block, Role};
use super::face::Face;
use super::lines;

/// A4 in points.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
const MARGIN: f32 = 56.0;
const BOTTOM: f32 = PAGE.1 - 62.0;
const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;
/// How wide the labels of rows are.
const LABELS: f32 = 118.0;
/// How far a paragraph's first line is indented, in characters.
const INDENT: f32 = 2.0;

/// A line of text where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Index of the block it belongs to.
    pub(super) block: usize,
    /// Whether it is the row's label.
    pub(super) is_label: bool,
    pub(super) text: String,
    pub(super) x: f32,
    /// The baseline.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
}

/// A filled rectangle behind the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shade {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    /// 0 is black, 255 is white.
    pub(super) grey: u8,
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    pub(super) shades: Vec<Shade>,
}

/// How a role is set: type size, distance between baselines, space before.
struct Setting {
    size: f32,
    leading: f32,
    before: f32,
}

const fn setting(role: Role) -> Setting {
    let (size, leading, before) = match role {
        Role::Title => (18.0, 26.0, 0.0),
        Role::Subtitle => (9.0, 14.0, 4.0),
        Role::Heading => (11.5, 18.0, 12.0),
        Role::Flag => (9.0, 14.0, 12.0),
        Role::Paragraph | Role::Row => (10.0, 16.0, 2.0),
    };
    Setting { size, leading, before }
}

/// Pages under way.
struct Pages {
    done: Vec<Page>,
    page: Page,
    /// The bottom of what is on the page.
    y: f32,
}

/// The pages of these blocks.
///
/// # Errors
/// [`PdfError::NoGlyph`].
pub(super) fn pages(blocks: &[Block], face: &Face) -> Result<Vec<Page>, PdfError> {
    let mut pages = Pages { done: Vec::new(), page: Page::default(), y: MARGIN };
    let mut before: Option<&Block> = None;
    for (index, block) in blocks.iter().enumerate() {
        // A heading goes with its flag, and both with the first lines under them.
        let follows_flag = before.is_some_and(|before| before.role == Role::Flag);
        let kept_lines = match block.role {
            Role::Heading | Role::Flag => 4.0,
            _ => 1.0,
        };
        pages.place(index, block, follows_flag, kept_lines, face)?;
        before = Some(block);
    }
    pages.done.push(pages.page);
    Ok(pages.done)
}

impl Pages {
    fn place(
        &mut self,
        index: usize,
        block: &Block,
        follows_flag: bool,
        kept_lines: f32,
        face: &Face,
    ) -> Result<(), PdfError> {
        let set = setting(block.role);
        let space = if follows_flag { 0.0 } else { set.before };
        if self.y + space + set.leading * kept_lines > BOTTOM {
            self.turn();
        } else {
            self.space(space, block.key && block.role != Role::Flag);
        }
        let (left, indent) = match block.role {
            Role::Paragraph => (0.0, INDENT),
            Role::Row => (LABELS, 0.0),
            _ => (0.0, 0.0),
        };
        if block.role == Role::Row {
            self.rule();
        }
        let width = (WIDTH - left) / set.size;
        let lines = lines::broken(&block.text, width, indent, face)?;
        for (number, text) in lines.into_iter().enumerate() {
            if self.y + set.leading > BOTTOM {
                self.turn();
            }
            let top = self.y;
            self.take(set.leading, block.key);
            let indent = if number == 0 { indent * set.size } else { 0.0 };
            let x = match block.role {
                Role::Title | Role::Subtitle => {
                    MARGIN + (WIDTH - face.width(&text)? * set.size) / 2.0
                }
                _ => MARGIN + left + indent,
            };
            let y = top + set.leading - (set.leading - set.size) / 2.0 - set.size * 0.12;
            let bold = matches!(block.role, Role::Title | Role::Heading | Role::Flag);
            let line = Line { block: index, is_label: false, text, x, y, size: set.size, bold };
            if block.role == Role::Row && number == 0 {
                let label = block.label.clone();
                self.page.lines.push(Line {
                    is_label: true,
                    text: label,
                    x: MARGIN,
                    ..line.clone()
                });
            }
            self.page.lines.push(line);
        }
        Ok(())
    }

    fn turn(&mut self) {
        self.done.push(std::mem::take(&mut self.page));
        self.y = MARGIN;
    }

    fn space(&mut self, height: f32, key: bool) {
        if self.y > MARGIN {
            self.take(height, key);
        }
    }

    /// Takes `height` of the page; a key clause has a tint behind and a bar beside it.
    fn take(&mut self, height: f32, key: bool) {
        if key && height > 0.0 {
            let tint = Shade { x: MARGIN - 8.0, y: self.y, width: WIDTH + 16.0, height, grey: 242 };
            self.page.shades.push(tint);
            self.page.shades.push(Shade { width: 2.5, grey: 40, ..tint });
        }
        self.y += height;
    }

    /// A hairline above a row.
    fn rule(&mut self) {
        let hairline = Shade { x: MARGIN, y: self.y, width: WIDTH, height: 0.4, grey: 190 };
        self.page.shades.push(hairline);
    }
}
