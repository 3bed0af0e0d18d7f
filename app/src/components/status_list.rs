//! Things under way, each with its state.

use crate::dom::{View, el, live};

/// How far one thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusState {
    /// Not begun.
    Todo,
    /// Being done now.
    Busy,
    /// Waits for somebody else.
    Waiting,
    /// Done.
    Done,
}

impl StatusState {
    const fn name(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Busy => "busy",
            Self::Waiting => "waiting",
            Self::Done => "done",
        }
    }
}

/// One thing under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusRow {
    /// How far it is.
    pub state: StatusState,
    /// What it is.
    pub name: String,
    /// How far it is, in words.
    pub state_text: String,
    /// A sentence under it; empty for none.
    pub note: String,
}

/// A list that announces its changes politely; it follows the signals `rows` reads.
pub fn status_list(rows: impl Fn() -> Vec<StatusRow> + 'static) -> View {
    let row = |row: StatusRow| {
        let line = el("p")
            .class("status-list__row")
            .with(el("span").class("status-list__name").text(&row.name))
            .with(el("span").class("status-list__state").text(&row.state_text));
        let item =
            el("li").class("status-list__item").set("data-state", row.state.name()).with(line);
        if row.note.is_empty() {
            item
        } else {
            item.with(el("p").class("status-list__note").text(&row.note))
        }
    };
    let list = el("ul").class("status-list").set("aria-live", "polite");
    list.with(live(move || rows().into_iter().map(row).collect::<Vec<_>>().into())).into()
}
