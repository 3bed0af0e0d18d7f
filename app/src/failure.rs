//! The one place where technical failure becomes words.

use leptos::prelude::*;
use shared::api::ProblemCode;

use crate::{
    api::ApiError,
    components::{Button, ButtonKind, Notice, Tone},
    language::Voice,
    navigation::Navigator,
    task::Task,
    text::{Message, failure},
};

/// What went wrong and what to do about it.
#[component]
pub fn Failure(
    /// What went wrong.
    error: ApiError,
    /// Tries again.
    on_retry: Callback<()>,
) -> impl IntoView {
    let signed_out = error.code() == Some(ProblemCode::SignInRequired);
    let unreadable = error == ApiError::Unreadable;
    let sentence = sentence(error, failure::UNREACHABLE);
    let remedy = if signed_out {
        view! { <SignInAgain /> }.into_any()
    } else if unreadable {
        let reload = |()| drop(location().reload());
        view! { <Button label=failure::RELOAD kind=ButtonKind::Secondary on_press=reload /> }
            .into_any()
    } else {
        view! { <Button label=failure::RETRY kind=ButtonKind::Secondary on_press=on_retry /> }
            .into_any()
    };
    view! { <Notice tone=Tone::Bad><p>{sentence}</p>{remedy}</Notice> }
}

/// What went wrong with a command, above the button that sends it again.
#[component]
pub fn TaskFailure(
    /// The command.
    task: Task,
) -> impl IntoView {
    move || {
        let error = task.failure().get()?;
        let signed_out = error.code() == Some(ProblemCode::SignInRequired);
        let sentence = sentence(error, failure::OUTCOME_UNKNOWN);
        Some(view! {
            <Notice tone=Tone::Bad>
                <p>{sentence}</p>
                {signed_out.then(|| view! { <SignInAgain /> })}
            </Notice>
        })
    }
}

#[component]
fn SignInAgain() -> impl IntoView {
    let navigator = Navigator::expect();
    let press = move |()| navigator.sign_in_for(navigator.place_now());
    view! { <Button label=failure::SIGN_IN kind=ButtonKind::Secondary on_press=press /> }
}

/// The sentence for `error`; `silence` says what no answer means here.
fn sentence(error: ApiError, silence: Message) -> impl Fn() -> String + Send + 'static {
    let voice = Voice::expect();
    move || match &error {
        ApiError::Refused(problem) if problem.code == ProblemCode::SignInRequired => {
            voice.say(failure::SIGNED_OUT).to_owned()
        }
        ApiError::Refused(problem) => problem.detail.clone(),
        ApiError::Unreachable => voice.say(silence).to_owned(),
        ApiError::Unreadable => voice.say(failure::UNREADABLE).to_owned(),
    }
}
