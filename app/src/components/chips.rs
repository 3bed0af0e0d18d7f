//! Quick choices beside a field that takes anything.

use super::Reading;
use crate::dom::{View, el, live};

/// A row of small buttons; the pressed one is the present choice, told by its position.
pub fn chips(
    labels: Reading<Vec<String>>,
    pressed: Reading<usize>,
    on_press: impl Fn(usize) + Copy + 'static,
) -> View {
    let chip = move |(position, label): (usize, String)| {
        let pressed = pressed.clone();
        el("button")
            .class("button")
            .set("data-kind", "chip")
            .set("type", "button")
            .pressed(move || pressed.get() == position)
            .on_click(move || on_press(position))
            .text(&label)
    };
    let row = move || labels.get().into_iter().enumerate().map(&chip).collect::<Vec<_>>().into();
    el("div").class("cluster").with(live(row)).into()
}
