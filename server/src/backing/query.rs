//! Questions about papers, each bound to a live authorisation and recorded.

use serde::Serialize;
use shared::api::ProblemCode;
use shared::consent::{ConsentKind, Query, QueryPurpose};
use shared::language::Language;

use crate::adapters::AdapterError;
use crate::applications::Case;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::store::acts::{Ask, RecordAnswer};
use crate::store::{Document, StoreError};

/// The stable word for a question that was answered.
const ANSWERED: &str = "answered";

/// Refuses unless the authorisation lives under which whoever vouches for papers is asked.
///
/// # Errors
/// [`ProblemCode::ConsentMissing`], naming it.
pub(super) fn authorised(
    here: &Installation,
    case: &Case,
    kind: ConsentKind,
) -> Result<(), Failure> {
    let query = Query { kind, purpose: QueryPurpose::Approval };
    let covers = case.application.consents.iter().any(|consent| consent.covers(query, here.now()));
    if covers { Ok(()) } else { Err(lapsed(kind)) }
}

fn lapsed(kind: ConsentKind) -> Failure {
    let (zh, en) = (kind.title(Language::Zh), kind.title(Language::En));
    Failure::of(ProblemCode::ConsentMissing).because(
        format!("《{zh}》没有授权或已过期，请先授权，才能核实单据。"),
        format!("The {en} is not given or has lapsed. Give it first; papers are checked under it."),
    )
}

/// Asks under a live authorisation and records how it went, under `service`.
///
/// # Errors
/// [`ProblemCode::ConsentMissing`] without one; what the party itself failed with is inside.
pub(super) async fn ask_under<T: Serialize>(
    here: &Installation,
    case: &Case,
    kind: ConsentKind,
    service: String,
    ask: impl AsyncFnOnce(&str) -> Result<T, AdapterError>,
) -> Result<Result<T, AdapterError>, Failure> {
    let query = here.identifier()?;
    let asking = Ask {
        borrower: case.borrower.clone(),
        application: case.application.id.clone(),
        query: query.clone(),
        purpose: kind.key().to_owned(),
        service: service.clone(),
        at: here.now(),
    };
    let authorisation = match here.store.ask(asking).await {
        Ok(authorisation) => authorisation,
        Err(StoreError::NotAuthorised) => return Err(lapsed(kind)),
        Err(error) => return Err(error.into()),
    };
    let answer = ask(&authorisation).await;
    let (outcome, document) = match &answer {
        Ok(answer) => (ANSWERED, Some(Document::of(answer)?)),
        Err(error) => (error.word(), None),
    };
    if let Err(error) = &answer {
        tracing::warn!(service, reason = error.word(), "an outside party did not answer");
    }
    let record = RecordAnswer {
        borrower: case.borrower.clone(),
        application: case.application.id.clone(),
        query,
        service,
        outcome: outcome.to_owned(),
        document,
        at: here.now(),
    };
    here.store.record_answer(record).await?;
    Ok(answer)
}
