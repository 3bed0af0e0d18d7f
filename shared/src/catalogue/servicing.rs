//! What a product lets a borrower ask for after the draw, and what it watches.
//!
//! What the contract says travels with each loan (`loan::Servicing`); what is written here is the
//! bank's practice of the day, read from the catalogue in force when the borrower asks. A change of
//! practice therefore reaches existing loans, and never takes away what a contract gave.

use super::{Label, Op};
use crate::loan::AfterPrepayment;
use crate::schedule::RepaymentMethod;
use serde::{Deserialize, Serialize};

/// Everything a product says about life after the draw. A product without it allows nothing beyond
/// repaying.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ServicingRules {
    /// An arrear paid within so many days after its due date bears no penalty; given to loans drawn
    /// from now on.
    #[serde(default)]
    pub grace_days: u16,
    /// What an early repayment changes; given to loans drawn from now on.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub after_prepayment: AfterPrepayment,
    /// On which days money is paid out.
    #[serde(default)]
    pub payout: PayoutDays,
    /// Whether more can be drawn while a loan of the facility is overdue.
    #[serde(default)]
    pub draws_while_overdue: bool,
    /// 延期还本.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deferral: Option<DeferralRule>,
    /// 无还本续贷.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<RenewalRule>,
    /// 展期.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<ExtensionRule>,
    /// 变更还款方式.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method_change: Option<MethodChangeRule>,
    /// 利率优惠.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<DiscountRule>,
    /// 自助提额.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_increase: Option<LimitIncreaseRule>,
    /// Early-warning rules, in the order they are read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<WarningRule>,
    /// When overdue loans are reported to the credit bureau, and the notice before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adverse: Option<AdverseRule>,
}

/// On which days money is paid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PayoutDays {
    /// Day and night, holidays included.
    #[default]
    EveryDay,
    /// Only on the days banks work.
    BusinessDays,
}

/// Deferring principal (延期还本): the next instalments ask for interest only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeferralRule {
    /// Most instalments one deferral covers.
    pub instalments_max: u16,
    /// Most deferrals of one loan.
    pub times_max: u16,
    /// Where the rule comes from; 未核实 where it was not verified at the source.
    pub source: String,
}

/// Renewing without repaying principal (无还本续贷): a new loan settles the old one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RenewalRule {
    /// How many days before maturity it can be asked for; the day of maturity is the last.
    pub within_days: u16,
    /// Most renewals in a row.
    pub times_max: u16,
    /// Longest term of the new loan.
    pub months_max: u16,
    /// Where the rule comes from; 未核实 where it was not verified at the source.
    pub source: String,
}

/// Extending a loan (展期): it matures later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExtensionRule {
    /// Most months one extension adds.
    pub months_max: u16,
    /// Most extensions of one loan.
    pub times_max: u16,
    /// Most months all extensions add, in per cent of the term agreed at the draw.
    pub percent_of_term_max: u16,
    /// Where the rule comes from; 未核实 where it was not verified at the source.
    pub source: String,
}

/// Repaying by another method (变更还款方式).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MethodChangeRule {
    /// Methods that can be chosen.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub to: Vec<RepaymentMethod>,
    /// Most changes of one loan.
    pub times_max: u16,
    /// Where the rule comes from; 未核实 where it was not verified at the source.
    pub source: String,
}

/// A lower rate for who paid on time (利率优惠).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DiscountRule {
    /// Taken off the rate; the product's floor holds all the same.
    pub basis_points: u32,
    /// For so many months.
    pub months: u16,
    /// How many due dates in a row must have been met in time.
    pub after_on_time: u16,
    /// Where the rule comes from; 未核实 where it was not verified at the source.
    pub source: String,
}

/// Asking for a higher limit (自助提额).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LimitIncreaseRule {
    /// Days since the facility opened or its limit was last raised.
    pub after_days: u16,
    /// Where the rule comes from; 未核实 where it was not verified at the source.
    pub source: String,
}

/// What an early-warning rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// Days past the earliest unpaid due date; 0 when nothing is overdue.
    DaysPastDue,
    /// Due dates of the last 12 months that were met after their days of grace, or still are not.
    #[serde(rename = "late_payments_12_months")]
    LatePayments12Months,
    /// Automatic debits the account could not cover in the last 30 days.
    #[serde(rename = "refused_debits_30_days")]
    RefusedDebits30Days,
    /// What is drawn, in per cent of the limit, rounded down.
    LimitUsedPercent,
    /// Days to maturity; unknown once settled.
    DaysToMaturity,
    /// Principal that falls due on the next due date, in yuan, rounded down.
    NextPrincipalYuan,
}

/// How urgent a warning is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WarningLevel {
    /// Worth knowing.
    Notice,
    /// Worth planning for.
    Watch,
    /// Something must be done now.
    Act,
}

/// An early-warning rule: `every signal op threshold → what to say`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WarningRule {
    /// Stable id inside the product.
    pub id: String,
    /// All of these must hold; a signal that is not known holds nothing.
    pub all_of: Vec<SignalCondition>,
    /// How urgent it is.
    pub level: WarningLevel,
    /// What the borrower reads: what is the matter and what can be done.
    pub text: Label,
    /// Where the rule comes from; 未核实 where it was not verified at the source.
    pub source: String,
}

/// A comparison of one signal with a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignalCondition {
    /// What is looked at.
    pub signal: Signal,
    /// How it is compared.
    pub op: Op,
    /// With what.
    pub threshold: i64,
}

impl SignalCondition {
    /// Whether `value` meets the condition. Boundaries are inclusive as written.
    pub const fn holds(&self, value: i64) -> bool {
        match self.op {
            Op::AtLeast => value >= self.threshold,
            Op::AtMost => value <= self.threshold,
            Op::Above => value > self.threshold,
            Op::Below => value < self.threshold,
            Op::Is | Op::Within => value == self.threshold,
        }
    }
}

/// Reporting an overdue loan to the credit bureau, and the notice before it.
///
/// # Source
/// 征信业管理条例 art. 15: whoever reports negative information about a person tells them first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AdverseRule {
    /// Reported after so many days past due, never before.
    pub after_days: u16,
    /// The notice goes out at least so many days before the report.
    pub notice_days: u16,
    /// Where the figures come from; 未核实 where they were not verified at the source.
    pub source: String,
}

/// Holds a product's rules to what makes sense.
pub(super) fn check(rules: &ServicingRules, say: &mut impl FnMut(&str, &str)) {
    let never = "write at least 1, or leave the table out";
    if let Some(rule) = &rules.deferral
        && (rule.instalments_max == 0 || rule.times_max == 0)
    {
        say("servicing.deferral", never);
    }
    if let Some(rule) = &rules.renewal
        && (rule.within_days == 0 || rule.times_max == 0 || rule.months_max == 0)
    {
        say("servicing.renewal", never);
    }
    if let Some(rule) = &rules.extension
        && (rule.months_max == 0 || rule.times_max == 0 || rule.percent_of_term_max == 0)
    {
        say("servicing.extension", never);
    }
    if let Some(rule) = &rules.method_change {
        let impossible = |method: &RepaymentMethod| {
            matches!(method, RepaymentMethod::Flat | RepaymentMethod::Bullet)
        };
        if rule.to.is_empty() || rule.times_max == 0 {
            say("servicing.method_change", never);
        }
        if rule.to.iter().any(impossible) {
            say("servicing.method_change", "name methods that repay by instalments or any day");
        }
    }
    if let Some(rule) = &rules.discount
        && (rule.basis_points == 0 || rule.months == 0 || rule.after_on_time == 0)
    {
        say("servicing.discount", never);
    }
    if let Some(rule) = &rules.adverse
        && (rule.notice_days == 0 || rule.after_days < rule.notice_days)
    {
        say("servicing.adverse", "write notice_days of at least 1 and after_days not below it");
    }
    for (index, warning) in rules.warnings.iter().enumerate() {
        let field = format!("servicing.warnings[{index}]");
        if rules.warnings.iter().take(index).any(|earlier| earlier.id == warning.id) {
            say(&field, "give each warning an id of its own");
        }
        let within = |condition: &SignalCondition| condition.op == Op::Within;
        if warning.all_of.is_empty() || warning.all_of.iter().any(within) {
            say(&field, "write at least one comparison of a number");
        }
    }
}
