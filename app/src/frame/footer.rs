//! Who to call and what this is not: in the same place on every screen.

use leptos::prelude::*;

use crate::{language::say, text::frame};

/// The footer.
#[component]
pub fn Footer() -> impl IntoView {
    view! {
        <footer class="footer">
            <p>{say(frame::SIMULATED)}</p>
            <p><a href="tel:4000000000">{say(frame::HELP_LINE)}</a></p>
        </footer>
    }
}
