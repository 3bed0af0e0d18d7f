//! A button that answers at once and ignores a second tap while it works.

use leptos::prelude::*;

use crate::{
    language::say,
    text::{Message, controls},
};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do on the screen, inside its form: submits it.
    Submit,
    /// The one thing to do on the screen.
    #[default]
    Primary,
    /// Another thing one may do.
    Secondary,
    /// Barely a button.
    Quiet,
    /// Something that takes away.
    Danger,
}

impl ButtonKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Submit | Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        }
    }
}

/// A real `<button>`. While `busy` it says so, keeps its place and its focus, and does nothing.
#[component]
pub fn Button(
    /// What it does, in words.
    label: Message,
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether its work is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether it cannot be used yet; the screen says why.
    #[prop(optional, into)]
    blocked: Signal<bool>,
    /// Called on a press that counts.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
) -> impl IntoView {
    let unusable = Signal::derive(move || busy.get() || blocked.get());
    let press = move |event: leptos::ev::MouseEvent| {
        if unusable.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let text = say(label);
    let working = say(controls::WORKING);
    view! {
        <button
            type=if kind == ButtonKind::Submit { "submit" } else { "button" }
            class="button"
            data-kind=kind.name()
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || unusable.get().then_some("true")
            on:click=press
        >
            {move || if busy.get() { working() } else { text() }}
        </button>
    }
}
