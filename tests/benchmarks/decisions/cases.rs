//! The cases, and the rules as json-rules-engine wants them.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};
use shared::catalogue::{Op, Product};
use shared::facts::{Facts, Metric, Segment, Source, Unit};

/// How many.
pub(crate) const CASES: u64 = 200;

/// The day of the decisions.
pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

/// A random business; a case is named by its number.
pub(crate) fn facts(case: u64) -> Facts {
    let mut state = case;
    let mut below = |bound: u64| {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    };
    let mut facts = Facts::new(Segment::MicroEnterprise);
    for metric in Metric::ALL {
        let most = metric.maximum().unsigned_abs();
        let value = match metric.unit() {
            // Whole hundreds of yuan, so that no engine meets a fraction of a fen.
            Unit::Money => below(60_000) * 10_000,
            Unit::Region => [510_502, 510_602][usize::try_from(below(2)).unwrap()],
            _ => below(most.min(100) + 1),
        };
        let value = i64::try_from(value).unwrap();
        facts.set(*metric, value, Source::Declared, day()).unwrap();
    }
    facts
}

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
