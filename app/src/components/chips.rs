//! Quick choices beside a field that takes anything.

use leptos::prelude::*;

/// A row of small buttons; the pressed one is the present choice.
#[component]
pub fn Chips(
    /// What each button says, in order.
    #[prop(into)]
    labels: Signal<Vec<String>>,
    /// Position of the present choice; beyond the end when none is.
    #[prop(into)]
    pressed: Signal<usize>,
    /// Called with the position pressed.
    #[prop(into)]
    on_press: Callback<usize>,
) -> impl IntoView {
    let chip = move |(position, label): (usize, String)| {
        let is_pressed = move || if pressed.get() == position { "true" } else { "false" };
        view! {
            <button
                class="button"
                data-kind="chip"
                type="button"
                aria-pressed=is_pressed
                on:click=move |_| on_press.run(position)
            >
                {label}
            </button>
        }
    };
    let chips = move || labels.get().into_iter().enumerate().map(chip).collect::<Vec<_>>();
    view! { <div class="cluster">{chips}</div> }
}
