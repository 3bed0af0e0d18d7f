//! Answering a dispute: the datum was wrong, or it stands.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;
use shared::api::{AnswerDisputeRequest, DeskAnswer, DisputeAnswer, FactWrittenDown, ProblemCode};
use shared::application::Stage;
use shared::decision::Reason;
use shared::desk::{Dispute, Matter, Officer, Outcome, Recorded, RecordedFact, Upholding};
use shared::evidence::EvidenceBody;
use shared::facts::Metric;
use shared::timestamp::Timestamp;

use super::facts::{acceptable_fact, written};
use super::{DeskCase, note, papers, with_act};
use crate::applications::case::paper;
use crate::applications::deciding;
use crate::command::Commanded;
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::session::{Decides, Staff};
use crate::store::acts::{AdvanceApplication, Answer, With};

/// The answer to a dispute as it is kept: the document the evidence chain names.
#[derive(Serialize)]
struct AnswerKept<'a> {
    dispute: &'a Dispute,
    by: &'a Officer,
    at: Timestamp,
    upheld: bool,
    reasons: &'a [Reason],
    note: &'a str,
}

/// Answers a dispute; upheld, the application is decided again when it is still open. A paper handed in for a higher
/// limit is answered in [`papers`].
///
/// # Errors
/// [`Failure`]: neither dispute nor paper, over already, nothing that shows the datum was wrong.
pub async fn answer(
    State(here): State<Installation>,
    Decides(staff): Decides,
    Path(id): Path<String>,
    command: Commanded<AnswerDisputeRequest>,
) -> Result<Response, Failure> {
    let answered = || async {
        let case = DeskCase::open_waiting(&here, &id).await?;
        let dispute = match case.task.task.matter.clone() {
            Matter::Dispute(dispute) => dispute,
            Matter::Paper(shown) => {
                return papers::answer(&here, &staff, &command, case, &shown).await;
            }
            Matter::Referral | Matter::Review | Matter::Visit | Matter::Signer(_) => {
                return Err(Failure::of(ProblemCode::NotFromHere));
            }
        };
        match &command.value.answer {
            DisputeAnswer::Upheld { correction } => {
                uphold(&here, &staff, &command, case, (&dispute, correction.as_ref())).await
            }
            DisputeAnswer::Refused { because } => {
                refuse(&here, &staff, &command, &case, (&dispute, *because)).await
            }
        }
    };
    command.once(&here, &staff.scope, answered).await
}

/// The datum was wrong: what proof shows is written down, or the source has said otherwise.
async fn uphold(
    here: &Installation,
    staff: &Staff,
    command: &Commanded<AnswerDisputeRequest>,
    mut case: DeskCase,
    (dispute, correction): (&Dispute, Option<&FactWrittenDown>),
) -> Result<Answer, Failure> {
    let typed_note = &command.value.note;
    let mut before = Vec::new();
    let mut with = Vec::new();
    if let Some(typed) = correction {
        let fact = about(here, &case, dispute.metric, typed)?;
        let kept = written(here, staff, Recorded::Facts(vec![fact]), typed_note)?;
        kept.record.apply(&mut case.verified).map_err(Failure::internal)?;
        before.push(kept.evidence);
        with.extend(kept.with);
    }
    let unit = dispute.metric.unit();
    let now = case.verified.value(dispute.metric).map(|value| unit.text(value));
    let now = now.filter(|now| *now != dispute.held).ok_or_else(nothing_changed)?;
    before.push(kept_answer(here, staff, &mut with, (dispute, true), (&[], typed_note))?);
    let is_open = matches!(
        case.case.application.stage,
        Stage::Referred { .. }
            | Stage::Declined { .. }
            | Stage::Approved { .. }
            | Stage::Disclosed { .. }
            | Stage::Accepted { .. }
    );
    let (mut step, version, next_task_id) = if is_open {
        let mut made = deciding::by_engine(here, &case.case.application, &case.verified)?;
        made.before = before;
        let recorded = deciding::record(here, &mut case.case, made).await?;
        let opened = recorded.opened.map(|named| named.id);
        (recorded.step, Some(recorded.version), opened)
    } else {
        let mut step = case.case.step(here)?;
        step.evidence = before;
        (step, None, None)
    };
    step.with.extend(with);
    let by = staff.officer.clone();
    let outcome = Outcome::Upheld { by, now, version, note: note(typed_note)? };
    let answered = answered(&case, version, &outcome, next_task_id);
    conclude_answer(here, staff, command, &case, step, (outcome, answered)).await
}

/// The datum stands.
async fn refuse(
    here: &Installation,
    staff: &Staff,
    command: &Commanded<AnswerDisputeRequest>,
    case: &DeskCase,
    (dispute, because): (&Dispute, Upholding),
) -> Result<Answer, Failure> {
    let typed_note = &command.value.note;
    let outcome = refusing(staff, because, typed_note)?;
    let reasons = match &outcome {
        Outcome::Refused { reasons, .. } => reasons.as_slice(),
        _ => &[],
    };
    let mut with = Vec::new();
    let evidence = kept_answer(here, staff, &mut with, (dispute, false), (reasons, typed_note))?;
    let mut step = case.case.step(here)?;
    step.evidence = vec![evidence];
    step.with = with;
    let answered = answered(case, None, &outcome, None);
    conclude_answer(here, staff, command, case, step, (outcome, answered)).await
}

/// That a datum stands, or a paper does not show it, and why.
pub(super) fn refusing(
    staff: &Staff,
    because: Upholding,
    typed_note: &str,
) -> Result<Outcome, Failure> {
    let reason = because.reason(typed_note);
    let reason =
        reason.map_err(|refused| Failure::fields(vec![FieldRefusal::new("note", &refused)]))?;
    Ok(Outcome::Refused { by: staff.officer.clone(), reasons: vec![reason] })
}

/// The datum written down, which must be the one the task is about.
pub(super) fn about(
    here: &Installation,
    case: &DeskCase,
    metric: Metric,
    typed: &FactWrittenDown,
) -> Result<RecordedFact, Failure> {
    let fact = acceptable_fact(case, &[], typed, here.today());
    let fact = fact.map_err(|refusal| Failure::fields(vec![refusal]))?;
    if fact.metric == metric {
        return Ok(fact);
    }
    Err(Failure::field(
        "correction",
        "another_metric",
        "只能录入这件任务所指的那一项。",
        "Only the datum this task is about can be written down here.",
    ))
}

fn nothing_changed() -> Failure {
    Failure::field(
        "correction",
        "nothing_changed",
        "数据与原来相同：请录入更正后的数值，或重新查询来源，或答复异议不成立。",
        "The datum is what it was: write down the corrected value, ask the source again, or refuse.",
    )
}

/// Keeps the answer as a document, and gives the event that names it.
fn kept_answer(
    here: &Installation,
    staff: &Staff,
    with: &mut Vec<With>,
    (dispute, upheld): (&Dispute, bool),
    (reasons, typed_note): (&[Reason], &str),
) -> Result<EvidenceBody, Failure> {
    let note = note(typed_note)?;
    let by = &staff.officer;
    let kept = AnswerKept { dispute, by, at: here.now(), upheld, reasons, note: &note };
    let (answer, shown) = paper("dispute_answer", &kept)?;
    with.push(shown);
    Ok(EvidenceBody::DisputeAnswered { answer, officer: by.signature(), upheld })
}

pub(super) fn answered(
    case: &DeskCase,
    version: Option<u32>,
    outcome: &Outcome,
    next_task_id: Option<String>,
) -> DeskAnswer {
    DeskAnswer {
        task_id: case.task.id.clone(),
        stage: case.case.application.stage.name(),
        version,
        outcome: Some(outcome.clone()),
        next_task_id,
    }
}

/// Ends the task together with everything that follows from it.
pub(super) async fn conclude_answer(
    here: &Installation,
    staff: &Staff,
    command: &Commanded<AnswerDisputeRequest>,
    case: &DeskCase,
    mut step: AdvanceApplication,
    (outcome, answered): (Outcome, DeskAnswer),
) -> Result<Answer, Failure> {
    let ended = case.task.clone().ended(outcome, here.now())?;
    step.with.extend([ended.changed()?, with_act(case, staff, "answer")]);
    let kept = command.answered_with(here, &staff.scope, &answered)?;
    let answer = kept.answer.clone();
    step.command = Some(kept);
    here.store.advance_application(step).await?;
    Ok(answer)
}
