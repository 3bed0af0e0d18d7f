//! What is printed, block by block, in the order it is read.

/// What a block is: it decides how it looks and what a screen reader calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The paper's title.
    Title,
    /// Under the title.
    Subtitle,
    /// A heading.
    Heading,
    /// Says that the clause under it bears on the borrower's major interests.
    Flag,
    /// A paragraph.
    Paragraph,
    /// A label with what stands beside it.
    Row,
}

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) role: Role,
    /// The label of a row; empty otherwise.
    pub(super) label: String,
    pub(super) text: String,
    /// Whether it is part of a key clause, which is set off.
    pub(super) key: bool,
}

/// A paper to be printed, and what is said about it around and inside the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paper {
    /// Its title.
    pub(super) title: String,
    /// What tells it from every other.
    pub(super) number: String,
    /// What that number is called, at the foot of each page.
    pub(super) numbered_as: &'static str,
    /// Who made it out.
    pub(super) author: Option<String>,
    /// What is printed.
    pub(super) blocks: Vec<Block>,
    /// The data it was made from, which travel inside.
    pub(super) data: Data,
}

/// The data a paper was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Data {
    /// Name of the file.
    pub(super) name: &'static str,
    /// What it is.
    pub(super) description: &'static str,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

impl Block {
    pub(super) fn new(role: Role, text: impl Into<String>) -> Self {
        Self { role, label: String::new(), text: text.into(), key: false }
    }

    pub(super) fn row(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::new(Role::Row, text) }
    }
}
