//! Where a loan stands: what is due, overdue and to be watched, and how it is collected.

use axum::Json;
use axum::extract::{Path, State};
use chrono::{Days, NaiveDate};
use shared::api::{
    DebitState, DebitView, LoanStanding, NoticeKind, NoticeView, ProblemCode, SwitchRequest,
};
use shared::catalogue::ServicingRules;
use shared::language::Label;
use shared::loan::LoanBook;
use shared::money::Money;
use shared::overdue::{self, AdverseReporting, Observed, OverduePosition};

use super::{Loan, LoanService, book_on};
use crate::as_of::AsOf;
use crate::body::Body;
use crate::command::decided_again;
use crate::facilities::{Facility, checks, drawn_on, limit_on};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::due;
use crate::session::SignedIn;
use crate::store::Document;
use crate::store::acts::{AmendLoan, FindLoan, OrderState, StoredNotice, StoredOrder};

/// Days over which refused debits count as a signal.
const REFUSED_DEBITS_DAYS: u64 = 30;

/// Where a loan stands today or stood on a past day.
///
/// # Errors
/// [`Failure`] when it is not this borrower's, or was not drawn by that day.
pub async fn get(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    as_of: AsOf,
) -> Result<Json<LoanStanding>, Failure> {
    let loan = Loan::open(&here, &who.borrower, &id).await?;
    Ok(Json(standing(&here, &loan, as_of.day(&here)).await?))
}

/// Where a loan stands at the end of a day.
///
/// # Errors
/// [`Failure`] when the store cannot be read, or nothing was drawn by that day.
pub async fn standing(
    here: &Installation,
    loan: &Loan,
    on: NaiveDate,
) -> Result<LoanStanding, Failure> {
    let book = match book_on(&loan.events, on)? {
        Some(book) => book,
        None if loan.events.is_empty() => {
            return Err(Failure::of(ProblemCode::NotFromHere)
                .because("放款尚未到账。", "The money has not arrived yet."));
        }
        None => return Err(AsOf::before_it_began()),
    };
    let facility = Facility::open(here, &loan.borrower, &loan.record.facility_id).await?;
    let rules = checks::rules(here, &facility.record.offer);
    let observed = Observed {
        limit: limit_on(here, &facility, on).await?,
        drawn: drawn_on(here, &facility, on).await?,
        refused_debits: refused_debits(loan, on),
    };
    let notices = notices(here, loan).await?;
    let overdue = overdue::position(&book).map_err(Failure::internal)?;
    let adverse = overdue.as_ref().and_then(|overdue| adverse(rules, overdue, &notices, on));
    let warnings = rules.map_or(&[] as &[_], |rules| rules.warnings.as_slice());
    Ok(LoanStanding {
        loan_id: loan.id.clone(),
        on,
        next: book.next_due(),
        upcoming: book.still_to_pay().collect(),
        due: book.due(),
        warnings: overdue::warnings(warnings, &book, observed),
        overdue,
        adverse,
        automatic_debit: loan.record.service.automatic_debit,
        reminders: loan.record.service.reminders,
        account_masked: loan.record.account.number.masked(),
        debits: debits(loan, on),
        notices: notices
            .iter()
            .filter(|notice| notice.sent_at.date_in_china() <= on)
            .map(notice_view)
            .collect::<Result<_, _>>()?,
    })
}

/// The messages about a loan, newest first.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn notices(here: &Installation, loan: &Loan) -> Result<Vec<StoredNotice>, Failure> {
    let find = FindLoan { borrower: loan.borrower.clone(), loan: loan.id.clone() };
    Ok(here.store.notices(find).await?)
}

/// Where an overdue loan stands with the credit bureau; none where the product says nothing.
pub fn adverse(
    rules: Option<&ServicingRules>,
    overdue: &OverduePosition,
    notices: &[StoredNotice],
    on: NaiveDate,
) -> Option<AdverseReporting> {
    let rule = rules?.adverse.as_ref()?;
    let sent = notices
        .iter()
        .filter(|notice| notice.kind == NoticeKind::AdverseReporting.key())
        .map(|notice| notice.sent_at.date_in_china())
        .filter(|day| *day <= on)
        .max();
    Some(AdverseReporting::of(rule, overdue, sent, on))
}

fn notice_view(notice: &StoredNotice) -> Result<NoticeView, Failure> {
    let kind = serde_json::from_value(serde_json::Value::String(notice.kind.clone()));
    Ok(NoticeView {
        kind: kind.map_err(Failure::internal)?,
        sent_at: notice.sent_at,
        text: notice.document.read::<Label>("notice")?,
    })
}

/// The debits made by themselves up to a day, newest first.
fn debits(loan: &Loan, on: NaiveDate) -> Vec<DebitView> {
    let automatic = loan
        .orders
        .iter()
        .rev()
        .filter(|order| is_automatic(order) && order.asked_at.date_in_china() <= on);
    automatic
        .map(|order| DebitView {
            amount: Money::from_fen(order.amount_fen),
            asked_at: order.asked_at,
            state: match order.state {
                OrderState::Asked => DebitState::Underway,
                OrderState::Done => DebitState::Collected,
                OrderState::Refused => DebitState::Refused,
            },
        })
        .collect()
}

fn is_automatic(order: &StoredOrder) -> bool {
    order.asked_by.as_ref().is_some_and(|(key, _)| key.starts_with(due::DEBIT_KEY))
}

fn refused_debits(loan: &Loan, on: NaiveDate) -> u32 {
    let since = on.checked_sub_days(Days::new(REFUSED_DEBITS_DAYS)).unwrap_or(on);
    let refused = loan.orders.iter().filter(|order| {
        let day = order.asked_at.date_in_china();
        is_automatic(order) && order.state == OrderState::Refused && day > since && day <= on
    });
    u32::try_from(refused.count()).unwrap_or(u32::MAX)
}

/// Switches collecting by itself on or off.
///
/// # Errors
/// [`Failure`] when the loan is not this borrower's.
pub async fn set_automatic_debit(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    Body(asked): Body<SwitchRequest>,
) -> Result<Json<LoanStanding>, Failure> {
    let set = |service: &mut LoanService| service.automatic_debit = asked.on;
    switch(&here, &who.borrower, &id, set).await
}

/// Switches reminders by text message on or off.
///
/// # Errors
/// [`Failure`] when the loan is not this borrower's.
pub async fn set_reminders(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    Body(asked): Body<SwitchRequest>,
) -> Result<Json<LoanStanding>, Failure> {
    let set = |service: &mut LoanService| service.reminders = asked.on;
    switch(&here, &who.borrower, &id, set).await
}

async fn switch(
    here: &Installation,
    borrower: &str,
    id: &str,
    set: impl Fn(&mut LoanService),
) -> Result<Json<LoanStanding>, Failure> {
    let loan = decided_again(|| amend(here, borrower, id, &set)).await?;
    Ok(Json(standing(here, &loan, here.today()).await?))
}

async fn amend(
    here: &Installation,
    borrower: &str,
    id: &str,
    set: impl Fn(&mut LoanService),
) -> Result<Loan, Failure> {
    let mut loan = Loan::open(here, borrower, id).await?;
    set(&mut loan.record.service);
    let act = AmendLoan {
        borrower: borrower.to_owned(),
        loan: loan.id.clone(),
        expected_version: loan.version,
        document: Document::of(&loan.record)?,
        jobs: due::jobs_ahead(here, &loan)?,
    };
    here.store.amend_loan(act).await?;
    Ok(loan)
}

/// The book of a loan on which something can be asked for.
///
/// # Errors
/// [`ProblemCode::NotFromHere`] while its money is on the way.
pub fn book_today(here: &Installation, loan: &Loan) -> Result<LoanBook, Failure> {
    book_on(&loan.events, here.today())?.ok_or_else(|| {
        Failure::of(ProblemCode::NotFromHere).because(
            "放款尚未到账，到账后即可办理。",
            "The money has not arrived yet; this can be done once it has.",
        )
    })
}
