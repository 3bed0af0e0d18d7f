//! What the person should know about the app itself: no network, a newer version.

use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, Notice, Tone},
    connection::Connection,
    language::say,
    text::frame,
    update::{self, NewVersion},
};

/// Notices, when there are any.
#[component]
pub fn Notices() -> impl IntoView {
    let connection = Connection::expect();
    let newer = NewVersion::expect();
    let offline = move || {
        (!connection.is_online())
            .then(|| view! { <Notice tone=Tone::Warn><p>{say(frame::OFFLINE)}</p></Notice> })
    };
    let update = move || {
        newer.waits().then(|| {
            view! {
                <Notice>
                    <p>{say(frame::NEW_VERSION)}</p>
                    <Button
                        label=frame::UPDATE_NOW
                        kind=ButtonKind::Secondary
                        on_press=|()| update::update_now()
                    />
                </Notice>
            }
        })
    };
    view! {
        {offline}
        {update}
    }
}
