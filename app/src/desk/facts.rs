//! Facts with sources and days, declared beside verified, and every rule as evaluated.

use shared::{
    api::DeskCaseView,
    assessment::{RuleOutcome, TraceEntry},
    facts::{Datum, Facts, Metric},
    language::Language,
};

use super::queue::section;
use crate::{
    components::{TableRow, fold, table},
    dom::{View, all, live},
    language::Voice,
    metric_field::said,
    text::{Message, desk, terms},
};

/// The facts, then the rules they were held against.
pub(super) fn facts_cards(case: &DeskCaseView) -> View {
    all([
        section(desk::FACTS, Some(facts_table(case.declared.clone(), case.verified.clone()))),
        rules(case.engine.as_ref().map(|engine| engine.trace.clone()).unwrap_or_default()),
    ])
}

fn facts_table(declared: Facts, verified: Facts) -> View {
    let voice = Voice::expect();
    live(move || {
        let language = voice.language();
        let row = |metric: &Metric| {
            fact(*metric, declared.datum(*metric), verified.datum(*metric), language)
        };
        let rows: Vec<TableRow> = Metric::ALL.iter().filter_map(row).collect();
        let columns = [desk::FACT, desk::DECLARED, desk::VERIFIED];
        table("facts", desk::FACTS, &columns, &rows, None)
    })
}

/// One fact; nothing when neither side says anything of it.
fn fact(
    metric: Metric,
    declared: Option<Datum>,
    verified: Option<Datum>,
    language: Language,
) -> Option<TableRow> {
    declared.or(verified)?;
    let unit = metric.unit();
    let in_words = |datum: Option<Datum>| {
        datum.map_or_else(|| "—".to_owned(), |datum| unit.say(datum.value, language))
    };
    let from = verified.map_or_else(String::new, |datum| {
        let source = terms::of_source(datum.source).in_language(language);
        [source, language.pick("，", ", "), &shared::date_text::format(datum.as_of)].concat()
    });
    let differs = match (declared, verified) {
        (Some(said), Some(found)) => said.value != found.value,
        _ => false,
    };
    Some(TableRow {
        heading: metric.label(language).to_owned(),
        small: from,
        cells: vec![in_words(declared), in_words(verified)],
        warn: differs,
    })
}

fn rules(trace: Vec<TraceEntry>) -> View {
    let voice = Voice::expect();
    fold(desk::TRACE, move || {
        let trace = trace.clone();
        live(move || {
            let language = voice.language();
            let rows: Vec<TableRow> = trace.iter().map(|entry| rule(entry, language)).collect();
            let columns = [desk::RULE, desk::OBSERVED, desk::RESULT];
            table("trace", desk::TRACE, &columns, &rows, None)
        })
    })
}

fn rule(entry: &TraceEntry, language: Language) -> TableRow {
    let observed = entry.observed.as_deref();
    let observed =
        observed.map_or_else(|| "—".to_owned(), |text| said(entry.require.metric, text, language));
    TableRow {
        heading: entry.require.say(language),
        small: entry.rule.clone(),
        cells: vec![observed, came_out(entry.outcome).in_language(language).to_owned()],
        warn: entry.outcome != RuleOutcome::Passed,
    }
}

const fn came_out(outcome: RuleOutcome) -> Message {
    match outcome {
        RuleOutcome::Passed => desk::PASSED,
        RuleOutcome::Declined => desk::DECLINES,
        RuleOutcome::Referred => desk::REFERS,
        RuleOutcome::Missing => desk::UNKNOWN,
    }
}
