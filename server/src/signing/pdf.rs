//! The place for a signature inside a PDF.
//!
//! A signature field is added to a finished file as an incremental update, as the standard wants it: nothing that was
//! there changes. [`prepare`] leaves room for the signature and says what it will cover; [`Prepared::fill`] puts it
//! in. The same file, name and moment give the same bytes.
//!
//! # Source
//! ISO 32000-1, 7.5.6 (incremental updates) and 12.8 (signatures); ETSI EN 319 142-1 for the entries.

use std::fmt::Write as _;

use shared::canonical::Digest;
use shared::timestamp::Timestamp;

/// Room for the signature, its certificates and the time-stamp, in bytes.
const ROOM: usize = 12 * 1024;

/// Digits a position in the file is written with.
const POSITION_DIGITS: usize = 10;

/// Why a signature cannot be put into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PdfSignatureError {
    /// The file is not laid out as our own agreements are.
    #[error("the file is not one of our agreements")]
    OtherFile,
    /// The signature with everything that belongs to it does not fit.
    #[error("the signature takes {0} bytes, more than there is room for")]
    NoRoom(usize),
}

/// A file with room for a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    bytes: Vec<u8>,
    /// Where the signature stands, its angle brackets included.
    hole: std::ops::Range<usize>,
}

/// An object of the file: its number and what stands between `obj` and `endobj`.
struct Object<'a> {
    number: usize,
    body: &'a str,
}

/// Adds an invisible signature field to `pdf`, with room for a signature by `signer` at `at`.
///
/// # Errors
/// [`PdfSignatureError::OtherFile`].
pub fn prepare(pdf: &[u8], signer: &str, at: Timestamp) -> Result<Prepared, PdfSignatureError> {
    let trailer = Trailer::of(pdf).ok_or(PdfSignatureError::OtherFile)?;
    let catalog = object(pdf, trailer.root).ok_or(PdfSignatureError::OtherFile)?;
    let page = first_page(pdf, &catalog).ok_or(PdfSignatureError::OtherFile)?;
    let (field, signature) = (trailer.size, trailer.size + 1);
    let mut update = Update { bytes: pdf.to_vec(), positions: Vec::new() };
    let form = format!("/AcroForm<</Fields[{field} 0 R]/SigFlags 3>>");
    update.object(catalog.number, &with_entry(catalog.body, &form));
    update.object(page.number, &with_entry(page.body, &format!("/Annots[{field} 0 R]")));
    update.object(
        field,
        &format!(
            "<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature)/V {signature} 0 R/P {} 0 R/Rect[0 0 0 0]/F 132>>",
            page.number
        ),
    );
    let digits = "0".repeat(ROOM * 2);
    let positions = " ".repeat((POSITION_DIGITS + 1) * 3 + 1);
    update.object(
        signature,
        &format!(
            "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M({})/Name<{}>/ByteRange [{positions}]/Contents <{digits}>>>",
            date(at),
            utf16(signer)
        ),
    );
    let mut bytes = update.finish(&trailer);
    let hole = hole(&bytes, pdf.len()).ok_or(PdfSignatureError::OtherFile)?;
    let range = format!("0 {} {} {}", hole.start, hole.end, bytes.len() - hole.end);
    let place = position(&bytes, BYTE_RANGE, pdf.len()).ok_or(PdfSignatureError::OtherFile)?;
    let room = place + BYTE_RANGE.len()..;
    for (byte, written) in bytes[room].iter_mut().zip(range.bytes()) {
        *byte = written;
    }
    Ok(Prepared { bytes, hole })
}

const BYTE_RANGE: &str = "/ByteRange [";
const CONTENTS: &str = "/Contents <";

/// Where the signature of an update that begins at `from` stands, brackets included.
fn hole(bytes: &[u8], from: usize) -> Option<std::ops::Range<usize>> {
    let start = position(bytes, CONTENTS, from)? + CONTENTS.len() - 1;
    let end = start + bytes.get(start..)?.iter().position(|byte| *byte == b'>')? + 1;
    Some(start..end)
}

impl Prepared {
    /// The file as it was prepared and kept.
    ///
    /// # Errors
    /// [`PdfSignatureError::OtherFile`].
    pub fn read(bytes: Vec<u8>) -> Result<Self, PdfSignatureError> {
        let hole = hole(&bytes, 0).ok_or(PdfSignatureError::OtherFile)?;
        Ok(Self { bytes, hole })
    }

    /// The file with its room still empty.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The digest of what the signature will cover: everything but itself.
    pub fn digest(&self) -> Digest {
        let covered = [&self.bytes[..self.hole.start], &self.bytes[self.hole.end..]];
        Digest::of(&covered.concat())
    }

    /// The file with this signature (a CMS message in DER) in its place.
    ///
    /// # Errors
    /// [`PdfSignatureError::NoRoom`].
    pub fn fill(&self, signature: &[u8]) -> Result<Vec<u8>, PdfSignatureError> {
        if signature.len() > ROOM {
            return Err(PdfSignatureError::NoRoom(signature.len()));
        }
        let mut filled = self.bytes.clone();
        let digits = signature.iter().flat_map(|byte| format!("{byte:02x}").into_bytes());
        for (place, digit) in filled[self.hole.start + 1..].iter_mut().zip(digits) {
            *place = digit;
        }
        Ok(filled)
    }
}

/// What the end of the file says about it.
struct Trailer<'a> {
    /// Number of objects.
    size: usize,
    /// The catalog's number.
    root: usize,
    /// The entries to repeat: document information and identifier.
    kept: &'a str,
    /// Where the table of positions begins.
    table: usize,
}

impl<'a> Trailer<'a> {
    fn of(pdf: &'a [u8]) -> Option<Self> {
        let start = pdf.windows(7).rposition(|window| window == b"trailer")?;
        let text = str::from_utf8(pdf.get(start..)?).ok()?;
        let (entries, end) = text.split_once("startxref")?;
        let entries = entries.trim_start_matches("trailer").trim();
        let entries = entries.strip_prefix("<<")?.strip_suffix(">>")?;
        let table = end.split_whitespace().next()?.parse().ok()?;
        let size = after(entries, "/Size")?;
        let root = after(entries, "/Root")?;
        let kept = entries.get(entries.find("/Info")?..)?.trim_end();
        Some(Self { size, root, kept, table })
    }
}

/// The number after a name.
fn after(text: &str, name: &str) -> Option<usize> {
    let rest = text.split_once(name)?.1.trim_start();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn position(bytes: &[u8], what: &str, from: usize) -> Option<usize> {
    let found = bytes.get(from..)?.windows(what.len()).position(|window| window == what.as_bytes());
    Some(found? + from)
}

/// An object that is not a stream.
fn object(pdf: &[u8], number: usize) -> Option<Object<'_>> {
    let start = format!("\n{number} 0 obj\n");
    let start = position(pdf, &start, 0)? + start.len();
    let end = position(pdf, "\nendobj", start)?;
    let body = str::from_utf8(pdf.get(start..end)?).ok()?;
    Some(Object { number, body })
}

fn first_page<'a>(pdf: &'a [u8], catalog: &Object<'_>) -> Option<Object<'a>> {
    let mut node = object(pdf, after(catalog.body, "/Pages")?)?;
    while let Some((_, kids)) = node.body.split_once("/Kids") {
        node = object(pdf, after(kids, "[")?)?;
    }
    Some(node)
}

/// A dictionary with one more entry.
fn with_entry(dictionary: &str, entry: &str) -> String {
    dictionary.replacen("<<", &format!("<<{entry}"), 1)
}

/// `D:20261123100000+08'00'`, China's civil time.
fn date(at: Timestamp) -> String {
    let text: String = at.to_string().chars().filter(char::is_ascii_digit).collect();
    format!("D:{text}+08'00'")
}

/// A text as PDF wants it in angle brackets: UTF-16 with its mark, in hexadecimal.
fn utf16(text: &str) -> String {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.fold(String::new(), |mut text, unit| {
        // Writing into a string never fails.
        let _ = write!(text, "{unit:04x}");
        text
    })
}

/// Objects appended to a file.
struct Update {
    bytes: Vec<u8>,
    positions: Vec<(usize, usize)>,
}

impl Update {
    fn object(&mut self, number: usize, body: &str) {
        if self.bytes.last() != Some(&b'\n') {
            self.bytes.push(b'\n');
        }
        self.positions.push((number, self.bytes.len()));
        self.bytes.extend_from_slice(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes());
    }

    /// The file with the table of what was appended.
    fn finish(mut self, trailer: &Trailer<'_>) -> Vec<u8> {
        let table = self.bytes.len();
        self.positions.sort_unstable();
        let size = self.positions.iter().map(|(number, _)| number + 1).max().unwrap_or_default();
        let mut end = "xref\n".to_owned();
        for (number, position) in &self.positions {
            let _ = write!(end, "{number} 1\n{position:010} 00000 n\r\n");
        }
        let size = size.max(trailer.size);
        let Trailer { root, table: before, kept, .. } = trailer;
        let _ = write!(
            end,
            "trailer\n<</Size {size}/Root {root} 0 R/Prev {before}{kept}>>\nstartxref\n{table}\n%%EOF\n",
        );
        self.bytes.extend_from_slice(end.as_bytes());
        self.bytes
    }
}
