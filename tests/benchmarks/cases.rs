//! Random businesses of whom everything is known.

use chrono::NaiveDate;
use shared::facts::{Facts, Metric, Segment, Source, Unit};

/// How many there are.
pub const CASES: u64 = 200;

/// The day of the decisions.
///
/// # Panics
/// Never: the day exists.
pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
}

/// A business of a segment; a case is named by its number.
///
/// # Panics
/// When a value made up here is beyond what its metric admits.
pub fn facts(segment: Segment, case: u64) -> Facts {
    let mut state = case;
    let mut below = |bound: u64| {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    };
    let mut facts = Facts::new(segment);
    for metric in Metric::ALL {
        let most = metric.maximum().unsigned_abs();
        let value = match metric.unit() {
            // Whole hundreds of yuan, so that no engine meets a fraction of a fen.
            Unit::Money => below(60_000) * 10_000,
            Unit::Region => [510_502, 510_602][usize::from(below(2) == 1)],
            _ => below(most.min(100) + 1),
        };
        let value = i64::try_from(value).expect("a small number");
        facts.set(*metric, value, Source::Declared, day()).expect("a value the metric admits");
    }
    facts
}
