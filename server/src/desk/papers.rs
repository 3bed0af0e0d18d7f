//! Papers handed in for a higher limit: looking at one, and answering it.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use shared::api::{AnswerDisputeRequest, DisputeAnswer, FactWrittenDown, ProblemCode};
use shared::canonical::Digest;
use shared::desk::{Matter, Outcome, Recorded, ShownFigure, ShownPaper, Upholding};

use super::answers::{about, answered, conclude_answer, refusing};
use super::facts::written;
use super::{DeskCase, note};
use crate::applications::signing::files;
use crate::command::Commanded;
use crate::facilities::increase;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::{TELL_LIMIT, new_job};
use crate::session::{AtTheDesk, Staff};
use crate::store::acts::{Answer, FileKind};

/// The file handed in, as it is.
///
/// # Errors
/// [`ProblemCode::NotFound`] when there is no such task, or it has no file.
pub async fn get(
    State(here): State<Installation>,
    AtTheDesk(staff): AtTheDesk,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let missing = || Failure::of(ProblemCode::NotFound);
    let case = DeskCase::open(&here, &id).await?;
    let Matter::Paper(shown) = &case.task.task.matter else { return Err(missing()) };
    let kept = files(&here, &case.case, FileKind::Shown).await?;
    let file = kept.into_iter().find(|file| Digest::of(file) == shown.file).ok_or_else(missing)?;
    tracing::info!(staff = staff.officer.number, task = id, "a paper was looked at");
    let name = format!("{}-{}.{}", shown.metric.key(), shown.file.short(), shown.form.extension());
    let headers = [
        (CONTENT_TYPE, shown.form.media_type().to_owned()),
        (CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")),
    ];
    Ok((headers, file).into_response())
}

/// Answers a paper: the figure it shows is written down and the limit decided on it, or it is refused.
///
/// It speaks for the figure it was handed in for and for no other. Where a source says otherwise the decision's reasons
/// say that the paper was preferred, and over what; a source that has said so since the paper's day stands.
///
/// # Errors
/// [`Failure`]: no figure, one that may not be written down, or no note.
pub(super) async fn answer(
    here: &Installation,
    staff: &Staff,
    command: &Commanded<AnswerDisputeRequest>,
    case: DeskCase,
    shown: &ShownPaper,
) -> Result<Answer, Failure> {
    match &command.value.answer {
        DisputeAnswer::Upheld { correction } => {
            confirm(here, staff, command, case, (shown, correction.as_ref())).await
        }
        DisputeAnswer::Refused { because } => {
            refuse(here, staff, command, &case, (shown, *because)).await
        }
    }
}

async fn confirm(
    here: &Installation,
    staff: &Staff,
    command: &Commanded<AnswerDisputeRequest>,
    mut case: DeskCase,
    (shown, typed): (&ShownPaper, Option<&FactWrittenDown>),
) -> Result<Answer, Failure> {
    let typed = typed.ok_or_else(|| {
        Failure::field(
            "correction",
            "figure_missing",
            "请录入材料上的数字。",
            "Write down the figure the paper shows.",
        )
    })?;
    let typed_note = &command.value.note;
    let fact = about(here, &case, shown.metric, typed)?;
    let figure = ShownFigure::beside(&case.verified, fact);
    let kept = written(here, staff, Recorded::Shown(Box::new(figure.clone())), typed_note)?;
    kept.record.apply(&mut case.verified).map_err(Failure::internal)?;
    let on_paper = (shown, &figure, kept.record.note.as_str());
    let decided = increase::redecided(here, &case.case, on_paper, &case.verified).await?;
    let (mut step, version) = decided;
    step.evidence.insert(0, kept.evidence);
    step.with.extend(kept.with);
    step.jobs.push(new_job(here, TELL_LIMIT, &shown.increase_id)?);
    let (by, now) = (staff.officer.clone(), shown.metric.unit().text(fact.value));
    let outcome = Outcome::Confirmed { by, now, version, note: note(typed_note)? };
    let answered = answered(&case, version, &outcome, None);
    conclude_answer(here, staff, command, &case, step, (outcome, answered)).await
}

async fn refuse(
    here: &Installation,
    staff: &Staff,
    command: &Commanded<AnswerDisputeRequest>,
    case: &DeskCase,
    (shown, because): (&ShownPaper, Upholding),
) -> Result<Answer, Failure> {
    let outcome = refusing(staff, because, &command.value.note)?;
    let mut step = case.case.step(here)?;
    step.jobs.push(new_job(here, TELL_LIMIT, &shown.increase_id)?);
    let answered = answered(case, None, &outcome, None);
    conclude_answer(here, staff, command, case, step, (outcome, answered)).await
}
