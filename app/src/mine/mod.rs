//! Everything of the signed-in person.

use leptos::prelude::*;

use crate::{components::Skeleton, frame::Page, language::Voice, text::mine};

/// Everything of the signed-in person.
#[component]
pub fn MineScreen() -> impl IntoView {
    let voice = Voice::expect();
    view! {
        <Page title=Signal::derive(move || voice.say(mine::TITLE).to_owned())>
            <Skeleton />
        </Page>
    }
}
