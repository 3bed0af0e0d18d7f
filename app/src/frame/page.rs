//! One screen: its heading, its lead, its blocks.

use leptos::prelude::*;

use super::Notices;

/// The main region; the heading receives focus after a move.
#[component]
pub fn Page(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// A sentence under it; empty for none.
    #[prop(optional, into)]
    lead: Signal<String>,
    /// Blocks in reading order; a `.bar` comes last.
    children: Children,
) -> impl IntoView {
    let lead = move || {
        let lead = lead.get();
        (!lead.is_empty()).then(|| view! { <p class="page__lead">{lead}</p> })
    };
    view! {
        <main class="page" id="main" tabindex="-1">
            <header>
                <h1 class="page__title" tabindex="-1">{move || title.get()}</h1>
                {lead}
            </header>
            <Notices />
            {children()}
        </main>
    }
}
