//! Names and their values.

use leptos::prelude::*;

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

/// A description list; rows follow what they are made from, as when the language changes.
#[component]
pub fn FactsList(
    /// The rows in reading order.
    #[prop(into)]
    rows: Signal<Vec<FactRow>>,
    /// Figures side by side instead of lines.
    #[prop(optional)]
    in_grid: bool,
) -> impl IntoView {
    let row = |row: FactRow| {
        view! {
            <div class="facts__row">
                <dt class="facts__name">{row.name}</dt>
                <dd class="facts__value">{row.value}</dd>
                {(!row.note.is_empty()).then(|| view! { <dd class="facts__note">{row.note}</dd> })}
            </div>
        }
    };
    view! {
        <dl class="facts" data-layout=in_grid.then_some("grid")>
            {move || rows.get().into_iter().map(row).collect::<Vec<_>>()}
        </dl>
    }
}
