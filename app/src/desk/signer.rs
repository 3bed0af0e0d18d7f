//! Seeing who signs.

use leptos::prelude::*;
use shared::api::{SeeSigner, SeeSignerRequest};

use super::{
    case::CaseModel,
    judgement_draft::Problem,
    record::{PLAIN, problem, summary},
};
use crate::{
    components::{
        Choice, ChoiceOption, TextField, card, choice, form, note, read, submit_button, text_field,
    },
    dom::{View, nothing, words},
    failure::task_failed,
    language::Voice,
    task::Task,
    text::desk,
};

/// Whether it is the applicant, and how that was seen.
pub(super) fn signer_card(case: CaseModel) -> View {
    let voice = Voice::expect();
    let (chosen, text) = (RwSignal::new(0_usize), RwSignal::new(String::new()));
    let (problems, task) = (RwSignal::new(Vec::<Problem>::new()), Task::new());
    let options = move || {
        [desk::SIGNER_IS, desk::SIGNER_IS_NOT].map(|of| ChoiceOption::plain(voice.say(of))).to_vec()
    };
    let seen = Choice {
        name: "signer",
        legend: desk::SIGNER,
        options: read(options),
        chosen: read(move || chosen.get()),
        layout: None,
    };
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
        if note.is_empty() {
            problems.set(vec![("note", desk::NOTE_MISSING)]);
            return;
        }
        problems.set(Vec::new());
        let request = SeeSignerRequest { is_the_applicant: chosen.get_untracked() == 0, note };
        let (api, id) = (case.api, case.task_id());
        let send = async move { api.send_once::<SeeSigner>(&[&id], &request).await };
        task.run(send, move |answer| case.answered(answer));
    };
    let fields = form(task.busy(), send)
        .with(summary(problems))
        .with(choice(seen, move |position| chosen.set(position)))
        .with(text_field(typed_note, nothing()))
        .with(task_failed(task))
        .with(submit_button(desk::SUBMIT_ANSWER, task.busy()));
    card(desk::SIGNER, nothing())
        .with(note(words(move || voice.say(desk::SIGNER_HOW).to_owned())))
        .with(fields)
        .into()
}
