//! A form that submits once at a time and never reloads the page.

use leptos::{ev::SubmitEvent, prelude::*};

/// A real `<form>`; the Enter key works, the browser's own validation bubbles do not appear.
#[component]
pub fn Form(
    /// Called when the person submits and nothing is under way.
    #[prop(into)]
    on_submit: Callback<()>,
    /// Whether a submission is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// The fields and the button.
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() {
            on_submit.run(());
        }
    };
    view! { <form class="stack" data-gap="large" novalidate on:submit=submit>{children()}</form> }
}
