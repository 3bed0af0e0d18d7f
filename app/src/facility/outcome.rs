//! What became of a command whose button is always in sight, brought into sight as well.

use leptos::prelude::*;

use crate::{
    dom::{View, el},
    failure::task_failed,
    navigation,
    task::Task,
};

/// What went wrong with `task`; takes the focus when it appears.
pub fn outcome(task: Task) -> View {
    const ID: &str = "outcome";
    let failure = task.failure();
    Effect::new(move || {
        if failure.read().is_some() {
            show(ID);
        }
    });
    at_hand(ID, move || failure.read().is_some(), task_failed(task))
}

/// `content` under an id that [`show`] finds; takes no room until it `is_there`.
pub fn at_hand(id: &'static str, is_there: impl Fn() -> bool + 'static, content: View) -> View {
    el("div")
        .set("id", id)
        .set("tabindex", "-1")
        .follow("hidden", move || (!is_there()).then(String::new))
        .with(content)
        .into()
}

/// Moves focus, and with it the view, to what is shown under `id`.
pub fn show(id: &'static str) {
    request_animation_frame(move || navigation::focus(id));
}
