//! Freezing a facility and lifting it again.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use shared::api::{FacilityView, FreezeRequest, ProblemCode};

use super::Facility;
use super::view::view;
use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::store::acts::{Answer, Freeze, FrozenBy, Unfreeze};

/// Characters of a reason kept at most.
const REASON_CHARACTERS_MAX: usize = 200;

/// Freezes a facility at its owner's wish.
///
/// # Errors
/// [`Failure`] when it is not this borrower's, or the reason is too long.
pub async fn freeze(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<FreezeRequest>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || freeze_new(&here, &who, &id, &command)).await
}

async fn freeze_new(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    command: &Commanded<FreezeRequest>,
) -> Result<Answer, Failure> {
    let mut facility = Facility::open(here, &who.borrower, id).await?;
    let reason = command.value.reason.trim().to_owned();
    if reason.chars().count() > REASON_CHARACTERS_MAX {
        return Err(Failure::field(
            "reason",
            "reason_too_long",
            "请把原因写在200字以内。",
            "Keep the reason within 200 characters.",
        ));
    }
    facility.frozen.get_or_insert((FrozenBy::Borrower, reason.clone()));
    let answered = command.answered_with(here, &who.borrower, &view(here, &facility).await?)?;
    let answer = answered.answer.clone();
    let act = Freeze {
        command: Some(answered),
        borrower: who.borrower.clone(),
        facility: facility.id.clone(),
        freeze: here.identifier()?,
        by: FrozenBy::Borrower,
        reason,
        application: facility.record.application_id.clone(),
        at: here.now(),
    };
    here.store.freeze(act).await?;
    Ok(answer)
}

/// Lifts a freeze of the owner's own; lifting what is not frozen changes nothing.
///
/// # Errors
/// [`ProblemCode::FacilityFrozen`] when the bank froze it.
pub async fn unfreeze(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<FacilityView>, Failure> {
    let facility = Facility::open(&here, &who.borrower, &id).await?;
    let act = Unfreeze {
        borrower: who.borrower.clone(),
        facility: facility.id.clone(),
        by: FrozenBy::Borrower,
        application: facility.record.application_id.clone(),
        at: here.now(),
    };
    here.store.unfreeze(act).await?;
    let facility = Facility::open(&here, &who.borrower, &id).await?;
    if let Some((FrozenBy::Bank, reason)) = &facility.frozen {
        return Err(Failure::of(ProblemCode::FacilityFrozen).because(
            format!("银行冻结了这笔额度：{reason}。请联系客服。"),
            format!("The bank froze this facility: {reason}. Please call us."),
        ));
    }
    Ok(Json(view(&here, &facility).await?))
}
