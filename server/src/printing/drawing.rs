//! Draws the pages and says which line is what, so that a screen reader can read the paper.

use krilla::configure::{Archival, ConfigurationBuilder, PdfVersion};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Node, SpanTag, Tag, TagGroup, TagKind, TagTree,
};
use krilla::text::KrillaGlyph;
use krilla::{Document, SerializeSettings, color::rgb};
use shared::timestamp::Timestamp;

use super::PdfError;
use super::blocks::{Block, Data, Paper, Role};
use super::face::Face;
use super::layout::{Line, PAGE, Page, Shade};

/// How thick a bold line's outline is, as a part of the type size: the face comes in one weight.
const BOLD: f32 = 0.028;

/// The file of these pages.
pub(super) fn draw(
    paper: &Paper,
    pages: &[Page],
    at: Timestamp,
    face: &Face,
) -> Result<Vec<u8>, PdfError> {
    let configuration = ConfigurationBuilder::new()
        .with_version(PdfVersion::Pdf17)
        .with_archival_validator(Archival::A3_A)
        .finish()
        .map_err(|error| PdfError::Refused(format!("{error:?}")))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut groups: Vec<Vec<Node>> = vec![Vec::new(); paper.blocks.len()];
    for (number, page) in (1..).zip(pages) {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or(PdfError::Face)?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
        for shade in &page.shades {
            fill(&mut surface, *shade);
        }
        surface.end_tagged();
        for line in &page.lines {
            let tag = ContentTag::Span(SpanTag::empty());
            let identifier = surface.start_tagged(tag);
            write(&mut surface, line, face)?;
            surface.end_tagged();
            if let Some(group) = groups.get_mut(line.block) {
                group.push(identifier.into());
            }
        }
        let artifact = Artifact::with_kind(ArtifactType::Footer);
        surface.start_tagged(ContentTag::Artifact(artifact));
        write(&mut surface, &footer(paper, number, pages.len()), face)?;
        surface.end_tagged();
        surface.finish();
        sheet.finish();
    }
    document.set_tag_tree(tree(&paper.blocks, groups));
    document.set_metadata(metadata(paper, at));
    document.embed_file(data_file(&paper.data, at));
    document.finish().map_err(|error| PdfError::Refused(format!("{error:?}")))
}

fn fill(surface: &mut Surface<'_>, shade: Shade) {
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_xywh(shade.x, shade.y, shade.width, shade.height) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.set_stroke(None);
        surface.set_fill(Some(ink(shade.grey)));
        surface.draw_path(&path);
    }
}

fn ink(grey: u8) -> Fill {
    let paint = rgb::Color::new(grey, grey, grey).into();
    Fill { paint, opacity: NormalizedF32::ONE, rule: FillRule::default() }
}

fn write(surface: &mut Surface<'_>, line: &Line, face: &Face) -> Result<(), PdfError> {
    let black = ink(0);
    let outline =
        Stroke { paint: black.paint.clone(), width: line.size * BOLD, ..Stroke::default() };
    surface.set_stroke(line.bold.then_some(outline));
    surface.set_fill(Some(black));
    let mut glyphs = Vec::new();
    for (start, character) in line.text.char_indices() {
        let glyph = face.glyph(character)?;
        let range = start..start + character.len_utf8();
        glyphs.push(KrillaGlyph::new(glyph.id, glyph.width, 0.0, 0.0, 0.0, range, None));
    }
    let start = Point::from_xy(line.x, line.y);
    surface.draw_glyphs(start, &glyphs, face.font.clone(), &line.text, line.size, false);
    Ok(())
}

fn footer(paper: &Paper, number: usize, of: usize) -> Line {
    let text = format!("{}：{}　第{number}页，共{of}页", paper.numbered_as, paper.number);
    let (x, y) = (56.0, PAGE.1 - 36.0);
    Line { block: 0, is_label: false, text, x, y, size: 8.0, bold: false }
}

/// What a screen reader is told: headings and paragraphs in the order they are read.
fn tree(blocks: &[Block], groups: Vec<Vec<Node>>) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some("zh-CN".to_owned()));
    for (block, children) in blocks.iter().zip(groups) {
        let level =
            |level: u16| std::num::NonZeroU16::new(level).unwrap_or(std::num::NonZeroU16::MIN);
        let tag: TagKind = match block.role {
            Role::Title => Tag::Hn(level(1), Some(block.text.clone())).into(),
            Role::Heading => Tag::Hn(level(2), Some(block.text.clone())).into(),
            Role::Subtitle | Role::Flag | Role::Paragraph | Role::Row => Tag::P.into(),
        };
        tree.push(TagGroup::with_children(tag, children));
    }
    tree
}

fn metadata(paper: &Paper, at: Timestamp) -> Metadata {
    Metadata::new()
        .title(format!("{}（{}）", paper.title, paper.number))
        .authors(paper.author.iter().cloned().collect())
        .creator("Puhui".to_owned())
        .language("zh-CN".to_owned())
        .document_id(paper.number.clone())
        .creation_date(date(at))
}

fn data_file(data: &Data, at: Timestamp) -> EmbeddedFile {
    EmbeddedFile {
        path: data.name.to_owned(),
        mime_type: MimeType::new("application/json"),
        description: Some(data.description.to_owned()),
        association_kind: AssociationKind::Source,
        data: data.bytes.clone().into(),
        modification_date: Some(date(at)),
        compress: Some(true),
        location: None,
    }
}

/// The moment in China's civil time.
fn date(at: Timestamp) -> DateTime {
    use chrono::Datelike as _;
    let day = at.date_in_china();
    let second = at.seconds_since(Timestamp::start_of_day_in_china(day));
    let part = |value: u64| u8::try_from(value).unwrap_or_default();
    DateTime::new(u16::try_from(day.year()).unwrap_or(u16::MAX))
        .month(part(u64::from(day.month())))
        .day(part(u64::from(day.day())))
        .hour(part(second / 3600))
        .minute(part(second / 60 % 60))
        .second(part(second % 60))
        .utc_offset_hour(8)
        .utc_offset_minute(0)
}
