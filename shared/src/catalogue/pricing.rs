//! What a product costs: LPR plus a spread by grade plus adjustments, between floor and cap.

use super::{Condition, Label};
use crate::facts::{Facts, Metric};
use crate::rate::AnnualRate;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which LPR a product follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LprTenor {
    /// One year.
    OneYear,
    /// Five years and over.
    FiveYears,
}

/// One publication of the loan prime rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LprPublication {
    /// Day of publication; in force from this day.
    #[serde(with = "crate::date_text")]
    pub published: NaiveDate,
    /// One-year rate.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub one_year: AnnualRate,
    /// Rate for five years and over.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub five_years: AnnualRate,
    /// Where the figures come from.
    pub source: String,
}

impl LprPublication {
    /// The rate of a tenor.
    pub const fn rate(&self, tenor: LprTenor) -> AnnualRate {
        match tenor {
            LprTenor::OneYear => self.one_year,
            LprTenor::FiveYears => self.five_years,
        }
    }
}

/// Points for reaching a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ScoreBin {
    /// When the points are given.
    pub when: Condition,
    /// How many.
    pub points: i32,
}

/// One line of the scorecard: the best bin that holds gives the points, none gives zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ScoreLine {
    /// What is scored.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub metric: Metric,
    /// Bins of this metric.
    pub bins: Vec<ScoreBin>,
}

impl ScoreLine {
    /// Points for these facts. A metric that is not known scores nothing, so a verified
    /// answer can only be better than an indicative one.
    pub fn points(&self, facts: &Facts) -> i32 {
        let Some(value) = facts.value(self.metric) else { return 0 };
        self.bins
            .iter()
            .filter(|bin| bin.when.holds(value))
            .map(|bin| bin.points)
            .max()
            .unwrap_or(0)
    }
}

/// A pricing class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Name such as `A1`.
    pub id: String,
    /// Lowest score of the class.
    pub at_least: i32,
    /// Over LPR, in basis points.
    pub spread_bp: i32,
}

/// A difference in price for a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// Stable id inside the product.
    pub id: String,
    /// What a borrower reads.
    pub label: Label,
    /// When it applies.
    pub when: Condition,
    /// Added to the rate, in basis points; negative is a discount.
    pub spread_bp: i32,
}

/// A product's price list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Pricing {
    /// The benchmark.
    pub lpr: LprTenor,
    /// Lowest rate ever charged.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub floor: AnnualRate,
    /// Highest rate ever charged.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub cap: AnnualRate,
    /// Classes from best to worst; the last one takes everybody else.
    pub grades: Vec<Grade>,
    /// The published scorecard.
    #[serde(default)]
    pub scorecard: Vec<ScoreLine>,
    /// Adjustments, all that apply are added.
    #[serde(default)]
    pub adjustments: Vec<Adjustment>,
    /// Where the prices come from.
    pub source: String,
}
