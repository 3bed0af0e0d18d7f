//! Monthly statements and reconciling with the borrower's own books (电子对账).

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use shared::api::{
    AnswerStatementRequest, ProblemCode, StatedMonth, StatementAnswer, StatementView,
    StatementsView,
};
use shared::calendar::Calendar;
use shared::canonical;
use shared::evidence::EvidenceBody;
use shared::statement::{Month, MonthStatement, StatedLoan, month_statement};

use super::{Facility, limit_on};
use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::loans::Loan;
use crate::session::SignedIn;
use crate::store::Document;
use crate::store::acts::{Answer, AnswerStatement, FindStatement, KeepStatement, StoredStatement};

/// Characters of a remark kept at most.
const REMARK_CHARACTERS_MAX: usize = 500;

/// The statement of a month as it would be made now.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn worked_out(
    here: &Installation,
    facility: &Facility,
    month: Month,
) -> Result<MonthStatement, Failure> {
    let loans = Loan::all(here, &facility.borrower).await?;
    let stated: Vec<StatedLoan<'_>> = loans
        .iter()
        .filter(|loan| loan.record.facility_id == facility.id)
        .map(|loan| StatedLoan {
            loan_id: &loan.id,
            product_name: &loan.record.product_name,
            events: &loan.events,
        })
        .collect();
    let limit = limit_on(here, facility, month.last()).await?;
    month_statement(&facility.id, limit, month, &stated, &Calendar::china())
        .map_err(Failure::internal)
}

/// Keeps the statement of a month that is over, as it is made first; answers what is kept.
///
/// # Errors
/// [`Failure`] when the store cannot be read or written.
pub async fn made(
    here: &Installation,
    facility: &Facility,
    month: Month,
) -> Result<Option<StoredStatement>, Failure> {
    let find = FindStatement {
        borrower: facility.borrower.clone(),
        facility: facility.id.clone(),
        month: month.to_string(),
    };
    if let Some(kept) = here.store.find_statement(find.clone()).await? {
        return Ok(Some(kept));
    }
    let statement = worked_out(here, facility, month).await?;
    if month.last() >= here.today() || statement.loans.is_empty() {
        return Ok(None);
    }
    let act = KeepStatement {
        borrower: facility.borrower.clone(),
        facility: facility.id.clone(),
        month: month.to_string(),
        digest: canonical::digest(&statement)?,
        document: Document::of(&statement)?,
        at: here.now(),
    };
    here.store.keep_statement(act).await?;
    Ok(here.store.find_statement(find).await?)
}

/// The months of a facility that have a statement.
///
/// # Errors
/// [`Failure`] when the facility is not this borrower's.
pub async fn list(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<StatementsView>, Failure> {
    let facility = Facility::open(&here, &who.borrower, &id).await?;
    let stored = here.store.list_statements(facility.name()).await?;
    let months = stored.iter().map(stated).collect::<Result<_, _>>()?;
    Ok(Json(StatementsView { months }))
}

fn stated(stored: &StoredStatement) -> Result<StatedMonth, Failure> {
    Ok(StatedMonth {
        month: stored.month.parse().map_err(Failure::internal)?,
        digest: stored.digest,
        answer: answer_of(stored)?,
    })
}

fn answer_of(stored: &StoredStatement) -> Result<Option<StatementAnswer>, Failure> {
    let answer = stored.answer.as_ref().map(|answer| answer.read("statement answer"));
    Ok(answer.transpose()?)
}

/// The statement of one month.
///
/// # Errors
/// [`ProblemCode::NotFound`] for a month that is not over or in which nothing was owed.
pub async fn get(
    State(here): State<Installation>,
    who: SignedIn,
    Path((id, month)): Path<(String, String)>,
) -> Result<Json<StatementView>, Failure> {
    let facility = Facility::open(&here, &who.borrower, &id).await?;
    let (month, stored) = kept(&here, &facility, &month).await?;
    Ok(Json(view(&here, &facility, month, &stored).await?))
}

async fn kept(
    here: &Installation,
    facility: &Facility,
    month: &str,
) -> Result<(Month, StoredStatement), Failure> {
    let not_found = || Failure::of(ProblemCode::NotFound);
    let month: Month = month.parse().map_err(|_| not_found())?;
    let stored = made(here, facility, month).await?.ok_or_else(not_found)?;
    Ok((month, stored))
}

async fn view(
    here: &Installation,
    facility: &Facility,
    month: Month,
    stored: &StoredStatement,
) -> Result<StatementView, Failure> {
    let now = canonical::digest(&worked_out(here, facility, month).await?)?;
    Ok(StatementView {
        statement: stored.document.read("statement")?,
        digest: stored.digest,
        answer: answer_of(stored)?,
        corrected: (now != stored.digest).then_some(now),
    })
}

/// Says whether a statement agrees with the borrower's own books.
///
/// # Errors
/// [`ProblemCode::DocumentChanged`] for another statement than the one kept.
pub async fn answer(
    State(here): State<Installation>,
    who: SignedIn,
    Path((id, month)): Path<(String, String)>,
    command: Commanded<AnswerStatementRequest>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || answer_new(&here, &who, &id, &month, &command)).await
}

async fn answer_new(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    month: &str,
    command: &Commanded<AnswerStatementRequest>,
) -> Result<Answer, Failure> {
    let asked = &command.value;
    let facility = Facility::open(here, &who.borrower, id).await?;
    let (month, mut stored) = kept(here, &facility, month).await?;
    if stored.digest != asked.digest {
        return Err(Failure::of(ProblemCode::DocumentChanged));
    }
    let remark = asked.remark.trim().to_owned();
    let missing = !asked.agrees && remark.is_empty();
    if missing || remark.chars().count() > REMARK_CHARACTERS_MAX {
        return Err(Failure::field(
            "remark",
            "remark_needed",
            "请用500字以内说明哪里不符。",
            "Say in at most 500 characters what does not agree.",
        ));
    }
    let answer = StatementAnswer { agrees: asked.agrees, remark, at: here.now() };
    let document = Document::of(&answer)?;
    stored.answer = Some(document.clone());
    let shown = view(here, &facility, month, &stored).await?;
    let answered = command.answered_with(here, &who.borrower, &shown)?;
    let reply = answered.answer.clone();
    let act = AnswerStatement {
        command: answered,
        facility: facility.id.clone(),
        month: month.to_string(),
        digest: stored.digest,
        document: stored.document,
        answer: document,
        application: facility.record.application_id.clone(),
        evidence: EvidenceBody::StatementAnswered {
            agrees: asked.agrees,
            statement: stored.digest,
        },
    };
    here.store.answer_statement(act).await?;
    Ok(reply)
}
