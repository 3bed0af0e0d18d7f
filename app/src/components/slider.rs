//! A native range input over a bar. Always beside a typed way to give the same value.

use wasm_bindgen::JsValue;

use super::Reading;
use crate::{
    dom::{View, el},
    text::Message,
};

/// A slider over whole numbers; `value` outside the range shows at the nearest end.
pub struct Slider {
    /// Its name for those who cannot see what it stands under.
    pub label: Message,
    /// The left and the right end.
    pub ends: Reading<(i64, i64)>,
    /// One move.
    pub step: i64,
    /// Where it stands.
    pub value: Reading<i64>,
    /// Where it stands, in words.
    pub spoken: Reading<String>,
}

/// Shows the slider and calls `on_slide` with each new value while it moves.
pub fn slider(slider: Slider, on_slide: impl Fn(i64) + 'static) -> View {
    let Slider { label, ends, step, value, spoken } = slider;
    let (of_fill, from, to) = (ends.clone(), ends.clone(), ends.clone());
    let (filled, shown) = (value.clone(), value);
    let whole = ends.clone();
    let fill = el("progress")
        .class("slider__fill")
        .set("aria-hidden", "true")
        .follow("max", move || Some((whole.get().1 - whole.get().0).max(1).to_string()))
        .follow("value", move || {
            let (least, most) = of_fill.get();
            Some((filled.get().min(most) - least).max(0).to_string())
        });
    let input = el("input")
        .class("slider__input")
        .set("type", "range")
        .set("step", &step.to_string())
        .say_in("aria-label", label)
        .follow("aria-valuetext", move || Some(spoken.get()))
        .follow("min", move || Some(from.get().0.to_string()))
        .follow("max", move || Some(to.get().1.to_string()))
        .property("value", move || {
            // The browser keeps the thumb inside the ends, so it moves when they do.
            let _ = ends.get();
            JsValue::from_str(&shown.get().to_string())
        })
        .on_input(move |text| {
            if let Ok(value) = text.parse() {
                on_slide(value);
            }
        });
    el("div").class("slider").with(fill).with(input).into()
}
