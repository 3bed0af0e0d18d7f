//! The account that money goes to and is repaid from.

use leptos::prelude::*;

use crate::{components::Skeleton, frame::Page, language::Voice, routes::Reference, text::account};

/// The account that money goes to and is repaid from.
#[component]
pub fn AccountScreen(reference: Reference) -> impl IntoView {
    let voice = Voice::expect();
    let _ = reference;
    view! {
        <Page title=Signal::derive(move || voice.say(account::TITLE).to_owned())>
            <Skeleton />
        </Page>
    }
}
