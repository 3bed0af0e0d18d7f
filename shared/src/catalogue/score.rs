//! A limit chosen by a score: published factors, each with its points, and the amount each band of
//! points opens.

use super::{Label, ScoreLine};
use crate::facts::{Facts, Metric};
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// One factor of a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ScoreFactor {
    /// What a borrower reads.
    pub label: Label,
    /// Its points.
    pub line: ScoreLine,
}

/// The amount a score opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ScoreBand {
    /// Lowest score of the band.
    pub at_least: i32,
    /// What it opens.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
}

/// A score that chooses an amount, such as 善科贷's VALUE score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LimitScore {
    /// Its name.
    pub name: Label,
    /// What is scored.
    pub factors: Vec<ScoreFactor>,
    /// Bands from the highest score to the lowest; below the last nothing is lent.
    pub bands: Vec<ScoreBand>,
}

/// A score as it came out, for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScoreShown {
    /// Its name.
    pub name: Label,
    /// The points of all factors together.
    pub points: i32,
    /// Every factor, in the order published.
    pub factors: Vec<FactorPoints>,
    /// What the points open; nothing while a factor is not known.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub opens: Option<Money>,
    /// The next band up, if there is one.
    pub next: Option<ScoreBand>,
}

/// One factor as it came out, for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FactorPoints {
    /// What was scored.
    pub label: Label,
    /// The metric.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub metric: Metric,
    /// Canonical text of what was observed; absent when nobody knows it.
    pub observed: Option<String>,
    /// Points given.
    pub points: i32,
    /// The most this factor gives.
    pub of: i32,
}

impl LimitScore {
    /// The metrics it reads.
    pub fn metrics(&self) -> impl Iterator<Item = Metric> + '_ {
        self.factors.iter().map(|factor| factor.line.metric)
    }

    /// The amount the score opens.
    ///
    /// # Errors
    /// The first metric that is not known: a limit is never scored on a guess.
    pub fn amount(&self, facts: &Facts) -> Result<Money, Metric> {
        if let Some(unknown) = self.metrics().find(|metric| facts.value(*metric).is_none()) {
            return Err(unknown);
        }
        let score = self.total(facts);
        let band = self.bands.iter().find(|band| score >= band.at_least);
        Ok(band.map_or(Money::ZERO, |band| band.amount))
    }

    /// The points of all factors together.
    pub fn total(&self, facts: &Facts) -> i32 {
        let points = self.factors.iter().map(|factor| factor.line.points(facts));
        points.fold(0, i32::saturating_add)
    }

    /// The score with every factor's points: what is shown to the borrower.
    pub fn shown(&self, facts: &Facts) -> ScoreShown {
        let points = self.total(facts);
        ScoreShown {
            name: self.name.clone(),
            points,
            factors: self.explain(facts),
            opens: self.amount(facts).ok(),
            next: self.bands.iter().rev().find(|band| band.at_least > points).cloned(),
        }
    }

    /// Every factor with its points.
    pub fn explain(&self, facts: &Facts) -> Vec<FactorPoints> {
        let explained = self.factors.iter().map(|factor| {
            let metric = factor.line.metric;
            FactorPoints {
                label: factor.label.clone(),
                metric,
                observed: facts.value(metric).map(|value| metric.unit().text(value)),
                points: factor.line.points(facts),
                of: factor.line.bins.iter().map(|bin| bin.points).max().unwrap_or(0),
            }
        });
        explained.collect()
    }
}
