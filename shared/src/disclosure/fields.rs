//! The fields of a cost disclosure as programs exchange them.
//!
//! # Source
//! The field list of a public payment API's loan-cost disclosure (rate; interest rate, type, mode and
//! payee; guarantee fee rate, mode and payee; prepayment, overdue and misuse charges with their
//! payees; other fees with theirs; whether the cost is capped) and 金规〔2026〕2号: 未核实原文.

use serde::{Deserialize, Serialize};

use super::BorneBy;
use crate::annualised::AnnualisedMethod;
use crate::language::Label;
use crate::rate::AnnualRate;

/// Whether the contract rate may change while the loan runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RateType {
    /// It stays as signed.
    #[default]
    Fixed,
    /// It follows the benchmark at agreed dates.
    Floating,
}

/// Interest or a guarantee fee: what is charged at a rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeeField {
    /// Who pays for it in the end.
    pub borne_by: BorneBy,
    /// The charge in words.
    pub charge: Label,
    /// Who receives it.
    pub payee: Label,
    /// The rate a year; zero where there is no such fee.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub rate: AnnualRate,
    /// How and when it is paid.
    pub repay_mode: Label,
}

/// A charge that depends on what happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChargeField {
    /// Who pays for it in the end.
    pub borne_by: BorneBy,
    /// The charge in words.
    pub charge: Label,
    /// Its name.
    pub name: Label,
    /// Who receives it.
    pub payee: Label,
    /// How and when it is charged.
    pub when: Label,
}

/// Every field of the disclosure. Each is filled, also where there is no such charge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CostFields {
    /// What the cap is, in words.
    pub cap: Label,
    /// Whether the cost of normal performance cannot exceed what the sheet says.
    pub capped: bool,
    /// How `cost_rate` was computed.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub cost_method: AnnualisedMethod,
    /// All-in cost a year by the leading method.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub cost_rate: AnnualRate,
    /// The guarantee fee.
    pub guarantee: FeeField,
    /// Interest.
    pub interest: FeeField,
    /// Whether the contract rate may change.
    pub interest_rate_type: RateType,
    /// What misusing the money costs.
    pub misuse: ChargeField,
    /// Every other fee, charged or waived, the bank's and its partners'.
    pub others: Vec<ChargeField>,
    /// What paying late costs.
    pub overdue: ChargeField,
    /// What repaying early costs.
    pub prepayment: ChargeField,
}
