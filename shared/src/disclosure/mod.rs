//! The cost sheet a borrower reads before signing (综合融资成本明示表).
//!
//! Every item, how much, how and when it is charged, by and to whom; what the loan costs a
//! year all in, by both methods, each named; and what default would cost. The server renders
//! it from the offer ([`render()`]); the app shows it for [`CostSheet::reading_seconds`] and the
//! borrower confirms it, which evidence records.
//!
//! # Source
//! 金规〔2026〕2号 and its sheet, the field list of a public payment API's loan-cost
//! disclosure, and for enterprises 《企业贷款综合融资成本年化率的计算规则及示例》: none of
//! them was read in the original, so each is marked 未核实 where it is cited.

mod fields;
#[cfg(feature = "documents")]
mod render;

pub use fields::{ChargeField, CostFields, FeeField, RateType};

#[cfg(feature = "documents")]
pub use render::{Benchmark, CostSheetInput, DisclosedFee, DisclosureError, FORM_VERSION, render};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::annualised::AnnualisedMethod;
use crate::canonical::{self, CanonicalError, Digest};
use crate::language::Label;
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::schedule::RepaymentMethod;

/// Which rules the sheet follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum BorrowerKind {
    /// An enterprise: the corporate sheet, simple method leading.
    Enterprise,
    /// A person borrowing for their business: sole traders and farmers.
    Person,
}

/// What a loan costs a year, by one method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnnualisedCost {
    /// All-in cost per year.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub annual_rate: AnnualRate,
    /// How it was computed, as shown beside the figure.
    pub label: Label,
    /// How it was computed.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub method: AnnualisedMethod,
}

/// The draw the sheet's amounts are for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CostExample {
    /// The amount drawn.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
    /// The day it is drawn.
    #[serde(with = "crate::date_text")]
    pub drawn_on: NaiveDate,
    /// The last due date.
    #[serde(with = "crate::date_text")]
    pub maturity: NaiveDate,
    /// How it is repaid.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub method: RepaymentMethod,
    /// The method's name.
    pub method_name: Label,
    /// For how long.
    pub term_months: u16,
    /// All fees the borrower pays.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub total_fees: Money,
    /// All interest.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub total_interest: Money,
    /// Principal, interest and fees.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub total_payment: Money,
}

/// What an item is, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CostCode {
    /// Interest.
    Interest,
    /// A fee of the product, charged or waived.
    Fee,
    /// What a guarantor charges.
    Guarantee,
    /// What early repayment costs.
    Prepayment,
    /// Anything else the bank or a partner could charge.
    Other,
    /// Interest on principal not paid when due.
    OverduePenalty,
    /// Interest on interest not paid when due.
    CompoundInterest,
    /// Interest on money used for something else than agreed.
    MisusePenalty,
}

/// Who pays for an item in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum BorneBy {
    /// The borrower.
    Borrower,
    /// The bank, so it costs the borrower nothing.
    Lender,
    /// Nobody: there is no such charge.
    Nobody,
}

/// One line of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CostItem {
    /// What it adds to the all-in cost a year, by the leading method: the parts add up to it. `None`
    /// where that depends on what happens.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub annual_rate: Option<AnnualRate>,
    /// What it comes to in the example; `None` where that depends on what happens.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub amount: Option<Money>,
    /// Who pays for it.
    pub borne_by: BorneBy,
    /// The amount or rate, in words.
    pub charge: Label,
    /// What it is.
    pub code: CostCode,
    /// Its name.
    pub name: Label,
    /// Who receives it.
    pub payee: Label,
    /// Where the rule comes from; 未核实 where that was not verified at the source.
    pub source: String,
    /// How and when it is charged.
    pub when: Label,
}

/// The cost sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CostSheet {
    /// All-in cost a year, the leading method first, never empty.
    pub annualised: Vec<AnnualisedCost>,
    /// Which rules the sheet follows.
    pub borrower: BorrowerKind,
    /// What default costs.
    pub default_costs: Vec<CostItem>,
    /// The draw the amounts are for.
    pub example: CostExample,
    /// The same as programs exchange it.
    pub fields: CostFields,
    /// Raised with every change of wording.
    pub form_version: u32,
    /// What normal performance costs, interest first.
    pub items: Vec<CostItem>,
    /// Who lends.
    pub lender: Label,
    /// The limit offered.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub limit: Money,
    /// What else the borrower should know.
    pub notes: Vec<Label>,
    /// The product.
    pub product_name: Label,
    /// Seconds the sheet must be on screen before it can be confirmed.
    pub reading_seconds: u32,
    /// The rules the sheet follows; 未核实 where not verified at the source.
    pub source: String,
    /// The sheet's title.
    pub title: Label,
}

impl CostSheet {
    /// The digest evidence names this sheet by.
    ///
    /// # Errors
    /// [`CanonicalError`], which no rendered sheet causes.
    pub fn digest(&self) -> Result<Digest, CanonicalError> {
        canonical::digest(self)
    }
}
