//! How far along the form is, and what comes next.

use shared::api::ApplicationView;

use super::{stage, step::Step};
use crate::{
    components::steps,
    dom::View,
    language::Voice,
    text::{identity, title},
};

/// The bar of steps while the application is filled in.
pub(super) fn progress_bar(application: &ApplicationView, step: Step) -> View {
    let voice = Voice::expect();
    let next = stage::after(application, step);
    let bar = stage::progress(application, step).map(|(at, of)| {
        let now = move || {
            let language = voice.language();
            identity::step_of(at + 1, of, title::of_step(step, language), language)
        };
        let next = move || {
            let language = voice.language();
            let name = next.map(|next| title::of_step(next, language));
            name.map_or_else(String::new, |name| identity::next(name, language))
        };
        steps(at, of, now, next)
    });
    bar.into()
}
