//! What the person should know about the app itself: no network, a newer version.

use leptos::prelude::*;

use crate::{
    components::{ButtonKind, Tone, button, notice},
    connection::Connection,
    dom::{View, all, el, live_when},
    text::frame,
    update::{self, NewVersion},
};

/// Notices, when there are any.
pub fn notices() -> View {
    let (connection, newer) = (Connection::expect(), NewVersion::expect());
    let offline = || notice(Tone::Warn).with(el("p").say(frame::OFFLINE)).into();
    let update = || {
        let now = button(
            frame::UPDATE_NOW,
            ButtonKind::Secondary,
            Signal::stored(false),
            update::update_now,
        );
        notice(Tone::Info).with(el("p").say(frame::NEW_VERSION)).with(now).into()
    };
    all([
        live_when(move || !connection.is_online(), offline),
        live_when(move || newer.waits(), update),
    ])
}
