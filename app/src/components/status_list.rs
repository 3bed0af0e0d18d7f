//! Things under way, each with its state.

use leptos::prelude::*;

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
    /// Did not work.
    Failed,
}

impl StatusState {
    const fn name(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Busy => "busy",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Failed => "failed",
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

/// A list that announces its changes politely.
#[component]
pub fn StatusList(
    /// The rows in the order things happen.
    #[prop(into)]
    rows: Signal<Vec<StatusRow>>,
) -> impl IntoView {
    let row = |row: StatusRow| {
        view! {
            <li class="status-list__item" data-state=row.state.name()>
                <div class="status-list__row">
                    <span class="status-list__name">{row.name}</span>
                    <span class="status-list__state">{row.state_text}</span>
                </div>
                {(!row.note.is_empty())
                    .then(|| view! { <p class="status-list__note">{row.note}</p> })}
            </li>
        }
    };
    view! {
        <ol class="status-list" aria-live="polite">
            {move || rows.get().into_iter().map(row).collect::<Vec<_>>()}
        </ol>
    }
}
