//! `puhui schedule`: what is due when.

use comfy_table::Table;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::calendar::Calendar;
use shared::date_text;
use shared::language::Language;
use shared::schedule::{Schedule, Terms};

use super::format::Format;
use super::question::Question;
use super::refusal::Refusal;
use super::table::headed;

/// A line that asks for a schedule.
#[derive(Debug, Deserialize)]
pub struct Plan {
    /// Edition of the line.
    #[serde(default)]
    pub format: Format,
    /// Whatever the asker recognises the answer by.
    #[serde(default)]
    pub id: Option<Value>,
    /// What was agreed.
    pub terms: Terms,
}

/// What is due when.
#[derive(Debug, Serialize)]
pub struct Planned {
    /// The schedule.
    pub schedule: Schedule,
}

impl Question for Plan {
    type Answer = Planned;

    fn id(&self) -> Option<&Value> {
        self.id.as_ref()
    }

    fn answer(&self, calendar: &Calendar) -> Result<Planned, Refusal> {
        Schedule::build(&self.terms, calendar)
            .map(|schedule| Planned { schedule })
            .map_err(|error| Refusal::of(format!("terms.{}", error.field()), &error))
    }

    fn tables(answer: &Planned, language: Language) -> Vec<Table> {
        let schedule = &answer.schedule;
        let headings = [
            ("期次", "No."),
            ("到期日", "Due"),
            ("天数", "Days"),
            ("本金", "Principal"),
            ("利息", "Interest"),
            ("费用", "Fees"),
            ("应还", "Total"),
            ("剩余本金", "Balance"),
        ];
        let mut table = headed(&headings, language);
        for row in &schedule.instalments {
            table.add_row([
                row.number.to_string(),
                due(row.due_date, row.provisional),
                row.days.to_string(),
                row.principal.to_string(),
                row.interest.to_string(),
                row.fee.to_string(),
                row.total.to_string(),
                row.balance_after.to_string(),
            ]);
        }
        table.add_row([
            language.pick("合计", "Sum").to_owned(),
            String::new(),
            String::new(),
            schedule.principal.to_string(),
            schedule.total_interest().to_string(),
            schedule.total_fees().to_string(),
            schedule.total_payment().to_string(),
            String::new(),
        ]);
        vec![table]
    }
}

/// The due date, marked where a holiday may still move it.
fn due(date: chrono::NaiveDate, provisional: bool) -> String {
    let mark = if provisional { " *" } else { "" };
    format!("{}{mark}", date_text::format(date))
}
