//! Security and privacy: who can get in, what was allowed, what was asked, one's own data.

mod authorisations;
mod data;
mod devices;
mod passkeys;
mod queries;

pub use self::{
    authorisations::authorisations_screen,
    data::{fates, my_data_screen},
    devices::{devices_screen, sessions_fold},
    passkeys::passkey_offer,
    queries::query_log_screen,
};

use crate::{
    components::card,
    dom::{El, View, el, nothing},
    routes::Place,
    text::{Message, person, title},
};

/// The way to all of these, on the person's own page.
pub fn person_card() -> View {
    let rows = [
        (title::DEVICES, person::DEVICES_NOTE, Place::Devices),
        (title::AUTHORISATIONS, person::AUTHORISATIONS_NOTE, Place::Authorisations),
        (title::QUERY_LOG, person::QUERY_LOG_NOTE, Place::QueryLog),
        (title::MY_DATA, person::MY_DATA_NOTE, Place::MyData),
    ];
    let rows: Vec<El> =
        rows.into_iter().map(|(name, note, place)| way(name, note, &place)).collect();
    card(person::CARD, nothing()).with(el("ul").class("list").with(rows)).into()
}

fn way(name: Message, note: Message, place: &Place) -> El {
    let words = el("span")
        .class("list__main")
        .with(el("span").class("list__title").say(name))
        .with(el("span").class("list__note").say(note));
    el("li").with(el("a").class("list__item").set("href", &place.href()).with(words))
}

/// One thing in a list, with something to do beside it.
fn entry(title: View, note: View, beside: View) -> El {
    let words = el("span")
        .class("list__main")
        .with(el("span").class("list__title").with(title))
        .with(el("span").class("list__note").with(note));
    el("li").class("list__item").with(words).with(beside)
}
