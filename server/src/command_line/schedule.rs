//! `puhui schedule`: what is due when.

use std::borrow::Cow;

use chrono::NaiveDate;
use comfy_table::Table;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::calendar::Calendar;
use shared::catalogue::LprPublication;
use shared::date_text;
use shared::language::Language;
use shared::repricing::{Fixing, Floating, RepricingError, lpr_history};
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
    /// How its rate follows LPR; the rate of the terms is then not asked for.
    #[serde(default)]
    pub floating: Option<Floating>,
    /// LPR publications; the built-in history when left out.
    #[serde(default)]
    pub lpr: Option<Vec<LprPublication>>,
    /// How far LPR is known; needed with a floating rate.
    #[serde(default, with = "date_text::optional")]
    pub through: Option<NaiveDate>,
}

/// What is due when.
#[derive(Debug, Serialize)]
pub struct Planned {
    /// What the rate follows, where it floats.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixings: Vec<Fixing>,
    /// The schedule.
    pub schedule: Schedule,
}

impl Question for Plan {
    type Answer = Planned;
    type Basis = Calendar;

    fn id(&self) -> Option<&Value> {
        self.id.as_ref()
    }

    fn answer(&self, calendar: &Calendar) -> Result<Planned, Refusal> {
        let (terms, fixings) = self.at_known_rates()?;
        Schedule::build(&terms, calendar)
            .map(|schedule| Planned { fixings, schedule })
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

impl Plan {
    /// The terms at every rate that is known, and what those rest on.
    fn at_known_rates(&self) -> Result<(Cow<'_, Terms>, Vec<Fixing>), Refusal> {
        let Some(floating) = &self.floating else {
            return Ok((Cow::Borrowed(&self.terms), Vec::new()));
        };
        let through = self.through.ok_or_else(|| {
            Refusal::new("through", "a floating rate needs the day up to which LPR is known")
        })?;
        let table = self.lpr.clone().unwrap_or_else(lpr_history);
        let refused = |error: RepricingError| {
            let whole = if matches!(error.field(), "lpr" | "through") { "" } else { "floating." };
            Refusal::of(format!("{whole}{}", error.field()), &error)
        };
        let terms = floating.terms(&self.terms, through, &table).map_err(refused)?;
        let fixings = floating.fixings(terms.start, through, &table).map_err(refused)?;
        Ok((Cow::Owned(terms), fixings))
    }
}

/// The due date, marked where a holiday may still move it.
fn due(date: NaiveDate, provisional: bool) -> String {
    let mark = if provisional { " *" } else { "" };
    format!("{}{mark}", date_text::format(date))
}
