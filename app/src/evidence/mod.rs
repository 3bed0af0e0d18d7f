//! The dated chain of one application, verified here.

use leptos::prelude::*;

use crate::{components::Skeleton, frame::Page, language::Voice, routes::Reference, text::evidence};

/// The dated chain of one application, verified here.
#[component]
pub fn EvidenceScreen(reference: Reference) -> impl IntoView {
    let voice = Voice::expect();
    let _ = reference;
    view! {
        <Page title=Signal::derive(move || voice.say(evidence::TITLE).to_owned())>
            <Skeleton />
        </Page>
    }
}
