//! A loan: what is owed to the day, and repaying it.

use leptos::prelude::*;

use crate::{components::Skeleton, frame::Page, language::Voice, routes::Reference, text::loan};

/// A loan: what is owed to the day, and repaying it.
#[component]
pub fn LoanScreen(reference: Reference) -> impl IntoView {
    let voice = Voice::expect();
    let _ = reference;
    view! {
        <Page title=Signal::derive(move || voice.say(loan::TITLE).to_owned())>
            <Skeleton />
        </Page>
    }
}
