//! Complaints, questions of after the draw, and deletions that met a duty to keep: what waits, and answering it.

use axum::Json;
use axum::extract::{Path, State};
use shared::api::{
    AnswerRequestRequest, DeskLoan, DeskRequest, DeskRequests, ProblemCode, ServiceRequestState,
    ServiceRequestView,
};
use shared::identifier::Mobile;
use shared::language::Label;

use super::note;
use super::queue::applicant;
use crate::applications::Case;
use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::loans::Loan;
use crate::person::explained;
use crate::randomness::is_identifier;
use crate::requests::{Request, view};
use crate::session::{AtTheDesk, Decides};
use crate::store::Document;
use crate::store::acts::{CloseRequest, FindRequest, StoredRequest};

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
    let mut requests = Vec::new();
    for stored in here.store.open_requests(REQUESTS_SHOWN).await? {
        requests.push(named(&here, &stored).await?);
    }
    Ok(Json(DeskRequests { requests, now: here.now() }))
}

/// A request with whose it is and which loan it is about.
async fn named(here: &Installation, stored: &StoredRequest) -> Result<DeskRequest, Failure> {
    let borrower = &stored.borrower;
    let loan = match &stored.loan {
        None => None,
        Some(loan) => Some(Loan::open(here, borrower, loan).await?),
    };
    let cases = Case::all(here, borrower).await?;
    let about = loan.as_ref().map(|loan| loan.record.application_id.as_str());
    let case = cases.iter().find(|case| about.is_none_or(|about| case.application.id == about));
    let mobile = here.store.mobile_of(borrower.clone()).await?.unwrap_or_default();
    Ok(DeskRequest {
        request: view(stored)?,
        applicant: case.map(|case| applicant(&case.application)).unwrap_or_default(),
        mobile: mobile.parse::<Mobile>().map(|mobile| mobile.masked()).unwrap_or_default(),
        loan: loan.map(|loan| DeskLoan {
            product_name: loan.record.product_name,
            drawn: loan.record.terms.principal,
            drawn_on: loan.record.terms.start,
        }),
    })
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
