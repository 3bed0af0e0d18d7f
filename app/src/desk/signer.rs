//! Seeing who signs.

use leptos::prelude::*;
use shared::{
    api::{SeeSigner, SeeSignerRequest},
    face_check::WhyInPerson,
};

use super::{
    case::CaseModel,
    judgement_draft::Problem,
    record::{PLAIN, problem, summary},
};
use crate::{
    components::{
        Choice, ChoiceOption, TextField, card, choice, form, note, read, submit_button, text_field,
    },
    dom::{View, el, nothing, words},
    failure::task_failed,
    language::Voice,
    task::Task,
    text::desk,
};

/// Which answers there are, in the order they are shown; none is given before somebody chooses.
const ANSWERS: [bool; 2] = [true, false];

/// Where the answer stands on the screen.
const ANSWER: &str = "signer";

/// Why a person looks, whether it is the applicant, and how that was seen.
pub(super) fn signer_card(case: CaseModel, why: WhyInPerson) -> View {
    let voice = Voice::expect();
    let (chosen, text) = (RwSignal::new(ANSWERS.len()), RwSignal::new(String::new()));
    let (problems, task) = (RwSignal::new(Vec::<Problem>::new()), Task::new());
    let options = move || {
        [desk::SIGNER_IS, desk::SIGNER_IS_NOT].map(|of| ChoiceOption::plain(voice.say(of))).to_vec()
    };
    let seen = Choice {
        name: ANSWER,
        legend: desk::SIGNER,
        options: read(options),
        chosen: read(move || chosen.get()),
        layout: None,
    };
    let seen = choice(seen, move |position| chosen.set(position));
    let typed_note = TextField {
        id: "note",
        label: desk::NOTE,
        hint: Some(desk::NOTE_HINT),
        entry: PLAIN,
        text,
        error: problem(problems, task, "note"),
    };
    let send = move || {
        let note = text.get_untracked().trim().to_owned();
        let answer = ANSWERS.get(chosen.get_untracked()).copied();
        let unchosen = answer.is_none().then_some((ANSWER, desk::SIGNER_MISSING));
        let unwritten = note.is_empty().then_some(("note", desk::NOTE_MISSING));
        problems.set(unchosen.into_iter().chain(unwritten).collect());
        let Some(is_the_applicant) = answer.filter(|_| unwritten.is_none()) else { return };
        let request = SeeSignerRequest { is_the_applicant, note };
        let (api, id) = (case.api, case.task_id());
        let send = async move { api.send_once::<SeeSigner>(&[&id], &request).await };
        task.run(send, move |answer| case.answered(answer));
    };
    let fields = form(task.busy(), send)
        .with(summary(problems))
        .with(el("div").set("id", ANSWER).set("tabindex", "-1").with(seen))
        .with(text_field(typed_note, nothing()))
        .with(task_failed(task))
        .with(submit_button(desk::SUBMIT_ANSWER, task.busy()));
    card(desk::SIGNER, nothing())
        .with(note(words(move || why.label().text(voice.language()).to_owned())))
        .with(note(desk::SIGNER_HOW))
        .with(fields)
        .into()
}
