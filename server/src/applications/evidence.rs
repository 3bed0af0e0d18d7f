//! The evidence chain, for its owner to keep and verify.

use axum::Json;
use axum::extract::{Path, State};
use shared::api::EvidenceView;

use super::Case;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::SignedIn;

/// Every event of the chain, first to last.
///
/// # Errors
/// [`Failure`] when the application is not this borrower's.
pub async fn get(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<EvidenceView>, Failure> {
    let case = Case::open(&here, &who.borrower, &id).await?;
    let documents = here.store.evidence(case.name()).await?;
    let events = documents.iter().map(|event| event.read("evidence event"));
    Ok(Json(EvidenceView { events: events.collect::<Result<_, _>>()? }))
}
