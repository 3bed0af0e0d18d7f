//! Random businesses, each named by its number.

use chrono::NaiveDate;
use shared::catalogue::{Catalogue, Product, files};
use shared::facts::{Facts, Metric, Segment, Source, Unit};

pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

pub(crate) fn catalogue() -> Catalogue {
    files::sample().unwrap()
}

/// SplitMix64, so that a failing case can be named by its number.
pub(crate) struct Seeded(pub(crate) u64);

impl Seeded {
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }

    pub(crate) fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    /// A value of `metric`, ordinary more often than extreme.
    pub(crate) fn value(&mut self, metric: Metric) -> i64 {
        let top = metric.maximum().unsigned_abs();
        let bound = match metric.unit() {
            Unit::Money if self.one_in(4) => top.min(2_000_000_000),
            Unit::Money => top.min(60_000_000),
            _ if self.one_in(4) => top,
            _ => top.min(120),
        };
        i64::try_from(self.below(bound + 1)).unwrap()
    }

    /// Everything a product looks at; what it must not find is not there in two of three cases, or
    /// almost everybody would be turned away.
    pub(crate) fn facts_for(&mut self, product: &Product) -> Facts {
        let segment = product.segments[0];
        let mut facts = self.facts(segment);
        if !self.one_in(3) {
            for rule in &product.rules {
                if !self.one_in(12) {
                    let met = (0..40).map(|_| self.value(rule.require.metric));
                    let met: Vec<i64> = met.filter(|value| rule.require.holds(*value)).collect();
                    let value = met.first().copied().unwrap_or(rule.require.threshold);
                    let value = if rule.require.holds(value) { value } else { 510_502 };
                    facts.set(rule.require.metric, value, Source::Tax, today()).unwrap();
                }
            }
        }
        facts
    }

    fn facts(&mut self, segment: Segment) -> Facts {
        let mut facts = Facts::new(segment);
        for metric in Metric::ALL {
            facts.set(*metric, self.value(*metric), Source::Tax, today()).unwrap();
        }
        facts
    }
}
