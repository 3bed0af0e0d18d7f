//! Complaints, questions of after the draw, and deletions that met a duty to keep: what waits, and answering it.

use axum::Json;
use axum::extract::{Path, State};
use shared::api::{
    AnswerRequestRequest, DeskRequests, ProblemCode, ServiceRequestState, ServiceRequestView,
};
use shared::language::Label;

use super::note;
use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::person::explained;
use crate::randomness::is_identifier;
use crate::requests::{Request, view};
use crate::session::{AtTheDesk, Decides};
use crate::store::Document;
use crate::store::acts::{CloseRequest, FindRequest};

/// Requests on one page.
const REQUESTS_SHOWN: i64 = 200;

/// What waits for an answer, the earliest promised first.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn waiting(
    State(here): State<Installation>,
    _: AtTheDesk,
) -> Result<Json<DeskRequests>, Failure> {
    let open = here.store.open_requests(REQUESTS_SHOWN).await?;
    let requests = open.iter().map(view).collect::<Result<_, _>>()?;
    Ok(Json(DeskRequests { requests, now: here.now() }))
}

/// Answers one request; the same answer given again changes nothing.
///
/// # Errors
/// [`Failure`]: no such request, closed with something else, or nothing written.
pub async fn answer(
    State(here): State<Installation>,
    Decides(staff): Decides,
    Path(id): Path<String>,
    command: Commanded<AnswerRequestRequest>,
) -> Result<Json<ServiceRequestView>, Failure> {
    let not_found = || Failure::of(ProblemCode::NotFound);
    if !is_identifier(&id) {
        return Err(not_found());
    }
    // Given in one language, as it was written.
    let answer = Label::same(note(&command.value.answer)?);
    let owner = here.store.owner_of_request(id.clone()).await?.ok_or_else(not_found)?;
    let find = FindRequest { borrower: owner.clone(), request: id.clone() };
    let stored = here.store.find_request(find.clone()).await?.ok_or_else(not_found)?;
    let request: Request = stored.document.read("service request")?;
    if stored.state == ServiceRequestState::Open.key() {
        // Whoever answers a deletion says what is kept from today's point of view.
        let fates = explained(&here, &owner, request.fates).await?;
        let (answer, answered_by) = (Some(answer.clone()), Some(staff.officer));
        let answered = Request { fates, answer, answered_by, ..request };
        let act = CloseRequest {
            borrower: owner,
            request: id,
            state: ServiceRequestState::Answered.key(),
            document: Document::of(&answered)?,
            at: here.now(),
        };
        here.store.close_request(act).await?;
    }
    let shown = view(&here.store.find_request(find).await?.ok_or_else(not_found)?)?;
    // Somebody else may have been faster, or the borrower have taken it back.
    if shown.answer == Some(answer) {
        Ok(Json(shown))
    } else {
        Err(Failure::of(ProblemCode::TaskClosed))
    }
}
