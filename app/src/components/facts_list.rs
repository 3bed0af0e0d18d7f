//! Names and their values.

use crate::dom::{View, el, live};

/// One name with its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactRow {
    /// What it is.
    pub name: String,
    /// How much or who.
    pub value: String,
    /// A sentence under both; empty for none.
    pub note: String,
}

impl FactRow {
    /// A row without a note.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into(), note: String::new() }
    }

    /// The row with a sentence under it.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

/// A description list; it follows the signals `rows` reads.
pub fn facts_list(rows: impl Fn() -> Vec<FactRow> + 'static) -> View {
    list(None, Box::new(rows))
}

/// The same with the figures side by side.
pub fn facts_grid(rows: impl Fn() -> Vec<FactRow> + 'static) -> View {
    list(Some("grid"), Box::new(rows))
}

fn list(layout: Option<&'static str>, rows: Box<dyn Fn() -> Vec<FactRow>>) -> View {
    let row = |row: FactRow| {
        let mut line = el("div")
            .class("facts__row")
            .with(el("dt").class("facts__name").text(&row.name))
            .with(el("dd").class("facts__value").text(&row.value));
        if !row.note.is_empty() {
            line = line.with(el("dd").class("facts__note").text(&row.note));
        }
        line
    };
    let list = el("dl").class("facts");
    let list = if let Some(layout) = layout { list.set("data-layout", layout) } else { list };
    list.with(live(move || rows().into_iter().map(row).collect::<Vec<_>>().into())).into()
}
