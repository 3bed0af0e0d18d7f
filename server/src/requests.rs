//! Complaints and requests for a person to look, each answered by a promised time.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use shared::api::{
    AskForPersonRequest, ProblemCode, ServiceRequestKind, ServiceRequestState, ServiceRequestView,
    ServiceRequestsView,
};
use shared::desk::Officer;
use shared::language::Label;
use shared::retention::Line;
use shared::timestamp::Timestamp;

use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::loans::Loan;
use crate::randomness::is_identifier;
use crate::session::SignedIn;
use crate::store::Document;
use crate::store::acts::{Answer, AskPerson, CloseRequest, FindRequest, StoredRequest};

/// Characters of a request kept at most.
const TEXT_CHARACTERS_MAX: usize = 1_000;

/// Days within which a complaint is answered.
///
/// # Source
/// 银行业保险业消费投诉处理管理办法: 15 days from its receipt (未核实).
const COMPLAINT_DAYS: u32 = 15;

/// Days within which a person has looked at what a machine decided; ours, as for applications.
const REVIEW_DAYS: u32 = 5;

/// Days within which a person has explained what of somebody's data is kept.
///
/// # Source
/// App违法违规收集使用个人信息行为认定方法 六: within 15 working days (未核实); ours counts every day.
const DELETION_DAYS: u32 = 15;

/// A request as kept, with its answer once a person has given one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// In the borrower's words; empty where a deletion is asked for.
    pub text: String,
    /// Of a deletion: what went and what stays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fates: Vec<Line>,
    /// What the bank answered.
    pub answer: Option<Label>,
    /// Who answered.
    #[serde(default)]
    pub answered_by: Option<Officer>,
}

impl Request {
    /// What is asked for by asking for deletion: what went and what stays is explained.
    pub const fn of_deletion(fates: Vec<Line>) -> Self {
        Self { text: String::new(), fates, answer: None, answered_by: None }
    }
}

/// Asks a person.
///
/// # Errors
/// [`Failure`]: nothing said or too much, or a loan that is not this borrower's.
pub async fn ask(
    State(here): State<Installation>,
    who: SignedIn,
    command: Commanded<AskForPersonRequest>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || ask_new(&here, &who, &command)).await
}

async fn ask_new(
    here: &Installation,
    who: &SignedIn,
    command: &Commanded<AskForPersonRequest>,
) -> Result<Answer, Failure> {
    let asked = &command.value;
    let text = asked.text.trim().to_owned();
    if text.is_empty() || text.chars().count() > TEXT_CHARACTERS_MAX {
        return Err(Failure::field(
            "text",
            "text_needed",
            "请用1到1000字说明情况。",
            "Say what it is about in 1 to 1,000 characters.",
        ));
    }
    if asked.kind == ServiceRequestKind::Deletion {
        return Err(Failure::field(
            "kind",
            "ask_for_deletion",
            "请在“我的资料”里申请删除。",
            "Ask for deletion under “My data”.",
        ));
    }
    if let Some(loan) = &asked.loan_id {
        Loan::open(here, &who.borrower, loan).await?;
    }
    let request = Request { text, fates: Vec::new(), answer: None, answered_by: None };
    let at = here.now();
    let stored = StoredRequest {
        borrower: who.borrower.clone(),
        request: here.identifier()?,
        kind: asked.kind.key().to_owned(),
        loan: asked.loan_id.clone(),
        state: ServiceRequestState::Open.key().to_owned(),
        document: Document::of(&request)?,
        asked_at: at,
        promised_by: promised(asked.kind, at),
    };
    let answered = command.answered_with(here, &who.borrower, &view(&stored)?)?;
    let answer = answered.answer.clone();
    let act = AskPerson {
        command: answered,
        request: stored.request,
        kind: asked.kind.key(),
        loan: stored.loan,
        document: stored.document,
        promised_by: stored.promised_by,
    };
    here.store.ask_person(act).await?;
    Ok(answer)
}

/// By when a request of this kind that is made at `at` is answered.
pub fn promised(kind: ServiceRequestKind, at: Timestamp) -> Timestamp {
    at.plus_days(match kind {
        ServiceRequestKind::Complaint => COMPLAINT_DAYS,
        ServiceRequestKind::Review => REVIEW_DAYS,
        ServiceRequestKind::Deletion => DELETION_DAYS,
    })
}

/// What this borrower asked of people.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn list(
    State(here): State<Installation>,
    who: SignedIn,
) -> Result<Json<ServiceRequestsView>, Failure> {
    let stored = here.store.list_requests(who.borrower).await?;
    let requests = stored.iter().map(view).collect::<Result<_, _>>()?;
    Ok(Json(ServiceRequestsView { requests }))
}

/// Takes a request back; one that is closed stays as it is.
///
/// # Errors
/// [`ProblemCode::NotFound`].
pub async fn withdraw(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<ServiceRequestView>, Failure> {
    let not_found = || Failure::of(ProblemCode::NotFound);
    if !is_identifier(&id) {
        return Err(not_found());
    }
    let find = FindRequest { borrower: who.borrower.clone(), request: id.clone() };
    let stored = here.store.find_request(find.clone()).await?.ok_or_else(not_found)?;
    if stored.state == ServiceRequestState::Open.key() {
        let act = CloseRequest {
            borrower: who.borrower,
            request: id,
            state: ServiceRequestState::Withdrawn.key(),
            document: stored.document,
            at: here.now(),
        };
        here.store.close_request(act).await?;
    }
    let stored = here.store.find_request(find).await?.ok_or_else(not_found)?;
    Ok(Json(view(&stored)?))
}

/// A request as its owner sees it.
///
/// # Errors
/// [`Failure`] when what is stored does not read.
pub fn view(stored: &StoredRequest) -> Result<ServiceRequestView, Failure> {
    let request: Request = stored.document.read("service request")?;
    let word = |text: &str| serde_json::Value::String(text.to_owned());
    Ok(ServiceRequestView {
        request_id: stored.request.clone(),
        kind: serde_json::from_value(word(&stored.kind)).map_err(Failure::internal)?,
        loan_id: stored.loan.clone(),
        text: request.text,
        fates: request.fates,
        state: serde_json::from_value(word(&stored.state)).map_err(Failure::internal)?,
        asked_at: stored.asked_at,
        promised_by: stored.promised_by,
        answer: request.answer,
    })
}
