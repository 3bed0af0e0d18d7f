//! Everything that stands in the way of a form, at its top, each leading to its field.

use leptos::prelude::*;

use crate::{
    dom::{View, el, live, nothing},
    navigation,
    text::controls,
};

const ID: &str = "problems";

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field's id.
    pub id: &'static str,
    /// What to do about it, in the same words as beside the field.
    pub sentence: String,
}

/// The summary; nothing while nothing is wrong. It takes the focus when it appears.
pub fn error_summary(problems: Memo<Vec<FieldProblem>>) -> View {
    let appears = Memo::new(move |_| !problems.read().is_empty());
    Effect::new(move || {
        if appears.get() {
            request_animation_frame(|| navigation::focus(ID));
        }
    });
    let line = |problem: FieldProblem| {
        let id = problem.id;
        let link = el("a").set("href", &["#", id].concat()).text(&problem.sentence);
        el("li").with(link.on("click", move |event| {
            event.prevent_default();
            navigation::focus(id);
        }))
    };
    live(move || {
        let problems = problems.get();
        if problems.is_empty() {
            return nothing();
        }
        let lines = problems.into_iter().map(line).collect::<Vec<_>>();
        el("div")
            .class("notice")
            .set("data-tone", "bad")
            .set("role", "alert")
            .set("tabindex", "-1")
            .set("id", ID)
            .with(el("h2").class("notice__title").say(controls::PROBLEM_TITLE))
            .with(el("ul").with(lines))
            .into()
    })
}
