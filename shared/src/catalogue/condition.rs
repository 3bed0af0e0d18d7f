//! `metric op threshold`: the smallest sentence of the rule language.

use crate::facts::{Metric, Unit};
use crate::language::Language;
use serde::{Deserialize, Serialize};

/// How an observed value is compared with a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Op {
    /// The threshold or more.
    #[serde(rename = ">=")]
    AtLeast,
    /// The threshold or less.
    #[serde(rename = "<=")]
    AtMost,
    /// More than the threshold.
    #[serde(rename = ">")]
    Above,
    /// Less than the threshold.
    #[serde(rename = "<")]
    Below,
    /// The threshold exactly.
    #[serde(rename = "=")]
    Is,
    /// A region inside the threshold's: `510502` lies within `5105`.
    #[serde(rename = "within")]
    Within,
}

/// A comparison of one metric with a threshold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(try_from = "Written", into = "Written")]
pub struct Condition {
    /// What is looked at.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub metric: Metric,
    /// How it is compared.
    pub op: Op,
    /// With what, in the metric's base unit.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub threshold: i64,
}

impl Condition {
    /// Whether `value`, in base units, meets the condition. Boundaries are inclusive as written.
    pub const fn holds(&self, value: i64) -> bool {
        match self.op {
            Op::AtLeast => value >= self.threshold,
            Op::AtMost => value <= self.threshold,
            Op::Above => value > self.threshold,
            Op::Below => value < self.threshold,
            Op::Is => value == self.threshold,
            Op::Within => is_within(value, self.threshold),
        }
    }

    /// The requirement as a phrase: `近12个月纳税额 不低于 5,000元`.
    pub fn say(&self, language: Language) -> String {
        let label = self.metric.label(language);
        if self.metric.unit() == Unit::Flag {
            // The label of a flag says what is so.
            return match self.threshold {
                0 => [language.pick("不得", "not "), label].concat(),
                _ => label.to_owned(),
            };
        }
        let mut out = label.to_owned();
        out.push(' ');
        out.push_str(match (self.op, language) {
            (Op::AtLeast, Language::Zh) => "不低于",
            (Op::AtLeast, Language::En) => "at least",
            (Op::AtMost, Language::Zh) => "不超过",
            (Op::AtMost, Language::En) => "at most",
            (Op::Above, Language::Zh) => "高于",
            (Op::Above, Language::En) => "more than",
            (Op::Below, Language::Zh) => "低于",
            (Op::Below, Language::En) => "less than",
            (Op::Is, Language::Zh) => "为",
            (Op::Is, Language::En) => "exactly",
            (Op::Within, Language::Zh) => "属于",
            (Op::Within, Language::En) => "within",
        });
        out.push(' ');
        out.push_str(&self.metric.unit().say(self.threshold, language));
        out
    }
}

/// Whether the administrative division `code` is `region` or lies inside it.
const fn is_within(code: i64, region: i64) -> bool {
    let mut code = code;
    while code > region && code > 0 {
        code = code.div_euclid(100);
    }
    code == region
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    metric: Metric,
    op: Op,
    threshold: String,
}

impl TryFrom<Written> for Condition {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let threshold =
            written.metric.unit().parse(&written.threshold).map_err(|e| e.to_string())?;
        if !written.metric.admits(threshold) {
            return Err(format!(
                "`{}` can never be {}; write a threshold it can reach",
                written.metric.key(),
                written.threshold
            ));
        }
        if matches!(written.metric.unit(), Unit::Category(_)) && written.op != Op::Is {
            return Err(format!(
                "kinds of `{}` have no order; write op = \"=\"",
                written.metric.key()
            ));
        }
        if (written.metric.unit() == Unit::Region) != (written.op == Op::Within) {
            return Err(format!(
                "`{}` cannot be compared this way; write op = \"within\" for regions, and for regions only",
                written.metric.key()
            ));
        }
        Ok(Self { metric: written.metric, op: written.op, threshold })
    }
}

impl From<Condition> for Written {
    fn from(condition: Condition) -> Self {
        Self {
            metric: condition.metric,
            op: condition.op,
            threshold: condition.metric.unit().text(condition.threshold),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_are_inclusive_as_written() {
        let grade: Condition =
            serde_json::from_str(r#"{"metric":"tax_grade","op":">=","threshold":"M"}"#).unwrap();
        assert!(grade.holds(2) && grade.holds(4) && !grade.holds(1));
        assert_eq!(grade.say(Language::Zh), "纳税信用等级 不低于 M级");
    }

    #[cfg(feature = "every-product")]
    #[test]
    fn a_flag_is_required_in_words_and_not_as_yes_or_no() {
        let said = |metric, threshold| {
            let condition = Condition { metric, op: Op::Is, threshold };
            (condition.say(Language::Zh), condition.say(Language::En))
        };
        let listed = ("不得列为被执行人".to_owned(), "not listed as a judgment debtor".to_owned());
        assert_eq!(said(Metric::JudgmentDebtor, 0), listed);
        let active = ("工商登记状态正常".to_owned(), "registered and active".to_owned());
        assert_eq!(said(Metric::RegistryActive, 1), active);
    }

    #[test]
    fn a_threshold_of_the_wrong_unit_is_refused_with_what_to_write() {
        let error = serde_json::from_str::<Condition>(
            r#"{"metric":"tax_grade","op":">=","threshold":"5000.00"}"#,
        )
        .unwrap_err()
        .to_string();
        assert!(error.contains("one of D, C, M, B, A"), "{error}");
    }

    #[test]
    fn a_region_lies_within_itself_and_what_its_code_begins_with() {
        for (code, region, within) in [
            (510_502, 5105, true),
            (510_502, 51, true),
            (510_502, 510_502, true),
            (510_602, 5105, false),
            (5105, 510_502, false),
            (0, 51, false),
        ] {
            assert_eq!(is_within(code, region), within, "{code} in {region}");
        }
    }
}
