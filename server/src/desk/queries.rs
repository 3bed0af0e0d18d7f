//! Asking a source again about a disputed datum.

use axum::Json;
use axum::extract::{Path, State};
use shared::api::{DeskCaseView, Empty, ProblemCode};
use shared::consent::{ConsentKind, Query, QueryPurpose};
use shared::desk::{Dispute, Matter};

use super::{DeskCase, view, with_act};
use crate::applications::Case;
use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::facts::ask;
use crate::session::Decides;

/// Asks the source of a disputed datum again, under the authorisation that still stands. Asked
/// again with the same key it is simply asked once more.
///
/// # Errors
/// [`Failure`]: no dispute, no live authorisation, or the party does not answer.
pub async fn ask_again(
    State(here): State<Installation>,
    Decides(staff): Decides,
    Path(id): Path<String>,
    _: Commanded<Empty>,
) -> Result<Json<DeskCaseView>, Failure> {
    let case = DeskCase::open_waiting(&here, &id).await?;
    let Matter::Dispute(dispute) = &case.task.task.matter else {
        return Err(Failure::of(ProblemCode::NotFromHere));
    };
    let kinds = kinds(&here, &case.case, dispute);
    if kinds.is_empty() {
        return Err(Failure::of(ProblemCode::ConsentMissing).because(
            "客户没有有效的查询授权，不能再次查询；请凭书面材料更正或答复。",
            "No authorisation to ask stands. Correct it by papers, or answer.",
        ));
    }
    for kind in kinds {
        ask(&here, &case.case, kind)
            .await?
            .map_err(|_| Failure::of(ProblemCode::OutsidePartyDown))?;
    }
    let mut step = case.case.step(&here)?;
    step.with = vec![with_act(&case, &staff, "query")];
    here.store.advance_application(step).await?;
    let case = DeskCase::open(&here, &id).await?;
    Ok(Json(view::view(&here, &case).await?))
}

/// The live authorisations under which the source of a datum may be asked.
fn kinds(here: &Installation, case: &Case, dispute: &Dispute) -> Vec<ConsentKind> {
    let application = &case.application;
    let product = here.catalogue.product(&application.product_id);
    let needed = product.map(|product| product.consents.clone()).unwrap_or_default();
    let is_live = |kind: &ConsentKind| {
        let query = Query { kind: *kind, purpose: QueryPurpose::Approval };
        application.consents.iter().any(|consent| consent.covers(query, here.now()))
    };
    let of_source = |kind: &ConsentKind| kind.source() == dispute.source;
    needed.into_iter().filter(of_source).filter(is_live).collect()
}
