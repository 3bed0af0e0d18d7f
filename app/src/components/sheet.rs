//! A sheet that rises from below: a native modal dialog, so focus stays inside and Escape closes.

use leptos::{html::Dialog, prelude::*};

use crate::{
    language::say,
    text::{Message, controls},
};

/// A modal sheet; its content is built only while it is open.
#[component]
pub fn Sheet(
    /// Its heading.
    title: Message,
    /// Whether it is open; closing it by any means sets this.
    open: RwSignal<bool>,
    /// What it shows.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() {
            let _ = dialog.show_modal();
        } else {
            dialog.close();
        }
    });
    let heading = say(title);
    let content = move || open.get().then(|| children());
    view! {
        <dialog class="sheet" node_ref=dialog aria-label=heading on:close=move |_| open.set(false)>
            <div class="sheet__head">
                <h2 class="sheet__title">{heading}</h2>
                <button
                    type="button"
                    class="sheet__close"
                    aria-label=say(controls::CLOSE)
                    on:click=move |_| open.set(false)
                ></button>
            </div>
            {content}
        </dialog>
    }
}
