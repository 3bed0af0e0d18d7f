//! How tables look on a terminal.

use comfy_table::{CellAlignment, Table, presets};
use shared::language::Language;

/// A table under these headings, of which all but the first column are figures.
pub(super) fn headed(headings: &[(&str, &str)], language: Language) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::UTF8_HORIZONTAL_ONLY);
    table.set_header(headings.iter().map(|(zh, en)| language.pick(zh, en)));
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}
