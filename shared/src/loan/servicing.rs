//! Rules of a product for life after the draw.

use serde::{Deserialize, Serialize};

use crate::rate::AnnualRate;

/// Rules of a product for life after the draw; they travel with the loan, so a later
/// change of the product never rewrites an existing loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Servicing {
    /// The penalty rate in percent of the contract rate: 150 is 50 % above it. Overdue
    /// principal bears it instead of the contract rate.
    pub penalty_multiplier_percent: u16,
    /// The highest penalty rate, when the product has one.
    #[serde(default)]
    pub penalty_rate_cap: Option<AnnualRate>,
    /// An arrear paid within so many days after its due date bears no penalty; after
    /// them, penalty counts from the due date.
    #[serde(default)]
    pub grace_days: u16,
    /// Whether overdue interest also bears the penalty rate (复利). Penalty interest
    /// itself never does.
    #[serde(default)]
    pub compound_overdue_interest: bool,
    /// Which arrears a payment meets first.
    pub allocation: [Component; 4],
    /// What an early repayment changes.
    #[serde(default)]
    pub after_prepayment: AfterPrepayment,
}

/// A part of what is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Component {
    /// Fees.
    Fee,
    /// Penalty interest.
    Penalty,
    /// Interest.
    Interest,
    /// Principal.
    Principal,
}

/// What an early repayment of a level or equal-principal loan changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterPrepayment {
    /// The instalments become smaller, the term stays (减少月供).
    #[default]
    ReduceInstalment,
    /// The instalments stay, the term becomes shorter (缩短期限).
    ShortenTerm,
}

impl Default for Servicing {
    /// China's usual rules: penalty at 150 % of the contract rate from the due date, no
    /// compound interest, fees, then penalty, then interest, then principal.
    ///
    /// # Source
    /// 银发〔2003〕251号: 30–50 % above the contract rate (未核实).
    fn default() -> Self {
        Self {
            penalty_multiplier_percent: 150,
            penalty_rate_cap: None,
            grace_days: 0,
            compound_overdue_interest: false,
            allocation: [
                Component::Fee,
                Component::Penalty,
                Component::Interest,
                Component::Principal,
            ],
            after_prepayment: AfterPrepayment::ReduceInstalment,
        }
    }
}
