//! What has been so far: decisions, records, queries, papers, acts.

use shared::{
    api::{DecisionVersion, DeskAct, DeskCaseView, KeptPaper, QueryLogged, RecordView},
    date_text,
    decision::Answer,
    desk::{Recorded, RecordedFact},
    facts::say_money,
    language::Language,
};

use super::queue::section;
use crate::{
    components::{TimelineEntry, fold, timeline},
    dom::{View, all},
    format,
    language::Voice,
    metric_field::said,
    text::{Message, desk, mine},
};

/// Everything that was done about the application, each kind for itself.
pub(super) fn history_cards(case: &DeskCaseView) -> View {
    all([
        decisions(case.decisions.clone()),
        listed(desk::RECORDS, case.records.clone(), record),
        listed(desk::QUERIES, case.queries.clone(), query),
        listed(desk::PAPERS, case.papers.clone(), paper),
        listed(desk::ACTS, case.acts.clone(), act),
    ])
}

/// Every version of the decision, which only ever grow in number.
fn decisions(versions: Vec<DecisionVersion>) -> View {
    let voice = Voice::expect();
    let entries = move || versions.iter().map(|made| version(made, voice.language())).collect();
    section(desk::VERSIONS, Some(timeline(entries)))
}

/// One version: its number and answer, when and by whom, and why.
pub fn version(made: &DecisionVersion, language: Language) -> TimelineEntry {
    let answer = match &made.answer {
        Answer::Approve(offer) | Answer::CounterOffer(offer) => {
            let approved = mine::APPROVED.in_language(language);
            [approved, " ", &say_money(offer.limit, language)].concat()
        }
        Answer::Refer => mine::REFERRED.in_language(language).to_owned(),
        Answer::Decline => mine::DECLINED.in_language(language).to_owned(),
    };
    let day = date_text::format(made.on);
    let (when, who) = match &made.by_person {
        Some(by) => {
            let who = desk::officer(&by.officer.name, &by.officer.number, language);
            (format::instant(by.at), who)
        }
        None => (day, desk::BY_ENGINE.in_language(language).to_owned()),
    };
    let reasons: Vec<&str> = made.reasons.iter().map(|reason| reason.text.text(language)).collect();
    TimelineEntry {
        state: "done",
        title: [&desk::version(made.version, language), " · ", &answer].concat(),
        time: [&when, " · ", &who].concat(),
        note: reasons.join(" "),
        hash: String::new(),
    }
}

/// A list folded away under its name.
fn listed<T: Clone + 'static>(
    title: Message,
    entries: Vec<T>,
    entry: fn(&T, Language) -> TimelineEntry,
) -> View {
    fold(title, move || {
        let voice = Voice::expect();
        let entries = entries.clone();
        if entries.is_empty() {
            return crate::components::note(desk::NOTHING_YET);
        }
        timeline(move || entries.iter().map(|of| entry(of, voice.language())).collect())
    })
}

fn record(record: &RecordView, language: Language) -> TimelineEntry {
    let title = match &record.what {
        Recorded::Facts(facts) => {
            let said: Vec<String> = facts.iter().map(|fact| fact_said(fact, language)).collect();
            said.join(language.pick("；", "; "))
        }
        Recorded::Shown(figure) => {
            let over = figure.over.as_ref().map(|over| {
                let said = said(figure.fact.metric, &over.said, language);
                desk::instead_of(
                    over.source.label(language),
                    &date_text::format(over.as_of),
                    &said,
                    language,
                )
            });
            [fact_said(&figure.fact, language), over.unwrap_or_default()].concat()
        }
        Recorded::Visit(_) => desk::of_word("visit", language),
    };
    TimelineEntry {
        state: "done",
        title,
        time: stamped(&format::instant(record.at), &record.by.name),
        note: record.note.clone(),
        hash: String::new(),
    }
}

/// A figure with its name.
fn fact_said(fact: &RecordedFact, language: Language) -> String {
    let value = fact.metric.unit().say(fact.value, language);
    [fact.metric.label(language), " ", &value].concat()
}

fn stamped(time: &str, who: &str) -> String {
    [time, " · ", who].concat()
}

fn query(query: &QueryLogged, language: Language) -> TimelineEntry {
    let kind = shared::consent::ConsentKind::ALL;
    let named = kind.iter().find(|kind| kind.key() == query.service);
    let service = named.map_or(query.service.as_str(), |kind| kind.title(language));
    let outcome = query.outcome.as_deref().map(|word| desk::of_word(word, language));
    TimelineEntry {
        state: if query.outcome.as_deref() == Some("answered") { "done" } else { "failed" },
        title: service.to_owned(),
        time: format::instant(query.asked_at),
        note: outcome.unwrap_or_default(),
        hash: String::new(),
    }
}

fn paper(paper: &KeptPaper, language: Language) -> TimelineEntry {
    TimelineEntry {
        state: "done",
        title: desk::of_word(&paper.kind, language),
        time: format::instant(paper.kept_at),
        note: String::new(),
        hash: paper.digest.short(),
    }
}

fn act(act: &DeskAct, language: Language) -> TimelineEntry {
    TimelineEntry {
        state: "done",
        title: desk::of_word(&act.act, language),
        time: stamped(&format::instant(act.at), &act.officer),
        note: String::new(),
        hash: String::new(),
    }
}
