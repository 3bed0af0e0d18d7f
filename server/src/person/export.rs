//! Everything held about somebody, in one file.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_DISPOSITION;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use shared::api::{
    ExportedAnswer, ExportedApplication, ExportedFacility, ExportedLoan, PersonalExport,
    SteppedUpAct,
};

use super::{authorisations, queries};
use crate::applications::Case;
use crate::devices;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::passkeys;
use crate::session::SignedIn;
use crate::step_up;
use crate::store::acts::{
    FindApplication, FindFacility, FindIncoming, FindLoan, ListIncreases, StoredFacility,
    StoredLoan,
};
use crate::store::{Document, StoreError};

/// The form of the file; raised when its fields change.
const FORMAT: &str = "puhui-export-1";

/// How the browser names the file.
const FILE: HeaderValue = HeaderValue::from_static("attachment; filename=\"puhui-export.json\"");

/// Everything held about the person signed in.
///
/// # Errors
/// [`shared::api::ProblemCode::StepUpRequired`].
pub async fn export(State(here): State<Installation>, who: SignedIn) -> Result<Response, Failure> {
    step_up::verified(&here, &who, &SteppedUpAct::Export {}).await?;
    let everything = everything(&here, &who).await?;
    Ok(([(CONTENT_DISPOSITION, FILE)], Json(everything)).into_response())
}

async fn everything(here: &Installation, who: &SignedIn) -> Result<PersonalExport, Failure> {
    let borrower = &who.borrower;
    Ok(PersonalExport {
        format: FORMAT.to_owned(),
        held_by: here.name().clone(),
        made_at: here.now(),
        mobile: who.mobile.clone(),
        sessions: devices::view(here, who).await?.sessions,
        passkeys: passkeys::view(here, borrower).await?.passkeys,
        authorisations: authorisations::views(here, borrower).await?,
        queries: queries::logged_of(here, borrower).await?,
        quotes: values(here.store.quotes_of(borrower.clone()).await?)?,
        applications: applications(here, borrower).await?,
        facilities: facilities(here, borrower).await?,
        service_requests: requests(here, borrower).await?,
        deletion_requests: values(here.store.deletion_requests(borrower.clone()).await?)?,
    })
}

async fn applications(
    here: &Installation,
    borrower: &str,
) -> Result<Vec<ExportedApplication>, Failure> {
    let mut exported = Vec::new();
    for case in Case::all(here, borrower).await? {
        let answers = here.store.verified_answers(case.name()).await?.into_iter().map(|answer| {
            let service = answer.service;
            Ok(ExportedAnswer { service, answer: answer.document.read("verified answer")? })
        });
        let tasks = here.store.tasks_of(case.name()).await?.into_iter();
        exported.push(ExportedApplication {
            application: Document::of(&case.application)?.read("application")?,
            answers: answers.collect::<Result<_, StoreError>>()?,
            decisions: values(here.store.decisions(case.name()).await?)?,
            written_down: values(here.store.desk_records(case.name()).await?)?,
            tasks: values(tasks.map(|task| task.document))?,
            documents: values(here.store.papers(case.name()).await?)?,
            evidence: values(here.store.evidence(case.name()).await?)?,
        });
    }
    Ok(exported)
}

async fn facilities(here: &Installation, borrower: &str) -> Result<Vec<ExportedFacility>, Failure> {
    let mut exported = Vec::new();
    for stored in here.store.list_facilities(borrower.to_owned()).await? {
        exported.push(facility(here, borrower, stored).await?);
    }
    let (mut loans, facilities) =
        (here.store.list_loans(borrower.to_owned()).await?, &mut exported);
    for facility in facilities {
        let (of_this, others) =
            loans.into_iter().partition(|loan: &StoredLoan| loan.facility == facility.facility_id);
        loans = others;
        for stored in of_this {
            facility.loans.push(loan(here, borrower, stored).await?);
        }
    }
    Ok(exported)
}

async fn facility(
    here: &Installation,
    borrower: &str,
    stored: StoredFacility,
) -> Result<ExportedFacility, Failure> {
    let StoredFacility { facility, application, document, .. } = stored;
    let borrower = borrower.to_owned();
    let account = FindApplication { borrower: borrower.clone(), application };
    let account = here.store.account(account).await?;
    let increases = ListIncreases { borrower: borrower.clone(), facility: facility.clone() };
    let increases = here.store.list_increases(increases).await?.into_iter();
    let of_facility = FindFacility { borrower, facility: facility.clone() };
    let papers = here.store.list_backings(of_facility.clone()).await?.into_iter();
    let statements = here.store.list_statements(of_facility).await?.into_iter();
    Ok(ExportedFacility {
        facility_id: facility,
        terms: document.read("facility")?,
        account: account.map(|account| account.read("repayment account")).transpose()?,
        papers: values(papers.map(|paper| paper.document))?,
        statements: values(statements.map(|statement| statement.document))?,
        limit_increases: values(increases.map(|increase| increase.document))?,
        loans: Vec::new(),
    })
}

async fn loan(
    here: &Installation,
    borrower: &str,
    stored: StoredLoan,
) -> Result<ExportedLoan, Failure> {
    let find = FindLoan { borrower: borrower.to_owned(), loan: stored.loan.clone() };
    let proposals = here.store.list_proposals(find.clone()).await?.into_iter();
    let messages = here.store.notices(find).await?.into_iter();
    let incoming = FindIncoming { owner: borrower.to_owned(), loan: stored.loan.clone() };
    let incoming = here.store.list_incoming(incoming).await?.into_iter();
    Ok(ExportedLoan {
        loan_id: stored.loan,
        loan: stored.document.read("loan")?,
        events: values(stored.events)?,
        proposals: values(proposals.map(|proposal| proposal.document))?,
        incoming: values(incoming.map(|payment| payment.document))?,
        messages: values(messages.map(|message| message.document))?,
    })
}

async fn requests(here: &Installation, borrower: &str) -> Result<Vec<Value>, Failure> {
    let requests = here.store.list_requests(borrower.to_owned()).await?.into_iter();
    Ok(values(requests.map(|request| request.document))?)
}

fn values(documents: impl IntoIterator<Item = Document>) -> Result<Vec<Value>, StoreError> {
    documents.into_iter().map(|document| document.read("document")).collect()
}
