//! `puhui accrue`: where a loan stands, and what each day cost.

use chrono::NaiveDate;
use comfy_table::Table;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::calendar::Calendar;
use shared::date_text;
use shared::language::Language;
use shared::loan::{InterestDay, LoanBook, LoanError, LoanEvent, LoanStatus, Owed};

use super::format::Format;
use super::question::Question;
use super::refusal::Refusal;
use super::table::headed;

/// A line that asks for a loan's interest by days.
#[derive(Debug, Deserialize)]
pub struct Accrue {
    /// Edition of the line.
    #[serde(default)]
    pub format: Format,
    /// Whatever the asker recognises the answer by.
    #[serde(default)]
    pub id: Option<Value>,
    /// What happened to the loan, in any order.
    pub events: Vec<LoanEvent>,
    /// The first day shown; the day of the draw when left out.
    #[serde(default, with = "date_text::optional")]
    pub from: Option<NaiveDate>,
    /// The day looked at; its own night is not counted.
    #[serde(with = "date_text")]
    pub on: NaiveDate,
}

/// Where a loan stands, and what each day cost.
#[derive(Debug, Serialize)]
pub struct Accrued {
    /// Where it stands.
    pub status: LoanStatus,
    /// Days past the earliest unpaid due date.
    pub days_past_due: u32,
    /// What has fallen due and is not paid.
    pub due: Owed,
    /// What settles the loan on the day.
    pub payoff: Owed,
    /// Each day up to, not including, the day looked at.
    pub interest_days: Vec<InterestDay>,
}

impl Question for Accrue {
    type Answer = Accrued;
    type Basis = Calendar;

    fn id(&self) -> Option<&Value> {
        self.id.as_ref()
    }

    fn answer(&self, calendar: &Calendar) -> Result<Accrued, Refusal> {
        let refused = |error: LoanError| Refusal::of(field(&error), &error);
        let book = LoanBook::rebuild(&self.events, self.on, calendar).map_err(refused)?;
        let from = self.from.unwrap_or(book.terms().start);
        if from > self.on {
            return Err(Refusal::new("from", "the first day must not lie after the day looked at"));
        }
        Ok(Accrued {
            status: book.status(),
            days_past_due: book.days_past_due(),
            due: book.due(),
            payoff: book.payoff(),
            interest_days: book.interest_days(from, self.on).map_err(refused)?,
        })
    }

    fn tables(answer: &Accrued, language: Language) -> Vec<Table> {
        vec![owed(answer, language), days(&answer.interest_days, language)]
    }
}

/// Where in the line the field is that `error` names.
fn field(error: &LoanError) -> String {
    match error {
        LoanError::NotDrawn | LoanError::DrawnTwice => error.field().to_owned(),
        LoanError::Terms(_) | LoanError::FlatNotServiced => {
            format!("events.drawn.terms.{}", error.field())
        }
        LoanError::Allocation => format!("events.drawn.servicing.{}", error.field()),
        _ => format!("events.{}", error.field()),
    }
}

fn owed(answer: &Accrued, language: Language) -> Table {
    let headings = [
        ("", ""),
        ("本金", "Principal"),
        ("利息", "Interest"),
        ("罚息", "Penalty"),
        ("费用", "Fees"),
        ("合计", "Total"),
    ];
    let mut table = headed(&headings, language);
    let rows = [
        (language.pick("已到期", "Due"), answer.due),
        (language.pick("结清", "Payoff"), answer.payoff),
    ];
    for (name, owed) in rows {
        table.add_row([
            name.to_owned(),
            owed.principal.to_string(),
            owed.interest.to_string(),
            owed.penalty.to_string(),
            owed.fee.to_string(),
            owed.total.to_string(),
        ]);
    }
    table
}

fn days(days: &[InterestDay], language: Language) -> Table {
    let headings = [
        ("日期", "Day"),
        ("计息本金", "Principal"),
        ("年利率 %", "% a year"),
        ("利息", "Interest"),
        ("逾期", "Overdue"),
        ("罚息", "Penalty"),
    ];
    let mut table = headed(&headings, language);
    for day in days {
        table.add_row([
            date_text::format(day.on),
            day.principal.to_string(),
            day.annual_rate.percent_text(),
            day.interest.to_string(),
            day.overdue.to_string(),
            day.penalty.to_string(),
        ]);
    }
    table
}
