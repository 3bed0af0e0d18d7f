//! After signing: facility, drawdown, loan, repayment.

use super::applications::ApplicationView;
use super::endpoint::{Empty, endpoints};
use crate::canonical::Digest;
use crate::catalogue::Label;
use crate::decision::Offer;
use crate::loan::NextDue;
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::schedule::{RepaymentMethod, Schedule};
use crate::timestamp::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

endpoints! {
    /// Everything of the person signed in, newest first.
    GetOverview: Get "/api/v1/overview", Empty => Overview;
    /// One facility.
    GetFacility: @dated Get "/api/v1/facilities/{facility_id}", Empty => FacilityView;
    /// Names the account that money goes to and is repaid from.
    SetAccount: Put "/api/v1/facilities/{facility_id}/account", SetAccountRequest => FacilityView;
    /// Draws on a facility.
    Draw: Post "/api/v1/facilities/{facility_id}/drawdowns", DrawRequest => LoanView;
    /// One loan as of today.
    GetLoan: @dated Get "/api/v1/loans/{loan_id}", Empty => LoanView;
    /// Repays any amount on any day; the limit is restored in the same transaction.
    Repay: Post "/api/v1/loans/{loan_id}/payments", RepayRequest => LoanView;
}

/// Everything of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Overview {
    /// Applications, newest first.
    pub applications: Vec<ApplicationView>,
    /// Facilities, newest first.
    pub facilities: Vec<FacilityView>,
}

/// Whether a facility can be drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FacilityStatus {
    /// Yes.
    Active,
    /// Not while it is frozen.
    Frozen,
    /// Not any more; loans run on.
    Expired,
}

/// A facility as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FacilityView {
    /// Identifier.
    pub facility_id: String,
    /// Application it comes from.
    pub application_id: String,
    /// Terms it was signed under.
    pub offer: Offer,
    /// Limit.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub limit: Money,
    /// Principal owed on its loans.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub drawn: Money,
    /// Limit less what is drawn; nothing once its last day is over.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub available: Money,
    /// Whether it can be drawn on.
    pub status: FacilityStatus,
    /// The papers its draws rest on, where its product asks for some; of today only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg(feature = "every-product")]
    pub papers: Option<super::PapersView>,
    /// Draws of the last thirty days that went to the borrower's own account, on any facility: what a
    /// new draw counts together with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg(feature = "every-product")]
    pub own_draws: Vec<crate::entrusted_payment::OwnDraw>,
    /// Last day it can be drawn on.
    #[serde(with = "crate::date_text")]
    pub expires_on: NaiveDate,
    /// The account, once named.
    pub account: Option<AccountView>,
    /// Loans under it, newest first.
    pub loans: Vec<LoanSummary>,
    /// Today at the bank.
    #[serde(with = "crate::date_text")]
    pub today: NaiveDate,
}

/// A repayment account, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountView {
    /// Masked number.
    pub number_masked: String,
    /// Whose it is, masked.
    pub holder_masked: String,
    /// The number does not pass the usual check; worth a second look, not refused.
    pub unusual_number: bool,
}

/// The account money goes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetAccountRequest {
    /// Account number as typed.
    pub number: String,
}

/// A draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DrawRequest {
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
    /// For how long, one of the offer's terms.
    pub term_months: u16,
    /// Repaid how, one of the offer's methods.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub method: RepaymentMethod,
    /// For what: index into the offer's purposes.
    pub purpose: u16,
    /// What it is for, in the borrower's own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Whom it is paid to, where it must not or should not go to the borrower.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payee: Option<PayeeEntry>,
    /// The papers it rests on, by identifier.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
    /// Digest of the undertaking that was shown, which the draw agrees to.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub undertaking: Digest,
}

/// Somebody to be paid, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PayeeEntry {
    /// Their name.
    pub name: String,
    /// Their account number.
    pub account: String,
}

/// A loan in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoanSummary {
    /// Identifier.
    pub loan_id: String,
    /// Amount drawn.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub drawn: Money,
    /// Drawn on.
    #[serde(with = "crate::date_text")]
    pub drawn_on: NaiveDate,
    /// Principal still owed.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub principal: Money,
    /// Interest owed to today, penalty and fees included.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub interest: Money,
    /// The next amount to be paid; none when nothing is owed.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub next: Option<NextDue>,
    /// Where it stands.
    pub status: LoanStatusView,
}

/// Where a loan stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LoanStatusView {
    /// The money is on its way.
    Disbursing,
    /// Nothing is overdue.
    Performing,
    /// Something is overdue.
    Overdue {
        /// Since this day.
        #[serde(with = "crate::date_text")]
        since: NaiveDate,
    },
    /// The receiving bank refused the money: nothing is owed and the limit is back in full.
    PayoutRefused {
        /// On this day.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
    },
    /// Repaid in full.
    Settled {
        /// On this day.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
    },
}

/// A loan as of today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoanView {
    /// Identifier.
    pub loan_id: String,
    /// Facility it was drawn under.
    pub facility_id: String,
    /// Product.
    pub product_name: Label,
    /// Amount drawn.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub drawn: Money,
    /// Drawn on.
    #[serde(with = "crate::date_text")]
    pub drawn_on: NaiveDate,
    /// When the money arrived, once the payment rail said so.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub arrived_at: Option<Timestamp>,
    /// The payment rail is the labelled simulator.
    pub simulated: bool,
    /// For what.
    pub purpose: Label,
    /// What else was agreed with the draw: whom it was paid to, what stands behind it.
    #[serde(default)]
    #[cfg(feature = "every-product")]
    pub draw: super::DrawView,
    /// Contract rate.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub annual_rate: AnnualRate,
    /// Repayment method.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub method: RepaymentMethod,
    /// Where it stands.
    pub status: LoanStatusView,
    /// Today at the bank: the day all figures are of.
    #[serde(with = "crate::date_text")]
    pub today: NaiveDate,
    /// Principal owed.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub principal: Money,
    /// Interest owed to today, penalty included.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub interest: Money,
    /// What settles the loan today.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub payoff: Money,
    /// What one more day costs at the contract rate; what has fallen due bears none.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub interest_per_day: Money,
    /// Planned repayments from the drawdown on.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub schedule: Schedule,
    /// What happened, newest first.
    pub movements: Vec<MovementView>,
    /// Day by day: balance × rate ÷ 360, last 31 days, newest first.
    pub interest_days: Vec<InterestDayView>,
    /// What the facility has available after this; none once its last day is over, for then what is
    /// repaid does not come back.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub available: Option<Money>,
}

/// One movement of a loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MovementView {
    /// On.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// Drawn is positive, paid negative.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
    /// Of a payment: what went to principal.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub principal: Money,
    /// Of a payment: what went to interest and penalty.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub interest: Money,
}

/// One day of the interest book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InterestDayView {
    /// The day.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// Balance it accrued on.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub balance: Money,
    /// Rate it accrued at.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub annual_rate: AnnualRate,
    /// The day's interest to four decimals of a yuan, as text; unrounded days are never summed from rounded ones.
    pub interest: String,
}

/// How much to repay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RepayAmount {
    /// This much.
    Amount(Money),
    /// Everything owed today.
    Everything,
}

/// A repayment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RepayRequest {
    /// How much.
    pub pay: RepayAmount,
}
