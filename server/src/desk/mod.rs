//! The desk: what people of the bank see and do.
//!
//! A handler here opens a [`DeskCase`], asks `shared::desk` whether the act is allowed, and records
//! it as a step of the application, so that it enters the application's evidence chain. Who may
//! call what is the extractors' affair (`crate::session`).

pub mod answers;
pub mod decisions;
pub mod facts;
mod opened;
pub mod papers;
pub mod queries;
pub mod queue;
pub mod requests;
pub mod signer;
pub mod tasks;
pub mod view;

pub use opened::DeskCase;

use shared::api::DeskAnswer;

use crate::applications::deciding::Recorded;
use crate::command::Commanded;
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::session::Staff;
use crate::store::acts::{Answer, DeskStep, With};

/// The longest note an officer may write, in characters.
const NOTE_CHARACTERS_MAX: usize = shared::desk::NOTE_CHARACTERS_MAX;

/// A note as it is kept.
///
/// # Errors
/// [`Failure`] for an empty one, or one that is too long.
pub fn note(typed: &str) -> Result<String, Failure> {
    let note = typed.trim();
    if note.is_empty() {
        return Err(Failure::field(
            "note",
            "note_missing",
            "请写明依据：看到了什么材料、与谁核实。",
            "Write what it rests on: which papers were seen, who was spoken to.",
        ));
    }
    if note.chars().count() > NOTE_CHARACTERS_MAX {
        let refusal = FieldRefusal::because(
            "note",
            "note_too_long",
            "最多500个字。",
            "At most 500 characters.",
        );
        return Err(Failure::fields(vec![refusal]));
    }
    Ok(note.to_owned())
}

/// Records a decision made at the desk, who made or caused it, and the answer to the command.
///
/// # Errors
/// [`Failure`] when the case has changed meanwhile, or the answer cannot be written.
pub async fn conclude<T>(
    here: &Installation,
    staff: &Staff,
    command: &Commanded<T>,
    case: &DeskCase,
    act: &'static str,
    recorded: Recorded,
) -> Result<Answer, Failure> {
    let Recorded { mut step, version, waited, opened } = recorded;
    step.with.push(with_act(case, staff, act));
    let is_this = |task: &tasks::NamedTask| task.id == case.task.id;
    let ended = waited.filter(is_this).and_then(|named| named.task.outcome().cloned());
    let answered = DeskAnswer {
        task_id: case.task.id.clone(),
        stage: case.case.application.stage.name(),
        version: Some(version),
        outcome: ended,
        next_task_id: opened.map(|named| named.id),
    };
    let kept = command.answered_with(here, &staff.scope, &answered)?;
    let answer = kept.answer.clone();
    step.command = Some(kept);
    here.store.advance_application(step).await?;
    Ok(answer)
}

/// That somebody of the bank did something about a task.
pub fn with_act(case: &DeskCase, staff: &Staff, act: &'static str) -> With {
    With::Desk(DeskStep::Act {
        task: case.task.id.clone(),
        officer: staff.officer.signature(),
        act,
    })
}
