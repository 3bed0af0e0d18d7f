//! The one large amount of a screen: typed as people write it, echoed as people say it.

use leptos::prelude::*;

use super::field::described_by;
use crate::{
    language::say,
    text::{Message, controls},
};

/// A large amount in yuan.
#[component]
pub fn MoneyField(
    /// Unique on the screen.
    id: &'static str,
    /// What the amount is.
    label: Message,
    /// The amount as typed; never reformatted while typing.
    #[prop(into)]
    text: Signal<String>,
    /// Called with what is typed.
    #[prop(into)]
    on_type: Callback<String>,
    /// The amount read back: in words people say, and in capitals as on a contract.
    #[prop(into)]
    echo: Signal<(String, String)>,
    /// What is wrong, when something is.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let sentence = move || {
        error.get().map(|error| view! { <p class="money-field__error">{error}</p> })
    };
    view! {
        <div class="money-field">
            <label class="money-field__label" for=id>{say(label)}</label>
            <div class="money-field__control">
                <span class="money-field__sign" aria-hidden="true">"¥"</span>
                <input
                    class="money-field__input"
                    id=id
                    name=id
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    enterkeyhint="next"
                    aria-describedby=described_by(id, true)
                    aria-invalid=move || error.read().is_some().then_some("true")
                    prop:value=move || text.get()
                    on:input=move |event| on_type.run(event_target_value(&event))
                />
                <span class="money-field__unit" aria-hidden="true">{say(controls::YUAN)}</span>
            </div>
            <p class="money-field__echo" id=[id, "-hint"].concat()>
                <span>{move || echo.get().0}</span>
                <span>{move || echo.get().1}</span>
            </p>
            <div id=[id, "-error"].concat() role="alert">{sentence}</div>
        </div>
    }
}
