//! Something folded away until somebody wants to read it.

use leptos::prelude::*;

use crate::dom::{View, el, live_when};

/// A fold; its content is built only while it is open.
pub fn fold(summary: impl Into<View>, content: impl Fn() -> View + 'static) -> View {
    let open = RwSignal::new(false);
    el("details")
        .class("fold")
        .on("toggle", move |_| open.update(|open| *open = !*open))
        .with(el("summary").class("fold__summary").with(summary))
        .with(live_when(move || open.get(), content))
        .into()
}
