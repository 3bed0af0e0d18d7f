//! What every input has around it: label, hint, error, tied together for everybody.

use leptos::prelude::*;

use crate::{language::say, text::Message};

/// Label, hint and error around one control, which must carry `id` and point to
/// [`described_by`] with `aria-describedby`.
#[component]
pub fn Field(
    /// The control's id.
    id: &'static str,
    /// What to enter, unit included.
    label: Message,
    /// A short sentence that helps.
    #[prop(optional_no_strip)]
    hint: Option<Message>,
    /// What is wrong, when something is.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Label and control side by side.
    #[prop(optional)]
    in_row: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let hint = hint.map(|hint| view! { <p class="field__hint" id=hint_id(id)>{say(hint)}</p> });
    let label = view! { <label class="field__label" for=id>{say(label)}</label> };
    let control = view! { <div class="field__control">{children()}</div> };
    let error = view! { <FieldError id error /> };
    if in_row {
        view! { <div class="field" data-layout="row">{label} {control} {hint} {error}</div> }.into_any()
    } else {
        view! { <div class="field">{label} {hint} {error} {control}</div> }.into_any()
    }
}

/// The error beside a control; announced when it appears.
#[component]
pub fn FieldError(
    /// The control's id.
    id: &'static str,
    /// What is wrong, when something is.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let sentence = move || error.get().map(|error| view! { <p class="field__error">{error}</p> });
    view! { <div id=error_id(id) role="alert">{sentence}</div> }
}

/// The value of a control's `aria-describedby`.
pub fn described_by(id: &str, has_hint: bool) -> String {
    let mut ids = error_id(id);
    if has_hint {
        ids.push(' ');
        ids.push_str(&hint_id(id));
    }
    ids
}

fn error_id(id: &str) -> String {
    [id, "-error"].concat()
}

fn hint_id(id: &str) -> String {
    [id, "-hint"].concat()
}
