//! Facts as an officer typed them, read into what is sent.

use chrono::NaiveDate;
use shared::{
    api::{EngineSays, FactWrittenDown, RecordFactsRequest},
    assessment::RuleOutcome,
    date_text,
    desk::MatterKind,
    facts::{Metric, Source},
};

use super::judgement_draft::Problem;
use crate::{metric_field::canonical, text::desk};

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordDraft {
    /// Each fact offered, with what was typed.
    pub facts: Vec<(Metric, String)>,
    /// Seen on a visit rather than on paper.
    pub on_visit: bool,
    /// The day, as typed.
    pub as_of: String,
    /// The note, as typed.
    pub note: String,
}

/// The facts an officer may have something to say about in a case: what nobody knows, what findings
/// doubt, and in a review what the rules held against the borrower. What follows from a visit's form
/// is not typed.
pub fn offered(engine: &EngineSays, matter: MatterKind) -> Vec<Metric> {
    let doubted = engine.findings.iter().flat_map(|found| [Some(found.metric), found.against]);
    let is_held = |outcome: RuleOutcome| outcome != RuleOutcome::Passed;
    let held = engine.trace.iter().filter(|entry| {
        is_held(entry.outcome)
            && (matter == MatterKind::Review || entry.outcome == RuleOutcome::Missing)
    });
    let all = engine
        .missing
        .iter()
        .copied()
        .chain(doubted.flatten())
        .chain(held.map(|entry| entry.require.metric));
    let mut offered = Vec::new();
    for metric in all.filter(|metric| metric.verifier() != Source::FieldVisit) {
        if !offered.contains(&metric) {
            offered.push(metric);
        }
    }
    offered
}

/// The day as typed.
///
/// # Errors
/// What to write instead, under the field of the day.
pub fn day(typed: &str) -> Result<NaiveDate, Problem> {
    date_text::parse(typed.trim()).ok_or(("as_of", desk::DAY_UNREADABLE))
}

impl RecordDraft {
    /// What is sent.
    ///
    /// # Errors
    /// Everything that cannot be read, in the order of the form.
    pub fn parse(&self) -> Result<RecordFactsRequest, Vec<Problem>> {
        let mut problems = Vec::new();
        let source = if self.on_visit { Source::FieldVisit } else { Source::Papers };
        let as_of = day(&self.as_of).map_err(|problem| problems.push(problem)).ok();
        let mut facts = Vec::new();
        for (metric, typed) in &self.facts {
            match (canonical(*metric, typed), as_of) {
                (Ok(Some(value)), Some(as_of)) => {
                    let metric = metric.key().to_owned();
                    facts.push(FactWrittenDown { metric, value, source, as_of });
                }
                (Ok(_), _) => {}
                (Err(message), _) => problems.push((metric.key(), message)),
            }
        }
        if facts.is_empty() && problems.is_empty() {
            let first = self.facts.first().map_or("note", |(metric, _)| metric.key());
            problems.push((first, desk::NOTHING_WRITTEN));
        }
        if self.note.trim().is_empty() {
            problems.push(("note", desk::NOTE_MISSING));
        }
        if problems.is_empty() {
            Ok(RecordFactsRequest { facts, note: self.note.trim().to_owned() })
        } else {
            Err(problems)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(sales: &str, as_of: &str, note: &str) -> RecordDraft {
        RecordDraft {
            facts: vec![(Metric::AnnualSales, sales.to_owned()), (Metric::TaxGrade, String::new())],
            on_visit: false,
            as_of: as_of.to_owned(),
            note: note.to_owned(),
        }
    }

    fn ids(draft: &RecordDraft) -> Vec<&'static str> {
        draft.parse().err().unwrap_or_default().into_iter().map(|(id, _)| id).collect()
    }

    #[test]
    fn what_was_typed_is_sent_and_what_was_left_out_is_not() {
        let request = draft("300", "2026-11-20", " 申报表 ").parse().expect("facts");
        assert_eq!(request.facts.len(), 1);
        assert_eq!(request.facts[0].value, "3000000.00");
        assert_eq!((request.facts[0].source, request.note.as_str()), (Source::Papers, "申报表"));
    }

    #[test]
    fn everything_that_cannot_be_read_is_named_at_once() {
        assert_eq!(ids(&draft("many", "23/11/2026", "")), ["as_of", "annual_sales", "note"]);
        assert_eq!(ids(&draft("", "2026-11-20", "申报表")), ["annual_sales"]);
    }
}
