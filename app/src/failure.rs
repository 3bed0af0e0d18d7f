//! The one place where technical failure becomes words.

use leptos::prelude::*;
use shared::api::ProblemCode;

use crate::{
    api::ApiError,
    components::{ButtonKind, Tone, button, notice},
    dom::{View, el, live},
    format,
    language::Voice,
    navigation::Navigator,
    task::Task,
    text::{Message, failure},
};

/// What went wrong with a question, and what to do about it.
pub fn failed(error: ApiError, on_retry: impl Fn() + 'static) -> View {
    let remedy = if error.code() == Some(ProblemCode::SignInRequired) {
        sign_in_again()
    } else if error == ApiError::Unreadable {
        remedy(failure::RELOAD, || drop(location().reload()))
    } else {
        remedy(failure::RETRY, on_retry)
    };
    told(error, failure::UNREACHABLE, remedy)
}

/// What went wrong with a command, above the button that sends it again.
pub fn task_failed(task: Task) -> View {
    live(move || {
        task.failure()
            .get()
            .map(|error| {
                let signed_out = error.code() == Some(ProblemCode::SignInRequired);
                let remedy = signed_out.then(sign_in_again);
                told(error, failure::OUTCOME_UNKNOWN, remedy.into())
            })
            .into()
    })
}

fn told(error: ApiError, silence: Message, remedy: View) -> View {
    let voice = Voice::expect();
    let sentence = move || match &error {
        ApiError::Refused(problem) if problem.code == ProblemCode::SignInRequired => {
            voice.say(failure::SIGNED_OUT).to_owned()
        }
        ApiError::Refused(problem) => format::sentence(problem.said(voice.language())),
        ApiError::Unreachable => voice.say(silence).to_owned(),
        ApiError::Unreadable => voice.say(failure::UNREADABLE).to_owned(),
    };
    notice(Tone::Bad).with(el("p").words(sentence)).with(remedy).into()
}

fn remedy(label: Message, act: impl Fn() + 'static) -> View {
    button(label, ButtonKind::Secondary, Signal::stored(false), act)
}

fn sign_in_again() -> View {
    let navigator = Navigator::expect();
    remedy(failure::SIGN_IN, move || navigator.sign_in_for(navigator.place_now()))
}
