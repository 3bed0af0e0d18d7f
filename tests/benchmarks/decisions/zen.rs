//! A product as GoRules Zen's decision graph: a table that collects the rules that fail, and
//! expressions for limit and price.

use std::sync::Arc;

use futures_util::FutureExt as _;
use serde_json::{Map, Value, json};
use shared::catalogue::{
    ByMetric, Condition, LimitCandidate, LprPublication, Op, Part, Product, ScoreLine,
};
use shared::facts::{Facts, Unit};
use shared::money::Money;
use shared::rate::AnnualRate;
use zen_engine::{Decision, DecisionEngine, Variable};

use crate::peer_rules::{span, values};

/// One product in the peer's engine.
pub(crate) struct Peer {
    decision: Decision,
    id: String,
}

/// A case as the peer takes it.
pub(crate) fn context(facts: &Facts) -> Variable {
    values(facts).into()
}

impl Peer {
    /// The product's rules, limit and price, compiled.
    pub(crate) fn of(product: &Product, lpr: &LprPublication) -> Self {
        let content = serde_json::from_value(graph(product, lpr)).unwrap();
        let engine = DecisionEngine::default();
        let mut decision = engine.create_decision(Arc::new(content)).unwrap();
        decision.compile();
        Self { decision, id: product.id.clone() }
    }

    /// Decides a case.
    pub(crate) fn evaluate(&self, context: &Variable) -> Variable {
        // Nothing in these graphs waits, so the answer is there at once.
        let answer = self.decision.evaluate(context.clone()).now_or_never();
        answer.expect("an answer at once").unwrap().result
    }

    /// The peer must come to the same rules, amount and rate.
    pub(crate) fn must_agree(
        &self,
        context: &Variable,
        codes: &[&str],
        amount: Money,
        rate: AnnualRate,
    ) {
        let answer = self.evaluate(context).to_value();
        let failing = answer["reasons"].as_array().cloned().unwrap_or_default();
        let theirs: Vec<&str> =
            failing.iter().filter_map(|reason| reason["code"].as_str()).collect();
        assert_eq!(theirs, codes, "{}", self.id);
        let figure = |key: &str| answer[key].as_f64().unwrap();
        let fen = amount.fen();
        #[expect(clippy::cast_precision_loss, reason = "amounts here are far below 2^52")]
        let apart = (figure("limit") - fen as f64).abs();
        assert!(apart < 1.0, "{}: {} and {fen}", self.id, figure("limit"));
        let rate: f64 = rate.to_string().parse().unwrap();
        assert!(
            (figure("rate") / 10_000.0 - rate).abs() < 1e-9,
            "{}: {answer} and {rate}",
            self.id
        );
    }
}

fn graph(product: &Product, lpr: &LprPublication) -> Value {
    let inputs: Vec<Value> = product
        .rules
        .iter()
        .enumerate()
        .map(|(at, rule)| json!({ "id": format!("i{at}"), "name": rule.id, "field": rule.require.metric.key() }))
        .collect();
    let rules: Vec<Value> = product
        .rules
        .iter()
        .enumerate()
        .map(|(at, rule)| {
            let mut row = Map::new();
            row.insert("_id".to_owned(), json!(format!("r{at}")));
            for other in 0..product.rules.len() {
                let cell = if other == at { fails(&rule.require) } else { String::new() };
                row.insert(format!("i{other}"), json!(cell));
            }
            row.insert("o".to_owned(), json!(format!("\"{}\"", rule.id)));
            Value::Object(row)
        })
        .collect();
    let table = json!({
        "hitPolicy": "collect", "inputs": inputs, "rules": rules, "outputPath": "reasons",
        "outputs": [{ "id": "o", "name": "code", "field": "code" }],
    });
    let figures = json!({ "expressions": [
        { "id": "l", "key": "limit", "value": limit(product) },
        { "id": "p", "key": "rate", "value": price(product, lpr) },
    ]});
    let edge = |id: &str, from: &str, to: &str| json!({ "id": id, "type": "edge", "sourceId": from, "targetId": to });
    json!({
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            { "id": "in", "name": "in", "type": "inputNode" },
            { "id": "t", "name": "t", "type": "decisionTableNode", "content": table },
            { "id": "e", "name": "e", "type": "expressionNode", "content": figures },
            { "id": "out", "name": "out", "type": "outputNode" },
        ],
        "edges": [edge("1", "in", "t"), edge("2", "in", "e"), edge("3", "t", "out"), edge("4", "e", "out")],
    })
}

/// A cell that holds when the requirement fails.
fn fails(condition: &Condition) -> String {
    let threshold = condition.threshold;
    match condition.op {
        Op::AtLeast => format!("< {threshold}"),
        Op::AtMost => format!("> {threshold}"),
        Op::Above => format!("<= {threshold}"),
        Op::Below => format!(">= {threshold}"),
        Op::Is => format!("$ != {threshold}"),
        Op::Within => {
            let (low, high) = span(threshold);
            format!("$ < {low} or $ > {high}")
        }
    }
}

fn holds(condition: &Condition) -> String {
    let (key, threshold) = (condition.metric.key(), condition.threshold);
    match condition.op {
        Op::AtLeast => format!("{key} >= {threshold}"),
        Op::AtMost => format!("{key} <= {threshold}"),
        Op::Above => format!("{key} > {threshold}"),
        Op::Below => format!("{key} < {threshold}"),
        Op::Is => format!("{key} == {threshold}"),
        Op::Within => {
            let (low, high) = span(threshold);
            format!("({key} >= {low} and {key} <= {high})")
        }
    }
}

/// The smallest candidate in fen, never below zero.
fn limit(product: &Product) -> String {
    let candidates: Vec<String> = product.limits.iter().map(candidate).collect();
    format!("min([{}, {}])", product.facility.maximum.fen(), candidates.join(", "))
}

fn candidate(candidate: &LimitCandidate) -> String {
    let uplift = candidate.uplift.as_ref();
    let mut terms: Vec<String> = candidate.parts.iter().map(|part| part_of(part, None)).collect();
    if let Some(uplift) = uplift {
        let when: Vec<String> = uplift.when.iter().map(holds).collect();
        let raised = |part: &Part| part_of(part, Some(i64::from(uplift.percent) * 100));
        let more: Vec<String> = candidate.parts.iter().map(raised).collect();
        terms = vec![format!(
            "({} ? {} : {})",
            when.join(" and "),
            more.join(" + "),
            terms.join(" + ")
        )];
    }
    terms.extend(candidate.amount.map(|amount| amount.fen().to_string()));
    if let Some(by) = &candidate.amount_by {
        terms.push(chosen(by, |amount| amount.fen().to_string()));
    }
    if let Some(score) = &candidate.score {
        let lines: Vec<String> = score.factors.iter().map(|factor| points(&factor.line)).collect();
        let total = lines.join(" + ");
        let bands = score.bands.iter().rev().fold("0".to_owned(), |below, band| {
            format!("(({total}) >= {} ? {} : {below})", band.at_least, band.amount.fen())
        });
        terms.push(bands);
    }
    format!("max([0, {}])", terms.join(" + "))
}

fn part_of(part: &Part, points: Option<i64>) -> String {
    let parts = |times: i64| if times > 0 { times + points.unwrap_or(0) } else { times };
    let times = match &part.times_by {
        Some(by) => chosen(by, |times| parts(times.parts()).to_string()),
        None => parts(part.times.map_or(0, |times| times.parts())).to_string(),
    };
    let scale = if part.metric.unit() == Unit::Money { 1 } else { 100 };
    let by: String = part.by.iter().map(|metric| format!(" * {}", metric.key())).collect();
    format!("{} * ({times}) * {scale}{by} / 10000", part.metric.key())
}

fn chosen<T>(by: &ByMetric<T>, text: impl Fn(&T) -> String) -> String {
    let (Unit::Level(names) | Unit::Category(names)) = by.metric.unit() else { unreachable!() };
    let of = |name: &&str| by.values.get(*name).map_or_else(|| "0".to_owned(), &text);
    let list: Vec<String> = names.iter().map(of).collect();
    format!("[{}][{}]", list.join(", "), by.metric.key())
}

/// The best bin that holds.
fn points(line: &ScoreLine) -> String {
    let mut bins: Vec<_> = line.bins.iter().collect();
    bins.sort_by_key(|bin| bin.points);
    bins.iter().fold("0".to_owned(), |below, bin| {
        format!("({} ? {} : {below})", holds(&bin.when), bin.points)
    })
}

/// The rate in basis points.
fn price(product: &Product, lpr: &LprPublication) -> String {
    let pricing = &product.pricing;
    let lines: Vec<String> = pricing.scorecard.iter().map(points).collect();
    let score = if lines.is_empty() { "0".to_owned() } else { lines.join(" + ") };
    let worst = pricing.grades.last().map_or(0, |grade| grade.spread_bp).to_string();
    let spread = pricing.grades.iter().rev().skip(1).fold(worst, |worse, grade| {
        format!("(({score}) >= {} ? {} : {worse})", grade.at_least, grade.spread_bp)
    });
    let adjusted: String = pricing
        .adjustments
        .iter()
        .map(|adjusted| format!(" + ({} ? {} : 0)", holds(&adjusted.when), adjusted.spread_bp))
        .collect();
    let points = |rate: AnnualRate| rate.basis_points().unwrap();
    let lpr = points(lpr.rate(pricing.lpr));
    format!(
        "max([{}, min([{}, {lpr} + {spread}{adjusted}])])",
        points(pricing.floor),
        points(pricing.cap)
    )
}
