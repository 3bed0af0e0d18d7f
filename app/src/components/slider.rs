//! A native range input over a bar. Always beside a typed way to give the same value.

use leptos::prelude::*;

use crate::{language::say, text::Message};

/// What a slider runs over, in its own whole units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SliderRange {
    /// The left end.
    pub least: i64,
    /// The right end.
    pub most: i64,
    /// One move.
    pub step: i64,
}

/// A slider; `value` outside the range shows at the nearest end.
#[component]
pub fn Slider(
    /// Its name for those who cannot see what it stands under.
    label: Message,
    /// What it runs over.
    #[prop(into)]
    range: Signal<SliderRange>,
    /// Where it stands.
    #[prop(into)]
    value: Signal<i64>,
    /// Where it stands, in words.
    #[prop(into)]
    spoken: Signal<String>,
    /// Called with each new value while it moves.
    #[prop(into)]
    on_slide: Callback<i64>,
) -> impl IntoView {
    let slide = move |event| {
        if let Ok(value) = event_target_value(&event).parse() {
            on_slide.run(value);
        }
    };
    let filled = move || value.get().saturating_sub(range.get().least).max(0).to_string();
    let whole = move || (range.get().most - range.get().least).to_string();
    view! {
        <div class="slider">
            <progress class="slider__fill" aria-hidden="true" max=whole value=filled></progress>
            <input
                class="slider__input"
                type="range"
                aria-label=say(label)
                aria-valuetext=move || spoken.get()
                min=move || range.get().least.to_string()
                max=move || range.get().most.to_string()
                step=move || range.get().step.to_string()
                prop:value=move || value.get().to_string()
                on:input=slide
            />
        </div>
    }
}
