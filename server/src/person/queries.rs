//! The query log: who was asked what, when, under which authorisation, and how it went.

use axum::Json;
use axum::extract::State;
use shared::api::{LoggedQuery, QueryLog, QueryOutcome};
use shared::consent::ConsentKind;

use crate::adapters::Party;
use crate::applications::queries::ANSWERED;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::store::acts::StoredQuery;

/// Every question asked about the person signed in.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn log(
    State(here): State<Installation>,
    who: SignedIn,
) -> Result<Json<QueryLog>, Failure> {
    let queries = logged_of(&here, &who.borrower).await?;
    Ok(Json(QueryLog { asked_by: here.name().clone(), queries }))
}

/// Every question asked about a borrower, newest first.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub(super) async fn logged_of(
    here: &Installation,
    borrower: &str,
) -> Result<Vec<LoggedQuery>, Failure> {
    let queries = here.store.questions_about(borrower.to_owned()).await?;
    Ok(queries.into_iter().filter_map(|stored| logged(here, stored)).collect())
}

fn logged(here: &Installation, stored: StoredQuery) -> Option<LoggedQuery> {
    let kind = ConsentKind::ALL.into_iter().find(|kind| kind.key() == stored.purpose)?;
    let source = kind.source();
    Some(LoggedQuery {
        asked_at: stored.asked_at,
        source,
        kind,
        authorisation_id: stored.consent,
        application_id: stored.application,
        outcome: match stored.outcome.as_deref() {
            None => QueryOutcome::Waiting,
            Some(ANSWERED) => QueryOutcome::Answered,
            Some(_) => QueryOutcome::Failed,
        },
        answered_at: stored.answered_at,
        simulated: Party::asked_for(kind).is_some_and(|party| here.outside.is_simulated(party)),
    })
}
