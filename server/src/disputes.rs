//! Disputes as borrowers make and follow them.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use shared::api::{DisputeRequest, DisputeView, Disputes, ProblemCode};
use shared::desk::{Dispute, Matter, Task, WHY_CHARACTERS_MAX};
use shared::evidence::EvidenceBody;
use shared::facts::{Datum, Metric};

use crate::applications::case::paper;
use crate::applications::{Case, deciding};
use crate::command::Commanded;
use crate::desk::tasks::{self, NamedTask};
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::store::acts::Answer;

/// Says that a datum the bank holds is wrong; a person looks into it by the time promised.
///
/// # Errors
/// [`Failure`]: the bank holds no such datum, it is disputed already, or something typed cannot be
/// accepted.
pub async fn dispute(
    State(here): State<Installation>,
    who: SignedIn,
    command: Commanded<DisputeRequest>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || open(&here, &who, &command)).await
}

async fn open(
    here: &Installation,
    who: &SignedIn,
    command: &Commanded<DisputeRequest>,
) -> Result<Answer, Failure> {
    let asked = &command.value;
    let metric: Metric = asked.metric.parse().map_err(|_| Failure::of(ProblemCode::NotFound))?;
    let (case, held) = holding(here, who, metric, asked).await?;
    let is_about_it = |named: &NamedTask| {
        let dispute = match &named.task.matter {
            Matter::Dispute(dispute) if named.task.is_open() => dispute,
            _ => return false,
        };
        dispute.metric == metric
    };
    if tasks::all_of(here, &case).await?.iter().any(is_about_it) {
        return Err(Failure::of(ProblemCode::AlreadyDisputed));
    }
    let dispute = said(here, asked, metric, held)?;
    let promise = tasks::promise(here, &case, here.now());
    let (digest, shown) = paper("dispute", &dispute)?;
    let named = NamedTask::new(here, &case, Matter::Dispute(Box::new(dispute)), promise)?;
    let view = view(named.clone()).ok_or(Failure::of(ProblemCode::NotFound))?;
    let kept = command.answered_with(here, &who.borrower, &view)?;
    let answer = kept.answer.clone();
    let mut step = case.step(here)?;
    step.command = Some(kept);
    step.evidence = vec![EvidenceBody::Disputed { dispute: digest }];
    step.with = vec![shown, named.opened()?];
    here.store.advance_application(step).await?;
    Ok(answer)
}

/// The newest application for which this source's datum is held, and the datum.
async fn holding(
    here: &Installation,
    who: &SignedIn,
    metric: Metric,
    asked: &DisputeRequest,
) -> Result<(Case, Datum), Failure> {
    for case in Case::all(here, &who.borrower).await? {
        let verified = deciding::verified(here, &case).await?;
        let held = verified.datum(metric).filter(|datum| datum.source == asked.source);
        if let Some(held) = held {
            return Ok((case, held));
        }
    }
    Err(Failure::of(ProblemCode::NotFound))
}

/// What is disputed, when what was typed can be accepted.
fn said(
    here: &Installation,
    asked: &DisputeRequest,
    metric: Metric,
    held: Datum,
) -> Result<Dispute, Failure> {
    let mut refusals = Vec::new();
    let why = asked.why.trim();
    if why.is_empty() || why.chars().count() > WHY_CHARACTERS_MAX {
        refusals.push(FieldRefusal::because(
            "why",
            "why_missing",
            "请写明哪里不对，1到500个字。",
            "Write what is wrong, in 1 to 500 characters.",
        ));
    }
    let unit = metric.unit();
    let typed = asked.says.as_deref().map(str::trim).filter(|says| !says.is_empty());
    let says = match typed.map(|typed| unit.parse(typed)).transpose() {
        Ok(value) if value.is_none_or(|value| metric.admits(value)) => value,
        Ok(_) | Err(_) => {
            refusals.push(FieldRefusal::because(
                "says",
                "not_a_value",
                "请按这一项的单位填写，不清楚可以不填。",
                "Write a value in this fact's unit, or leave it out.",
            ));
            None
        }
    };
    if says == Some(held.value) {
        refusals.push(FieldRefusal::because(
            "says",
            "same_value",
            "与银行掌握的数值相同，请核对。",
            "That is what the bank holds. Please check.",
        ));
    }
    if !refusals.is_empty() {
        return Err(Failure::fields(refusals));
    }
    Ok(Dispute {
        metric,
        held: unit.text(held.value),
        source: held.source,
        as_of: held.as_of,
        says: says.map(|value| unit.text(value)),
        why: why.to_owned(),
        at: here.now(),
    })
}

/// The disputes of the person signed in, newest first.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn list(
    State(here): State<Installation>,
    who: SignedIn,
) -> Result<Json<Disputes>, Failure> {
    let stored = here.store.list_disputes(who.borrower).await?;
    let named = stored.iter().map(NamedTask::read).collect::<Result<Vec<_>, _>>()?;
    Ok(Json(Disputes { disputes: named.into_iter().filter_map(view).collect() }))
}

fn view(named: NamedTask) -> Option<DisputeView> {
    let outcome = named.task.outcome().cloned();
    let Task { matter: Matter::Dispute(dispute), application_id, promise, .. } = named.task else {
        return None;
    };
    Some(DisputeView {
        dispute_id: named.id,
        application_id,
        dispute: *dispute,
        promised_by: promise.due_at,
        outcome,
    })
}
