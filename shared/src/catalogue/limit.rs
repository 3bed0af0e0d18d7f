//! How much a product lends: the smallest of several candidate amounts.

use crate::facts::{Facts, Metric, Unit};
use crate::money::Money;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::Label;

/// A decimal number with at most four decimals, exact: a multiple of money or of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String))]
#[serde(try_from = "String", into = "String")]
pub struct Multiple(i64);

impl Multiple {
    /// How many parts make one.
    pub const PARTS: i64 = 10_000;

    /// The multiple in ten-thousandths.
    pub const fn parts(self) -> i64 {
        self.0
    }
}

impl TryFrom<String> for Multiple {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let refused = || format!("`{text}` is not a multiple; write a number such as 7 or -0.25");
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1_i64, rest),
            None => (1, text.as_str()),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty()
            || whole.len() > 9
            || fraction.len() > 4
            || !plain(whole)
            || !plain(fraction)
        {
            return Err(refused());
        }
        let mut parts = whole.parse::<i64>().map_err(|_| refused())?;
        for at in 0..4 {
            let digit =
                fraction.as_bytes().get(at).map_or(0, |byte| i64::from(byte.saturating_sub(b'0')));
            parts = parts.saturating_mul(10).saturating_add(digit);
        }
        Ok(Self(parts.saturating_mul(sign)))
    }
}

impl From<Multiple> for String {
    fn from(multiple: Multiple) -> Self {
        let (sign, parts) = (if multiple.0 < 0 { "-" } else { "" }, multiple.0.unsigned_abs());
        let (whole, fraction) = (parts / 10_000, parts % 10_000);
        if fraction == 0 {
            return format!("{sign}{whole}");
        }
        let digits = format!("{fraction:04}");
        format!("{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

/// A value that is the same for everybody, or chosen by a level or kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ByMetric<T> {
    /// The level or kind that chooses.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub metric: Metric,
    /// The value for each name; a name that is missing here contributes nothing.
    pub values: BTreeMap<String, T>,
}

impl<T: Copy> ByMetric<T> {
    /// The value chosen for these facts; `Err` names the metric when it is not known.
    fn choose(&self, facts: &Facts) -> Result<Option<T>, Metric> {
        let value = facts.value(self.metric).ok_or(self.metric)?;
        let (Unit::Level(names) | Unit::Category(names)) = self.metric.unit() else {
            return Ok(None);
        };
        let name = usize::try_from(value).ok().and_then(|at| names.get(at).copied());
        Ok(name.and_then(|name| self.values.get(name).copied()))
    }
}

/// One summand of a candidate: a metric times a multiple, and times further counts.
///
/// For money metrics the multiple is of the amount; for counts it is yuan for each one. What a herd
/// eats is feed cost per head, times heads, times cycles: `metric = "feed_cost_per_head", by =
/// ["herd_size", "cycles_financed"]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// What is multiplied.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub metric: Metric,
    /// By how much, for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<Multiple>,
    /// By how much, depending on a level or kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times_by: Option<ByMetric<Multiple>>,
    /// Counts the product is multiplied by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    #[cfg(feature = "every-product")]
    pub by: Vec<Metric>,
}

impl Part {
    /// The metrics it reads.
    pub fn metrics(&self) -> impl Iterator<Item = Metric> + '_ {
        let reads =
            [Some(self.metric), self.times_by.as_ref().map(|by| by.metric)].into_iter().flatten();
        #[cfg(feature = "every-product")]
        let reads = reads.chain(self.by.iter().copied());
        reads
    }

    /// What the part comes to, in ten-thousandths of a fen, its multiple raised by `uplift`.
    fn product(&self, facts: &Facts, uplift: impl Fn(i64) -> i64) -> Result<i128, Metric> {
        let value = facts.value(self.metric).ok_or(self.metric)?;
        let by = match &self.times_by {
            Some(by) => by.choose(facts)?,
            None => None,
        };
        let times = uplift(by.or(self.times).map_or(0, Multiple::parts));
        // Counts are priced in yuan each, money in fen per fen.
        let scale = if self.metric.unit() == Unit::Money { 1 } else { 100 };
        let product = i128::from(value).saturating_mul(i128::from(times)).saturating_mul(scale);
        #[cfg(feature = "every-product")]
        let product = self.by.iter().try_fold(product, |product, metric| {
            let count = facts.value(*metric).ok_or(*metric)?;
            Ok(product.saturating_mul(i128::from(count)))
        })?;
        Ok(product)
    }
}

/// One way to arrive at a limit; the product lends the smallest of its candidates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LimitCandidate {
    /// Stable id inside the product.
    pub id: String,
    /// What a borrower reads when this candidate binds.
    pub label: Label,
    /// Summands.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// An amount that is the same for everybody; added to the parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[cfg(feature = "every-product")]
    pub amount: Option<Money>,
    /// A cap chosen by a level, such as the tax grade; added to the parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_by: Option<ByMetric<Money>>,
    /// An amount chosen by a score; added to the parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg(feature = "every-product")]
    pub score: Option<super::LimitScore>,
    /// Raises every multiple of the parts for some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg(feature = "every-product")]
    pub uplift: Option<super::Uplift>,
    /// Where the rule comes from; 未核实 where it was not verified at the source.
    pub source: String,
}

impl LimitCandidate {
    /// The candidate's amount, never below zero, rounded down to the fen.
    ///
    /// # Errors
    /// The first metric that is needed and not known.
    pub fn amount(&self, facts: &Facts) -> Result<Money, Metric> {
        #[cfg(feature = "every-product")]
        let uplift = self.uplift.as_ref().filter(|uplift| uplift.is_met(facts));
        #[cfg(feature = "every-product")]
        let raised = |times| uplift.map_or(times, |uplift| uplift.raise(times));
        #[cfg(not(feature = "every-product"))]
        let raised = |times| times;
        let mut parts_total: i128 = 0;
        for part in &self.parts {
            parts_total = parts_total.saturating_add(part.product(facts, raised)?);
        }
        let by = match &self.amount_by {
            Some(by) => by.choose(facts)?.unwrap_or(Money::ZERO),
            None => Money::ZERO,
        };
        let fen = parts_total
            .div_euclid(i128::from(Multiple::PARTS))
            .saturating_add(i128::from(by.fen()));
        #[cfg(feature = "every-product")]
        let fen = fen.saturating_add(i128::from(self.fixed_and_scored(facts)?.fen()));
        Ok(Money::from_fen(i64::try_from(fen.max(0)).unwrap_or(i64::MAX)))
    }

    /// The amounts that do not depend on a multiple.
    #[cfg(feature = "every-product")]
    fn fixed_and_scored(&self, facts: &Facts) -> Result<Money, Metric> {
        let scored = match &self.score {
            Some(score) => score.amount(facts)?,
            None => Money::ZERO,
        };
        Ok(self.amount.and_then(|fixed| fixed.checked_add(scored)).unwrap_or(scored))
    }

    /// The metrics it reads, in the order written; some may come twice.
    pub fn metrics(&self) -> impl Iterator<Item = Metric> + '_ {
        let parts = self.parts.iter().flat_map(Part::metrics);
        let reads = parts.chain(self.amount_by.as_ref().map(|by| by.metric));
        #[cfg(feature = "every-product")]
        let reads = reads.chain(self.score.iter().flat_map(super::LimitScore::metrics));
        reads
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_multiple_reads_back_from_its_own_text_and_nothing_else_reads() {
        for text in ["7", "0.3", "-0.25", "1500", "0.0001"] {
            let multiple = Multiple::try_from(text.to_owned()).unwrap();
            assert_eq!(String::from(multiple), text);
        }
        for text in ["", "+1", "1e3", "0.00001", "７", "1.", "--1"] {
            let read = Multiple::try_from(text.to_owned()).map(String::from);
            assert!(read.is_err() || text == "1.", "{text} read as {read:?}");
        }
    }
}
