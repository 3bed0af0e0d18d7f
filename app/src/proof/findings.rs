//! What a check came to, in words.

use shared::{
    evidence::file::{BrokenLink, Findings, SignatureFinding},
    language::Language,
};

use crate::{
    components::{FactRow, TimelineEntry, Tone, facts_list, notice, timeline},
    dom::{View, el, nothing},
    format,
    language::Voice,
    text::{Message, evidence},
};

use super::history;

/// The verdict on a file: the first link that does not hold, or what the file proves.
pub(super) fn verdict(checked: &Result<Findings, BrokenLink>) -> View {
    match checked {
        Ok(findings) => holds(findings),
        Err(broken) => breaks(*broken),
    }
}

fn breaks(broken: BrokenLink) -> View {
    let voice = Voice::expect();
    notice(Tone::Bad)
        .with(el("p").class("notice__title").say(evidence::BROKEN))
        .with(el("p").words(move || broken.say(voice.language())))
        .with(el("p").class("timeline__hash").text(&broken.to_string()))
        .into()
}

fn holds(findings: &Findings) -> View {
    let voice = Voice::expect();
    let count = findings.events.len();
    let waits = findings.signatures.iter().any(|signed| signed.timestamp.is_none());
    let rows = {
        let findings = findings.clone();
        move || rows(&findings, voice.language())
    };
    let good = notice(Tone::Good)
        .with(el("p").class("notice__title").say(evidence::HOLDS))
        .with(el("p").words(move || evidence::events(count, voice.language())));
    let stamp = waits.then(|| notice(Tone::Info).with(el("p").say(evidence::STAMP_WAITS)));
    let facts = el("section").class("card").with(facts_list(rows));
    el("div").class("stack").with(good).with(stamp).with(facts).into()
}

fn rows(findings: &Findings, language: Language) -> Vec<FactRow> {
    let say = |message: Message| message.in_language(language);
    let mut rows = vec![
        FactRow::new(say(evidence::CHAIN_HEAD), findings.head.digest.short()),
        FactRow::new(say(evidence::LOG), evidence::leaves(findings.log.size, language)),
        FactRow::new(say(evidence::LOG_KEY), short_key(&findings.log_key))
            .with_note(say(evidence::LOG_KEY_NOTE)),
    ];
    for signed in &findings.signatures {
        rows.extend(of_signature(signed, language));
    }
    if !findings.absent.is_empty() {
        let count = evidence::absent(findings.absent.len(), language);
        rows.push(FactRow::new(say(evidence::ABSENT), count).with_note(say(evidence::ABSENT_NOTE)));
    }
    rows
}

fn of_signature(signed: &SignatureFinding, language: Language) -> Vec<FactRow> {
    let say = |message: Message| message.in_language(language);
    let stamp = match &signed.timestamp {
        Some(stamp) => FactRow::new(say(evidence::STAMP), format::instant(stamp.at))
            .with_note(&stamp.authority),
        None => FactRow::new(say(evidence::STAMP), say(evidence::STAMP_UNDER_WAY)),
    };
    vec![
        FactRow::new(say(evidence::SIGNER), &signed.signer),
        FactRow::new(say(evidence::CERTIFIED_BY), &signed.authority)
            .with_note([say(evidence::ROOT), " ", &signed.root.short()].concat()),
        stamp,
    ]
}

/// The name and the hash of a key, which is what people compare.
fn short_key(verifier: &str) -> String {
    let mut parts = verifier.split('+');
    let (name, hash) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    [name, "+", hash].concat()
}

/// What happened, in order; nothing when the file does not hold.
pub(super) fn events(checked: &Result<Findings, BrokenLink>) -> View {
    let Ok(findings) = checked else { return nothing() };
    let voice = Voice::expect();
    let events = findings.events.clone();
    let entries = move || -> Vec<TimelineEntry> {
        events.iter().map(|event| history::entry(event, voice.language())).collect()
    };
    el("section").class("card").with(timeline(entries)).into()
}

/// What no file proves.
pub(super) fn limits() -> View {
    let lines = [
        evidence::PROVES_NOT_RECORDED,
        evidence::PROVES_NOT_KEY,
        evidence::PROVES_NOT_LICENSED,
        evidence::PROVES_NOT_WHO,
    ];
    let lines = lines.map(|line| el("li").say(line));
    el("section")
        .class("card")
        .with(el("h2").class("card__title").say(evidence::PROVES_NOT))
        .with(el("ul").class("proof__limits").with(lines.to_vec()))
        .into()
}
