//! A sentence that stands out.

use leptos::prelude::*;

/// What a notice, a badge or a figure feels like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// For your information.
    #[default]
    Info,
    /// It went well.
    Good,
    /// Mind this.
    Warn,
    /// It went wrong.
    Bad,
}

impl Tone {
    /// The value of `data-tone`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

/// A notice; bad ones interrupt a screen reader, others wait their turn.
#[component]
pub fn Notice(
    /// What it feels like.
    #[prop(optional)]
    tone: Tone,
    /// The words, and a button if something can be done.
    children: Children,
) -> impl IntoView {
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    view! { <div class="notice" data-tone=tone.name() role=role>{children()}</div> }
}
