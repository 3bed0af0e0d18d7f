//! What a borrower takes away of a loan: interest book, due dates, certificate, receipts.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use shared::api::{
    CertificateView, Endpoint, GetDueDates, GetInterestBookCsv, InterestReceiptsView, ProblemCode,
};
use shared::calendar::Calendar;
use shared::language::Language;
use shared::loan::PaidBy;
use shared::schedule::Instalment;
use shared::statement::{InterestBookFile, Reminder, calendar_file, interest_receipt};

use super::settled::{SignedCertificate, certified};
use super::{Loan, standing};
use crate::applications::Case;
use crate::as_of::AsOf;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::SignedIn;

/// The interest book of a loan.
///
/// # Errors
/// [`Failure`] when the loan is not this borrower's, or was not drawn by that day.
pub async fn interest_book(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    as_of: AsOf,
) -> Result<Json<InterestBookFile>, Failure> {
    Ok(Json(file(&here, &who, &id, as_of).await?))
}

/// The interest book as comma-separated values.
///
/// # Errors
/// [`Failure`] when the loan is not this borrower's, or was not drawn by that day.
pub async fn interest_book_csv(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    as_of: AsOf,
) -> Result<Response, Failure> {
    let file = file(&here, &who, &id, as_of).await?;
    // A byte order mark lets spreadsheets read the file as what it is.
    attachment(
        GetInterestBookCsv::MEDIA_TYPE,
        "interest-book.csv",
        format!("\u{feff}{}", file.csv()),
    )
}

async fn file(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    as_of: AsOf,
) -> Result<InterestBookFile, Failure> {
    let loan = Loan::open(here, &who.borrower, id).await?;
    standing::book_today(here, &loan)?;
    let day = as_of.day(here);
    if day < loan.record.terms.start {
        return Err(AsOf::before_it_began());
    }
    InterestBookFile::of(&loan.id, &loan.events, day, &Calendar::china()).map_err(Failure::internal)
}

/// The due dates still to come, for a phone's calendar.
///
/// # Errors
/// [`Failure`] when the loan is not this borrower's.
pub async fn due_dates(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let loan = Loan::open(&here, &who.borrower, &id).await?;
    let book = standing::book_today(&here, &loan)?;
    let asked = headers.get("accept-language").and_then(|value| value.to_str().ok());
    let language = Language::preferred(asked.unwrap_or_default());
    let asked: Vec<Instalment> =
        book.still_to_pay().filter(|instalment| instalment.total.is_positive()).collect();
    let reminders: Vec<Reminder<'_>> = asked
        .iter()
        .map(|instalment| Reminder {
            loan_id: &loan.id,
            product_name: loan.record.product_name.text(language),
            instalment,
        })
        .collect();
    let text = calendar_file(&reminders, language, here.now());
    attachment(GetDueDates::MEDIA_TYPE, "due-dates.ics", text)
}

fn attachment(media_type: &str, name: &str, text: String) -> Result<Response, Failure> {
    let kind = HeaderValue::try_from(format!("{media_type}; charset=utf-8"));
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\""));
    let headers = [
        (CONTENT_TYPE, kind.map_err(Failure::internal)?),
        (CONTENT_DISPOSITION, disposition.map_err(Failure::internal)?),
    ];
    Ok((headers, text).into_response())
}

/// The certificate that a loan is settled, and how the PDF of it stands.
///
/// # Errors
/// [`ProblemCode::NotSettled`] while something is owed.
pub async fn certificate(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<CertificateView>, Failure> {
    let loan = Loan::open(&here, &who.borrower, &id).await?;
    let (certificate, digest) = certified(&here, &loan).await?;
    let signed = match SignedCertificate::of(&here, &loan).await {
        Ok(signed) => Some(signed.view(&here)?),
        // What is certified can be read although nobody can sign it now.
        Err(failure) if failure.code() == ProblemCode::OutsidePartyDown => None,
        Err(failure) => return Err(failure),
    };
    Ok(Json(CertificateView { certificate, digest, signed }))
}

/// A receipt of interest for each payment.
///
/// # Errors
/// [`Failure`] when the loan is not this borrower's.
pub async fn receipts(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<InterestReceiptsView>, Failure> {
    let loan = Loan::open(&here, &who.borrower, &id).await?;
    let book = standing::book_today(&here, &loan)?;
    let borrower = name_of(&here, &loan).await?;
    let paid = book.receipts().iter().rev().filter(|receipt| receipt.by == PaidBy::Borrower);
    let receipts = paid
        .filter_map(|receipt| interest_receipt(&loan.id, here.name(), &borrower, receipt))
        .filter(|receipt| receipt.cost.is_positive())
        .collect();
    Ok(Json(InterestReceiptsView { receipts }))
}

/// The borrower as the agreement names them: the business, or the person where there is none.
///
/// # Errors
/// [`Failure`] when the application cannot be read.
pub(super) async fn name_of(here: &Installation, loan: &Loan) -> Result<String, Failure> {
    let case = Case::open(here, &loan.borrower, &loan.record.application_id).await?;
    let identity = case.application.identity.ok_or(Failure::of(ProblemCode::Internal))?;
    Ok(identity.business.map_or_else(
        || identity.person_name.as_str().to_owned(),
        |business| business.name.as_str().to_owned(),
    ))
}
