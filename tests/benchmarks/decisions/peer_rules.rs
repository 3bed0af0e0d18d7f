//! The cases and the rules as json-rules-engine wants them.

use serde_json::{Map, Value, json};
use shared::catalogue::{Op, Product};
use shared::facts::{Facts, Metric};

/// All facts in base units, by key.
pub(crate) fn values(facts: &Facts) -> Value {
    let pair = |(metric, datum): (Metric, shared::facts::Datum)| {
        (metric.key().to_owned(), Value::from(datum.value))
    };
    Value::Object(facts.iter().map(pair).collect::<Map<_, _>>())
}

/// One rule for each entry rule of the product: it fires when the requirement fails.
pub(crate) fn rules(product: &Product) -> Value {
    let rule = |rule: &shared::catalogue::Rule| {
        let (condition, threshold) = (&rule.require, rule.require.threshold);
        let fails = |operator: &str, value: i64| json!({ "fact": condition.metric.key(), "operator": operator, "value": value });
        let any = match condition.op {
            Op::AtLeast => vec![fails("lessThan", threshold)],
            Op::AtMost => vec![fails("greaterThan", threshold)],
            Op::Above => vec![fails("lessThanInclusive", threshold)],
            Op::Below => vec![fails("greaterThanInclusive", threshold)],
            Op::Is => vec![fails("notEqual", threshold)],
            Op::Within => {
                let (low, high) = span(threshold);
                vec![fails("lessThan", low), fails("greaterThan", high)]
            }
        };
        json!({ "conditions": { "any": any }, "event": { "type": rule.id } })
    };
    product.rules.iter().map(rule).collect()
}

/// The six-digit codes inside a region.
pub(crate) fn span(region: i64) -> (i64, i64) {
    let (mut low, mut high) = (region, region);
    while low < 100_000 {
        low *= 100;
        high = high * 100 + 99;
    }
    (low, high)
}
