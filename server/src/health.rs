//! Whether the server can do its work.

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use crate::adapters::PartyHealth;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::store::acts::AnsweredBefore;

/// The server answers and its store can be read; how the outside parties are doing.
#[derive(Clone, Debug, Serialize)]
pub struct Health {
    status: &'static str,
    parties: Vec<PartyHealth>,
}

/// `GET /api/v1/health`: 200 when the store answers, whoever outside does not: nothing is lost meanwhile.
///
/// # Errors
/// [`Failure`] when it does not.
pub async fn health(State(here): State<Installation>) -> Result<Json<Health>, Failure> {
    let nobody = AnsweredBefore { borrower: "health".to_owned(), key: String::new() };
    here.store.answered(nobody).await?;
    Ok(Json(Health { status: "open", parties: here.outside.health() }))
}
