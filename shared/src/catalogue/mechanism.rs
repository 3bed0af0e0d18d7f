//! What a product adds to rules, limit and price: a green lane, cross-checks, a scene, a pool.

use super::{Condition, Label};
use crate::facts::{Facts, Metric};
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// Priority by rule (绿色审批通道), with its own service promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GreenLane {
    /// Any of these opens the lane; one that is not known does not.
    pub any_of: Vec<Condition>,
    /// Minutes until a person has answered, promised to cases in the lane.
    pub promise_minutes: u32,
    /// Minutes promised to everybody else.
    pub ordinary_minutes: u32,
    /// Where the rule comes from; 未核实 where it was not verified at the source.
    pub source: String,
}

impl GreenLane {
    /// The conditions that open the lane for these facts, in the order written; empty when none does.
    pub fn opened_by<'a>(&'a self, facts: &Facts) -> Vec<&'a Condition> {
        let holds = |condition: &&Condition| {
            facts.value(condition.metric).is_some_and(|value| condition.holds(value))
        };
        self.any_of.iter().filter(holds).collect()
    }
}

/// What a mismatch between two figures leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OnMismatch {
    /// A person decides.
    Refer,
    /// Shown to borrower and staff, nothing else.
    Note,
}

/// Two figures about the same thing that must agree within a tolerance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CrossCheck {
    /// Stable id inside the product; also the finding's code.
    pub id: String,
    /// The figure checked.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub metric: Metric,
    /// The figure it is held against.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub against: Metric,
    /// Least the first may be, in per cent of the second.
    pub at_least_percent: u32,
    /// Most the first may be, in per cent of the second.
    pub at_most_percent: u32,
    /// What a mismatch leads to.
    pub otherwise: OnMismatch,
    /// Where the tolerance comes from; 未核实 where it was not verified at the source.
    pub source: String,
}

/// A scene: a chain company, what is bought, and whom the money goes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Scene {
    /// Its name, such as 新希望六和购料贷.
    pub name: Label,
    /// Who is paid; the borrower never receives the money.
    pub paid_to: Label,
    /// What is bought.
    pub goods: Label,
    /// Where the scene comes from; 未核实 where it was not verified at the source.
    pub source: String,
}

/// What becomes of a draw that the pool has no room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OnUncovered {
    /// The bank lends at its own risk; that the pool does not cover it is said.
    Lend,
    /// Nothing is drawn until the pool has room.
    Refuse,
}

/// How a risk-compensation pool stands behind a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RiskPoolTerms {
    /// Share of a loss the pool bears, in per cent.
    pub coverage_percent: u16,
    /// Loans covered at once, at most, as a multiple of the pool's balance.
    pub leverage: u16,
    /// Most the pool pays for one borrower.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub cap_per_borrower: Money,
    /// New loans are no longer covered once claims paid reach this share of contributions, in per cent.
    pub breaker_percent: u16,
    /// Days a loan is overdue before its loss can be claimed.
    pub claim_after_days: u32,
    /// What becomes of a draw the pool has no room for.
    pub uncovered: OnUncovered,
    /// Where the terms come from; 未核实 where they were not verified at the source.
    pub source: String,
}

/// A product that is announced and not yet defined; it can be read about, not applied for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Announced {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub name: Label,
    /// What is known about it.
    pub summary: Label,
    /// Where it was announced.
    pub source: String,
}
