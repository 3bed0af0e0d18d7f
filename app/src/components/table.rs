//! A table that scrolls in its own frame, never the page.

use crate::{
    dom::{El, View, el},
    text::Message,
};

/// One row: its heading, and what stands under the other columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableRow {
    /// The first cell.
    pub heading: String,
    /// A second line in it; empty for none.
    pub small: String,
    /// The other cells.
    pub cells: Vec<String>,
    /// Whether the last cell deserves a second look.
    pub warn: bool,
}

/// A table: caption (for screen readers), columns, rows, and a last row of sums if there is one.
pub fn table(
    id: &'static str,
    caption: Message,
    columns: &[Message],
    rows: &[TableRow],
    sums: Option<TableRow>,
) -> View {
    let heads: Vec<El> =
        columns.iter().map(|column| el("th").set("scope", "col").say(column)).collect();
    let rows: Vec<El> = rows.iter().map(line).collect();
    let table = el("table")
        .with(el("caption").class("visually-hidden").set("id", id).say(caption))
        .with(el("thead").with(el("tr").with(heads)))
        .with(el("tbody").with(rows))
        .with(sums.map(|sums| el("tfoot").with(line(&sums))));
    el("div")
        .class("table")
        .set("role", "region")
        .set("aria-labelledby", id)
        .set("tabindex", "0")
        .with(table)
        .into()
}

fn line(row: &TableRow) -> El {
    let mut heading = el("th").set("scope", "row").text(&row.heading);
    if !row.small.is_empty() {
        heading = heading.with(el("small").text(&row.small));
    }
    let cells: Vec<El> = row.cells.iter().map(|cell| el("td").text(cell)).collect();
    let line = el("tr").with(heading).with(cells);
    if row.warn { line.set("data-tone", "warn") } else { line }
}
