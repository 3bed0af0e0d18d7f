//! Questions about papers, each bound to a live authorisation and recorded.

use serde::Serialize;
use shared::api::ProblemCode;
use shared::consent::{ConsentKind, Query, QueryPurpose};
use shared::language::Language;

use crate::adapters::AdapterError;
use crate::applications::Case;
use crate::applications::queries::{KeptAnswer, ask_on_record};
use crate::failure::Failure;
use crate::installation::Installation;

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
    let answer = ask_on_record(here, case, (kind, service), KeptAnswer::whole, ask);
    answer.await?.ok_or_else(|| lapsed(kind))
}
