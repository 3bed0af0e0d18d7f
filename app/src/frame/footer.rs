//! Who to call and what this is not: in the same place on every screen.

use crate::{
    dom::{View, el},
    text::frame,
};

/// The footer.
pub fn footer() -> View {
    let help = el("a").set("href", "tel:4000000000").say(frame::HELP_LINE);
    el("footer")
        .class("footer")
        .with(el("p").say(frame::DISCLAIMER))
        .with(el("p").say(frame::SIMULATED))
        .with(el("p").with(help))
        .into()
}
