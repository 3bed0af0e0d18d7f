//! A facility: what it has left, and drawing on it.

use leptos::prelude::*;

use crate::{components::Skeleton, frame::Page, language::Voice, routes::Reference, text::facility};

/// A facility: what it has left, and drawing on it.
#[component]
pub fn FacilityScreen(reference: Reference) -> impl IntoView {
    let voice = Voice::expect();
    let _ = reference;
    view! {
        <Page title=Signal::derive(move || voice.say(facility::TITLE).to_owned())>
            <Skeleton />
        </Page>
    }
}
