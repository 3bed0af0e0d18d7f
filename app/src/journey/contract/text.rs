//! The agreement's text: the Chinese is the agreement, English a reading aid.

use shared::{
    canonical::Digest,
    contract::{Clause, Contract, KeyTopic, SummaryLine},
    language::Language,
};

use crate::{
    components::{FactRow, facts_list},
    dom::{El, View, el, live, words},
    language::Voice,
    text::contract,
};

/// Title, parties, terms at a glance and what stands before the clauses.
pub(super) fn head(contract: &Contract) -> El {
    let voice = Voice::expect();
    let (title, number) = (contract.title.clone(), contract.number.clone());
    let (summary, parties) = (contract.summary.clone(), contract.parties.clone());
    let opening = contract.opening.clone();
    let rows = move || {
        let language = voice.language();
        let parties = parties.iter().flat_map(|party| party.details.iter());
        parties.chain(&summary).map(|line| row(line, language)).collect()
    };
    let opening = live(move || {
        let language = voice.language();
        opening.iter().map(|label| el("p").text(label.text(language))).collect::<Vec<_>>().into()
    });
    let number = words(move || contract::number(&number, voice.language()));
    let title = el("h1")
        .class("contract__title")
        .set("tabindex", "-1")
        .words(move || title.text(voice.language()).to_owned());
    el("article")
        .class("contract")
        .with(title)
        .with(el("p").class("contract__number").with(number))
        .with(facts_list(rows))
        .with(opening)
}

fn row(line: &SummaryLine, language: Language) -> FactRow {
    FactRow::new(line.label.text(language), line.text.text(language))
}

/// The key clauses about one topic.
pub(super) fn topic(contract: &Contract, topic: KeyTopic) -> El {
    let (name, about) = match topic {
        KeyTopic::Cost => (contract::TOPIC_COST, contract::TOPIC_COST_ABOUT),
        KeyTopic::Duty => (contract::TOPIC_DUTY, contract::TOPIC_DUTY_ABOUT),
    };
    el("section")
        .class("contract__topic")
        .with(el("h2").say(name))
        .with(el("p").class("contract__about").say(about))
        .with(clauses(contract, Some(topic)))
}

/// The clauses that need no acknowledgement.
pub(super) fn other_clauses(contract: &Contract) -> El {
    let heading = el("h2").say(contract::OTHER_CLAUSES);
    el("section").class("contract__topic").with(heading).with(clauses(contract, None))
}

fn clauses(contract: &Contract, topic: Option<KeyTopic>) -> View {
    let voice = Voice::expect();
    let of_topic = contract.clauses.iter().filter(|clause| clause.key == topic).cloned();
    let clauses: Vec<Clause> = of_topic.collect();
    live(move || {
        let language = voice.language();
        clauses.iter().map(|one| clause(one, language)).collect::<Vec<_>>().into()
    })
}

fn clause(clause: &Clause, language: Language) -> El {
    let mut section =
        el("section").class("contract__clause").flag("data-key", clause.key.is_some());
    if clause.key.is_some() {
        section = section.with(el("p").class("contract__flag").say(contract::KEY_CLAUSE));
    }
    let heading = contract::heading(clause.number, clause.heading.text(language), language);
    let paragraphs = clause.paragraphs.iter().map(|label| el("p").text(label.text(language)));
    section.with(el("h3").text(&heading)).with(paragraphs.collect::<Vec<_>>())
}

/// The digest that is signed.
pub(super) fn digest(digest: Digest) -> El {
    el("p").class("contract__hash").text("SHA-256 ").text(&digest.to_string())
}
