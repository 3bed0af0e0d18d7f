//! How a candidate limit is worked out, as people write a sum.

use crate::catalogue::{ByMetric, LimitCandidate, Multiple, Part};
use crate::facts::say_money;
use crate::language::Language;

/// The candidate's label, then what it is computed from: `debt room: 5,000,000 − existing debt`. What
/// is taken away stands behind what is counted, and once of something is that thing itself.
pub(super) fn candidate(candidate: &LimitCandidate, language: Language) -> String {
    let (less, more): (Vec<&Part>, Vec<&Part>) =
        candidate.parts.iter().partition(|part| part.times.is_some_and(|times| times.parts() < 0));
    let mut counted: Vec<String> = more.iter().map(|part| summand(part, language)).collect();
    counted.extend(candidate.amount.map(|amount| say_money(amount, language)));
    counted.extend(
        candidate
            .amount_by
            .as_ref()
            .map(|by| each(by, language, |amount| say_money(*amount, language))),
    );
    let mut out = candidate.label.text(language).to_owned();
    if !(counted.is_empty() && less.is_empty()) {
        out.push_str(language.pick("：", ": "));
        out.push_str(&counted.join(" + "));
    }
    for part in less {
        out.push_str(" − ");
        out.push_str(&summand(part, language));
    }
    out
}

/// A metric, the counts it is multiplied by, and how many times it counts, without a sign.
fn summand(part: &Part, language: Language) -> String {
    let mut out = part.metric.label(language).to_owned();
    for by in &part.by {
        out.push_str(" × ");
        out.push_str(by.label(language));
    }
    if let Some(times) = part.times.filter(|times| times.parts().abs() != Multiple::PARTS) {
        out.push_str(" × ");
        out.push_str(String::from(times).trim_start_matches('-'));
    }
    if let Some(by) = &part.times_by {
        out.push_str(language.pick(" ×（", " × ("));
        out.push_str(&each(by, language, |times| String::from(*times)));
        out.push_str(language.pick("）", ")"));
    }
    out
}

/// What each level or kind chooses.
fn each<T>(by: &ByMetric<T>, language: Language, say: impl Fn(&T) -> String) -> String {
    let unit = by.metric.unit();
    let of = |(name, value): (&String, &T)| {
        [&unit.say(unit.parse(name).unwrap_or_default(), language), " ", &say(value)].concat()
    };
    let values: Vec<String> = by.values.iter().map(of).collect();
    values.join(language.pick("、", ", "))
}
