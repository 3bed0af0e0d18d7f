//! What happens by itself on and around due dates: a reminder, the debit, a look at what is overdue.
//!
//! Each due date has its own jobs, named by loan and day, so a chain that is taken up again orders
//! nothing twice. A job that finds its due date moved or met does nothing but order the next.

use chrono::{Days, NaiveDate};
use shared::api::{NoticeKind, ProblemCode};
use shared::language::Label;
use shared::legal::{amount, day};
use shared::loan::LoanBook;
use shared::overdue::{self, AdverseReporting};
use shared::statement::Month;
use shared::timestamp::Timestamp;

use super::{Postponed, messages, statement};
use crate::facilities::{Facility, checks};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::loans::{Loan, book_on, collection, standing};
use crate::store::acts::{NewJob, OrderState, OrderWork};

/// Reminds of a due date.
pub const REMIND: &str = "remind_due";

/// Collects what falls due from the account.
pub const COLLECT: &str = "collect_due";

/// Looks whether something is overdue, and tells.
pub const WATCH: &str = "watch_overdue";

/// What the keys of automatic debits begin with; a caller's key has no spaces.
pub const DEBIT_KEY: &str = "debit ";

/// Days before a due date on which the reminder goes out.
const REMIND_DAYS: u64 = 3;

/// Hours of the day, China time: reminders, debits, looks at what is overdue.
const REMIND_HOUR: u32 = 10;
const COLLECT_HOURS: [u32; 2] = [9, 18];
const WATCH_HOUR: u32 = 11;

/// Debits of one due date at most: twice on the day, then once a day.
const DEBITS_MAX: u32 = 5;

/// The jobs that begin with a draw: its first due date, and its month's statement.
///
/// # Errors
/// [`Failure`] when there is no randomness, or the events make no book.
pub fn jobs_of_draw(here: &Installation, loan: &Loan) -> Result<Vec<NewJob>, Failure> {
    let mut jobs = jobs_ahead(here, loan)?;
    if let Some(drawn_on) = loan.events.iter().map(|event| event.on).min() {
        jobs.push(statement::job(here, &loan.record.facility_id, Month::of(drawn_on))?);
    }
    Ok(jobs)
}

/// The jobs of the next due date.
///
/// # Errors
/// [`Failure`] when there is no randomness, or the events make no book.
pub fn jobs_ahead(here: &Installation, loan: &Loan) -> Result<Vec<NewJob>, Failure> {
    let Some(book) = book_on(&loan.events, here.today())? else { return Ok(Vec::new()) };
    let Some(next) = book.upcoming().next().map(|instalment| instalment.due_date) else {
        return Ok(Vec::new());
    };
    let mut jobs = vec![
        job(here, COLLECT, &debit_subject(&loan.id, next, 1), at(next, COLLECT_HOURS[0]))?,
        job(here, WATCH, &subject(&loan.id, next), at(after(next, 1), WATCH_HOUR))?,
    ];
    let remind_at = at(before(next, REMIND_DAYS), REMIND_HOUR);
    if remind_at >= here.now() {
        jobs.push(job(here, REMIND, &subject(&loan.id, next), remind_at)?);
    }
    Ok(jobs)
}

/// The job that collects at once what has fallen due today.
///
/// # Errors
/// [`Failure`] when there is no randomness.
pub fn collect_at_once(here: &Installation, loan: &Loan) -> Result<NewJob, Failure> {
    job(here, COLLECT, &debit_subject(&loan.id, here.today(), 1), here.now())
}

fn job(
    here: &Installation,
    kind: &str,
    subject: &str,
    due_at: Timestamp,
) -> Result<NewJob, Failure> {
    Ok(NewJob { due_at, ..super::new_job(here, kind, subject)? })
}

fn at(day: NaiveDate, hour: u32) -> Timestamp {
    Timestamp::start_of_day_in_china(day).plus_seconds(hour * 3600)
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

fn subject(loan: &str, due_date: NaiveDate) -> String {
    format!("{loan}|{due_date}")
}

fn debit_subject(loan: &str, due_date: NaiveDate, attempt: u32) -> String {
    format!("{loan}|{due_date}|{attempt}")
}

/// A subject read back: the loan, the due date, and of a debit which attempt it is.
struct Named<'a> {
    loan: &'a str,
    due_date: NaiveDate,
    attempt: u32,
}

impl<'a> Named<'a> {
    fn read(subject: &'a str) -> Result<Self, Failure> {
        let mut parts = subject.split('|');
        let loan = parts.next().unwrap_or_default();
        let due_date = parts.next().and_then(shared::date_text::parse);
        let attempt = parts.next().and_then(|text| text.parse().ok()).unwrap_or(1);
        let due_date = due_date.ok_or(Failure::of(ProblemCode::Internal))?;
        Ok(Self { loan, due_date, attempt })
    }
}

async fn open(
    here: &Installation,
    borrower: &str,
    loan: &str,
) -> Result<Option<(Loan, LoanBook)>, Failure> {
    let loan = Loan::open(here, borrower, loan).await?;
    let book = book_on(&loan.events, here.today())?;
    Ok(book.map(|book| (loan, book)))
}

async fn order(here: &Installation, loan: &Loan, jobs: Vec<NewJob>) -> Result<(), Failure> {
    let act = OrderWork { borrower: loan.borrower.clone(), jobs };
    Ok(here.store.order_work(act).await?)
}

/// Reminds of a due date, unless it moved or nothing is to be paid on it.
///
/// # Errors
/// [`Postponed`]: the message could not be sent, or something on our side.
pub async fn remind(here: &Installation, borrower: &str, subject: &str) -> Result<(), Postponed> {
    let named = Named::read(subject)?;
    let Some((loan, book)) = open(here, borrower, named.loan).await? else { return Ok(()) };
    let falls_due = |due_date| due_date == named.due_date;
    let next = book.next_due().filter(|next| falls_due(next.due_date));
    let Some(next) = next.filter(|next| next.owed.total.is_positive()) else { return Ok(()) };
    if !loan.record.service.reminders {
        return Ok(());
    }
    let (when, owed) = (day(next.due_date), amount(next.owed.total));
    let tail = loan.record.account.number.tail();
    let text = if loan.record.service.automatic_debit {
        Label::new(
            format!("{}应还{}，将从尾号{tail}的账户扣款，请存足金额。", when.zh, owed.zh),
            format!(
                "{} is due on {}; it is collected from the account ending {tail}.",
                owed.en, when.en
            ),
        )
    } else {
        Label::new(
            format!("{}应还{}，请按时还款。", when.zh, owed.zh),
            format!("{} is due on {}. Please pay in time.", owed.en, when.en),
        )
    };
    messages::about(here, &loan, NoticeKind::Reminder, &named.due_date.to_string(), text).await
}

/// Collects what has fallen due by today, and orders what follows.
///
/// # Errors
/// [`Postponed`]: the rail gave no usable answer, or something on our side.
pub async fn collect(here: &Installation, borrower: &str, subject: &str) -> Result<(), Postponed> {
    let named = Named::read(subject)?;
    let Some((loan, book)) = open(here, borrower, named.loan).await? else { return Ok(()) };
    let owed = book.due().total;
    let key = format!("{DEBIT_KEY}{subject}");
    let ordered = collection::order_of_key(here, borrower, &key).await?.is_some();
    if ordered || (loan.record.service.automatic_debit && owed.is_positive()) {
        let state = collection::collect_once(here, &loan, owed, &key).await?;
        if state == OrderState::Refused {
            refused(here, &loan, &named, &book).await?;
        }
    }
    let loan = Loan::open(here, borrower, named.loan).await?;
    let jobs = jobs_ahead(here, &loan)?;
    Ok(order(here, &loan, jobs).await?)
}

/// Tells that a debit was refused, and orders the next try.
async fn refused(
    here: &Installation,
    loan: &Loan,
    named: &Named<'_>,
    book: &LoanBook,
) -> Result<(), Postponed> {
    let owed = amount(book.due().total);
    let tail = loan.record.account.number.tail();
    let text = Label::new(
        format!("尾号{tail}的账户余额不足，{}没有扣成功，请尽快存足或主动还款。", owed.zh),
        format!(
            "The account ending {tail} could not cover {}. Put enough money in it, or repay yourself.",
            owed.en
        ),
    );
    let occasion = format!("{} {}", named.due_date, named.attempt);
    messages::about(here, loan, NoticeKind::DebitRefused, &occasion, text).await?;
    if named.attempt >= DEBITS_MAX {
        return Ok(());
    }
    let attempt = named.attempt + 1;
    let due_at = if named.attempt == 1 {
        at(here.today(), COLLECT_HOURS[1])
    } else {
        at(after(here.today(), 1), COLLECT_HOURS[0])
    };
    let again = job(here, COLLECT, &debit_subject(&loan.id, named.due_date, attempt), due_at)?;
    Ok(order(here, loan, vec![again]).await?)
}

/// Looks whether a due date is overdue: tells the borrower, gives notice before anything is reported
/// to the credit bureau, and looks again the next day until nothing is overdue.
///
/// # Errors
/// [`Postponed`]: a message could not be sent, or something on our side.
pub async fn watch(here: &Installation, borrower: &str, subject: &str) -> Result<(), Postponed> {
    let named = Named::read(subject)?;
    let Some((loan, book)) = open(here, borrower, named.loan).await? else { return Ok(()) };
    let overdue = overdue::position(&book).map_err(Failure::internal)?;
    let Some(overdue) = overdue else { return Ok(()) };
    let (since, owed) = (day(overdue.since), amount(overdue.pay_today.total));
    let text = Label::new(
        format!("{}到期的款项已逾期，今天还清逾期部分需{}。", since.zh, owed.zh),
        format!("What fell due on {} is overdue; {} settles it today.", since.en, owed.en),
    );
    messages::about(here, &loan, NoticeKind::Overdue, &overdue.since.to_string(), text).await?;
    let facility = Facility::open(here, borrower, &loan.record.facility_id).await?;
    let rules = checks::rules(here, &facility.record.offer);
    let notices = standing::notices(here, &loan).await?;
    let adverse = standing::adverse(rules, &overdue, &notices, here.today());
    if let Some(AdverseReporting::NoticeDue { report_from }) = adverse {
        let (report, owed) = (day(report_from), amount(overdue.pay_today.total));
        let text = Label::new(
            format!(
                "逾期的款项如在{}之前没有还清，将作为不良信息报送征信机构；今天还清逾期部分需{}。",
                report.zh, owed.zh
            ),
            format!(
                "If what is overdue is not paid before {}, it is reported to the credit bureau as negative; {} settles it today.",
                report.en, owed.en
            ),
        );
        let kind = NoticeKind::AdverseReporting;
        messages::about(here, &loan, kind, &overdue.since.to_string(), text).await?;
    }
    let tomorrow = at(after(here.today(), 1), WATCH_HOUR);
    let again = subject_of_watch(&loan.id, here.today());
    Ok(order(here, &loan, vec![job(here, WATCH, &again, tomorrow)?]).await?)
}

/// A look of its own for each day.
fn subject_of_watch(loan: &str, today: NaiveDate) -> String {
    subject(loan, after(today, 1))
}
