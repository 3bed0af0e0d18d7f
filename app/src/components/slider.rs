//! A native range input over a bar. Always beside a typed way to give the same value.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::{
    dom::{View, el},
    text::Message,
};

/// A slider over whole numbers; `value` outside the range shows at the nearest end.
pub struct Slider {
    /// Its name for those who cannot see what it stands under.
    pub label: Message,
    /// The left and the right end.
    pub ends: Signal<(i64, i64)>,
    /// One move.
    pub step: i64,
    /// Where it stands.
    pub value: Signal<i64>,
    /// Where it stands, in words.
    pub spoken: Signal<String>,
}

/// Shows the slider and calls `on_slide` with each new value while it moves.
pub fn slider(slider: Slider, on_slide: impl Fn(i64) + 'static) -> View {
    let Slider { label, ends, step, value, spoken } = slider;
    let fill = el("progress")
        .class("slider__fill")
        .set("aria-hidden", "true")
        .follow("max", move || Some((ends.get().1 - ends.get().0).max(1).to_string()))
        .follow("value", move || {
            let (least, most) = ends.get();
            Some((value.get().min(most) - least).max(0).to_string())
        });
    let input = el("input")
        .class("slider__input")
        .set("type", "range")
        .set("step", &step.to_string())
        .say_in("aria-label", label)
        .follow("aria-valuetext", move || Some(spoken.get()))
        .follow("min", move || Some(ends.get().0.to_string()))
        .follow("max", move || Some(ends.get().1.to_string()))
        .property("value", move || {
            ends.track();
            JsValue::from_str(&value.get().to_string())
        })
        .on_input(move |text| {
            if let Ok(value) = text.parse() {
                on_slide(value);
            }
        });
    el("div").class("slider").with(fill).with(input).into()
}
