//! Drawing and repaying, looked at beforehand; repaying several loans at once; money from outside.

use super::endpoint::{Empty, endpoints};
use super::facilities::{FacilityView, RepayRequest};
use crate::decision::Reason;
use crate::language::Label;
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::repayment::{Allocation, Disposition, RepaymentPreview};
use crate::schedule::{RepaymentMethod, Schedule};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

endpoints! {
    /// What a draw would cost, from the function that books it; what stands against it is said, not refused.
    PreviewDraw: Get "/api/v1/facilities/{facility_id}/drawdown-preview", PreviewDrawQuery => DrawPreviewView;
    /// What a payment would do on a day; without an amount, what settles the loan on it.
    PreviewRepayment: Get "/api/v1/loans/{loan_id}/payment-preview", PreviewRepaymentQuery => RepaymentPreview;
    /// How an amount would be shared among the loans of a facility; without one, what settles them all.
    PreviewAllocation: Get "/api/v1/facilities/{facility_id}/payment-preview", PreviewAllocationQuery => AllocationView;
    /// Repays several loans at once: what is due first, then the dearest.
    RepayFacility: Post "/api/v1/facilities/{facility_id}/payments", RepayRequest => FacilityRepaidView;
    /// Payments that came in from outside and what became of them, newest first.
    GetIncomingPayments: Get "/api/v1/loans/{loan_id}/incoming-payments", Empty => IncomingPaymentsView;
    /// The payment rail tells of money that came in by itself; signed by the rail, repeatable by its reference.
    TellIncomingPayment: Put "/api/v1/payment-notices/{reference}", PaymentNotice => PaymentNoticeView;
}

/// A draw to be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PreviewDrawQuery {
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
    /// For how long.
    pub term_months: u16,
    /// Repaid how.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub method: RepaymentMethod,
}

/// What a draw would cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DrawPreviewView {
    /// What stands against drawing this now, each with a stable code; empty when it can be drawn.
    pub against: Vec<Reason>,
    /// Contract rate.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub annual_rate: AnnualRate,
    /// What is due when, if the money arrives today.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub schedule: Schedule,
    /// Interest and fees if it is repaid as planned.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub cost: Money,
    /// What a day costs at first.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub interest_per_day: Money,
    /// Annualised cost by IRR, every fee included; none where it has none.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub annualised_irr: Option<AnnualRate>,
    /// Annualised cost by the simple method, likewise.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub annualised_simple: Option<AnnualRate>,
    /// What the facility would have left.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub available_after: Money,
}

/// A payment to be looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PreviewRepaymentQuery {
    /// How much; everything owed when left out.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub amount: Option<Money>,
    /// On which day, today or later; today when left out.
    #[serde(default, with = "crate::date_text::optional")]
    pub on: Option<NaiveDate>,
}

/// An amount for several loans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PreviewAllocationQuery {
    /// How much; what settles all loans today when left out.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub amount: Option<Money>,
}

/// How an amount would be shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AllocationView {
    /// What each loan would be paid.
    pub allocation: Allocation,
    /// What settles every loan of the facility today.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub payoff: Money,
    /// What the payments save together.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub saved: Money,
    /// The rule it is shared by.
    pub rule: Label,
}

/// How repaying several loans went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FacilityRepaidView {
    /// Each loan and how its part went.
    pub parts: Vec<RepaidPart>,
    /// The facility afterwards.
    pub facility: FacilityView,
}

/// How one loan's part went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RepaidPart {
    /// Which loan.
    pub loan_id: String,
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
    /// Whether it was collected; a part the bank could not collect changes nothing.
    pub collected: bool,
}

/// Payments from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IncomingPaymentsView {
    /// Newest first.
    pub payments: Vec<IncomingPaymentView>,
}

/// A payment from outside and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IncomingPaymentView {
    /// The rail's reference.
    pub reference: String,
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
    /// The day it arrived.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// What became of it.
    pub disposition: Disposition,
    /// The same as a sentence for people.
    pub explained: Label,
}

/// What the payment rail tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PaymentNotice {
    /// How much came in.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
    /// The day it came in.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// The account it came from; what is returned goes back to it.
    pub payer_account: String,
    /// The loan the payer named, as written.
    pub loan: String,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentNoticeView {
    /// The rail's reference.
    pub reference: String,
    /// What became of it.
    pub disposition: Disposition,
}
