//! A score that chooses the limit: which factor gave how many points, and what they open.

use shared::{
    catalogue::{FactorPoints, ScoreShown},
    facts::say_money,
    language::Language,
};

use crate::{
    components::{TableRow, card, note, table},
    dom::{View, el, live, nothing},
    language::Voice,
    text::decision,
};

/// The card; nothing for a product without a score.
pub fn score_card(score: Option<ScoreShown>) -> View {
    let voice = Voice::expect();
    let Some(score) = score else { return nothing() };
    let points = score.points.to_string();
    let (name, opens) = (score.name.clone(), score.clone());
    let factors = live(move || {
        let language = voice.language();
        let rows: Vec<TableRow> =
            score.factors.iter().map(|factor| row(factor, language)).collect();
        let sum = |points: fn(&FactorPoints) -> i32| {
            score.factors.iter().map(points).fold(0, i32::saturating_add).to_string()
        };
        let sums = TableRow {
            heading: score.name.text(language).to_owned(),
            cells: vec![sum(|factor| factor.points), sum(|factor| factor.of)],
            ..TableRow::default()
        };
        let columns = [decision::FACTOR, decision::POINTS, decision::POINTS_AT_MOST];
        table("score", decision::SCORE, &columns, &rows, Some(sums))
    });
    let beside = el("span")
        .class("card__note")
        .words(move || [name.text(voice.language()), " ", &points].concat());
    let opened = el("span").words(move || opened(&opens, voice.language()));
    card(decision::SCORE, beside).with(factors).with(note(opened)).into()
}

fn row(factor: &FactorPoints, language: Language) -> TableRow {
    let unit = factor.metric.unit();
    let observed = factor.observed.as_deref().and_then(|text| unit.parse(text).ok());
    let observed = observed.map(|value| unit.say(value, language));
    TableRow {
        heading: factor.label.text(language).to_owned(),
        small: observed.unwrap_or_else(|| decision::NOT_KNOWN.in_language(language).to_owned()),
        cells: vec![factor.points.to_string(), factor.of.to_string()],
        warn: false,
    }
}

/// What the points open, and how many more open the next band.
fn opened(score: &ScoreShown, language: Language) -> String {
    let opens = score.opens.map(|amount| say_money(amount, language));
    let mut told = decision::score_opens(score.points, opens.as_deref(), language);
    if let Some(next) = &score.next {
        let more = next.at_least.saturating_sub(score.points);
        told.push_str(&decision::score_next(more, &say_money(next.amount, language), language));
    }
    told
}
