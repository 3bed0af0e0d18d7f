//! The cash-flow form as typed, read into the form the engine works out.

use chrono::NaiveDate;
use shared::{
    cash_flow_form::{CashFlowForm, Season},
    money::Money,
};

use super::{judgement_draft::Problem, record_draft};
use crate::text::{Message, visit};

/// One line of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its field's id.
    pub id: &'static str,
    /// What it asks.
    pub label: Message,
}

const fn line(id: &'static str, label: Message) -> Line {
    Line { id, label }
}

/// The lines in the order a visit goes: sales, costs, household, stock and takings, equity.
pub const LINES: [Line; 18] = [
    line("strong_months", visit::STRONG_MONTHS),
    line("strong_sales", visit::STRONG_SALES),
    line("ordinary_months", visit::ORDINARY_MONTHS),
    line("ordinary_sales", visit::ORDINARY_SALES),
    line("slack_months", visit::SLACK_MONTHS),
    line("slack_sales", visit::SLACK_SALES),
    line("margin", visit::MARGIN),
    line("running_costs", visit::RUNNING_COSTS),
    line("household_income", visit::HOUSEHOLD_INCOME),
    line("household_spending", visit::HOUSEHOLD_SPENDING),
    line("instalments", visit::INSTALMENTS),
    line("stock", visit::STOCK),
    line("turns", visit::TURNS),
    line("takings", visit::TAKINGS),
    line("equity_now", visit::EQUITY_NOW),
    line("equity_at_start", visit::EQUITY_AT_START),
    line("put_in", visit::PUT_IN),
    line("profit", visit::PROFIT),
];

/// What was typed, line by line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitDraft {
    /// The day, as typed.
    pub day: String,
    /// What was typed on each of [`LINES`].
    pub typed: Vec<String>,
}

/// Reads lines one after another and remembers what cannot be read.
struct Reader<'a> {
    typed: &'a [String],
    at: usize,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// The next line, when it can be read. An empty line is nothing: zero.
    fn next<T: Default>(&mut self, read: impl Fn(&str) -> Option<T>) -> T {
        let typed = self.typed.get(self.at).map(|typed| typed.trim()).unwrap_or_default();
        let value = if typed.is_empty() { Some(T::default()) } else { read(typed) };
        let id = LINES.get(self.at).map_or("form", |line| line.id);
        self.at += 1;
        value.unwrap_or_else(|| {
            self.problems.push((id, visit::UNREADABLE));
            T::default()
        })
    }

    fn money(&mut self) -> Money {
        self.next(signed)
    }

    fn season(&mut self) -> Season {
        let months = self.next(|typed| typed.parse().ok());
        Season { months, sales: self.money() }
    }
}

/// An amount in yuan, below zero with a minus.
fn signed(typed: &str) -> Option<Money> {
    match typed.strip_prefix(['-', '－']) {
        Some(rest) => Money::parse_typed(rest).ok()?.checked_neg(),
        None => Money::parse_typed(typed).ok(),
    }
}

/// Tenths of a number such as `2.5`.
fn tenths(typed: &str) -> Option<u16> {
    let hundredths = Money::parse_typed(typed).ok()?.fen();
    u16::try_from(hundredths / 10).ok().filter(|_| hundredths % 10 == 0)
}

impl VisitDraft {
    /// A form with nothing typed but the day.
    pub fn on(day: &str) -> Self {
        Self { day: day.to_owned(), typed: vec![String::new(); LINES.len()] }
    }

    /// The form.
    ///
    /// # Errors
    /// Every line that cannot be read, in the order of the form.
    pub fn parse(&self) -> Result<CashFlowForm, Vec<Problem>> {
        let day = record_draft::day(&self.day);
        let mut reader = Reader { typed: &self.typed, at: 0, problems: Vec::new() };
        reader.problems.extend(day.as_ref().err().copied());
        let form = CashFlowForm {
            visited_on: day.unwrap_or(NaiveDate::MIN),
            seasons: vec![reader.season(), reader.season(), reader.season()],
            margin_percent: reader.next(|typed| typed.parse().ok()),
            running_costs: reader.money(),
            household_income: reader.money(),
            household_spending: reader.money(),
            instalments_elsewhere: reader.money(),
            stock: reader.money(),
            turns_tenths: reader.next(tenths),
            takings_3_days: reader.money(),
            equity_now: reader.money(),
            equity_at_start: reader.money(),
            put_in_since: reader.money(),
            profit_since: reader.money(),
        };
        if reader.problems.is_empty() { Ok(form) } else { Err(reader.problems) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> VisitDraft {
        let lines = [
            "4", "4万", "6", "30000", "2", "15000", "50", "6000", "3000", "4000", "1000", "5000",
            "3", "3100", "180000", "60000", "-20000", "130000",
        ];
        VisitDraft { day: "2026-11-21".to_owned(), typed: lines.map(str::to_owned).to_vec() }
    }

    #[test]
    fn a_form_typed_as_people_write_is_the_form_the_engine_works_out() {
        let form = typed().parse().expect("a form");
        assert_eq!(form.turns_tenths, 30);
        assert_eq!(form.put_in_since, Money::from_yuan(-20_000).expect("an amount"));
        let worked = form.work_out().expect("a surplus");
        assert_eq!(worked.monthly_surplus.to_string(), "7416.66");
        assert!(worked.checks.iter().all(|check| check.passed));
    }

    #[test]
    fn every_line_that_cannot_be_read_is_named_and_an_empty_one_is_nothing() {
        let mut draft = typed();
        draft.day = "yesterday".to_owned();
        draft.typed[0] = "four".to_owned();
        draft.typed[12] = "2.55".to_owned();
        draft.typed[17] = String::new();
        let problems = draft.parse().expect_err("problems");
        let ids: Vec<&str> = problems.into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["as_of", "strong_months", "turns"]);
        assert!(VisitDraft::on("2026-11-21").parse().is_ok());
    }
}
