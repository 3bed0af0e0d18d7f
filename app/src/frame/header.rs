//! The band at the top: the name or the way back, and the switches.

use crate::{
    dom::{El, View, all, el, live, svg},
    language::{Voice, html_lang, other},
    mode::ModeSwitch,
    navigation::Navigator,
    routes::Place,
    text::frame,
};

/// The house mark: an opening in a coin.
pub const MARK: &str = "M16 1a15 15 0 0 1 5.5 28.96V10.5h-11v19.46A15 15 0 0 1 16 1Z";

/// The header, with `start` at its left end.
pub fn header(start: View) -> View {
    let skip = el("a").class("skip-link").set("href", "#main").say(frame::SKIP_TO_CONTENT);
    let me = el("a").class("app-header__tool").set("href", &Place::Me.href());
    let band = el("header").class("app-header").with(start).with(tools(me.say(frame::MY_PAGE)));
    all([skip.into(), band.into()])
}

/// The header of the bank's people: visibly another side of the counter, with nothing of a borrower's.
pub fn desk_header() -> View {
    let skip = el("a").class("skip-link").set("href", "#main").say(frame::SKIP_TO_CONTENT);
    let desk = el("a").class("app-header__tool").set("href", &Place::Desk.href());
    let band = el("header").class("app-header").set("data-side", "desk");
    let band = band.with(way_back()).with(tools(desk.say(frame::DESK)));
    all([skip.into(), band.into()])
}

/// The way back to where the present place belongs, or the name when it stands by itself.
pub fn way_back() -> View {
    let (navigator, voice) = (Navigator::expect(), Voice::expect());
    live(move || match navigator.place().parent() {
        None if navigator.place_now().is_at_the_desk() => {
            el("p").class("app-header__brand").say(frame::DESK).into()
        }
        None => brand(),
        Some(parent) => el("a")
            .class("app-header__back")
            .set("href", &parent.href())
            .words(move || navigator.place_now().title(voice.language()).to_owned())
            .into(),
    })
}

/// The name.
pub fn brand() -> View {
    let mark = svg("svg")
        .class("app-header__mark")
        .set("viewBox", "0 0 32 32")
        .set("aria-hidden", "true")
        .with(svg("path").set("fill-rule", "evenodd").set("d", MARK));
    let link = el("a").class("app-header__brand").set("href", &Place::Quote.href());
    link.with(mark).say(frame::PRODUCT).into()
}

/// The switches, after the one way that leads somewhere.
fn tools(home: El) -> El {
    let (voice, mode) = (Voice::expect(), ModeSwitch::expect());
    let tool = || el("button").class("app-header__tool").set("type", "button");
    el("div")
        .class("app-header__tools")
        .with(home)
        .with(
            tool()
                .pressed(move || mode.is_large())
                .on_click(move || mode.flip())
                .say(frame::LARGE_TEXT),
        )
        .with(
            tool()
                .follow("lang", move || Some(html_lang(other(voice.language())).to_owned()))
                .say_in("aria-label", frame::OTHER_LANGUAGE_NAME)
                .on_click(move || voice.switch())
                .say(frame::OTHER_LANGUAGE),
        )
}
