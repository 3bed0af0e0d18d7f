//! A loan product as data.

use super::{Condition, Label, LimitCandidate, Pricing};
use crate::consent::ConsentKind;
use crate::facts::{Facts, Metric, Segment};
use crate::money::Money;
use crate::schedule::{PrincipalPlan, RepaymentMethod};
use serde::{Deserialize, Serialize};

/// What stands behind the loan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// 信用.
    Unsecured,
    /// 抵押.
    Mortgage,
    /// 质押.
    Pledge,
    /// 保证.
    Guarantee,
}

/// Whether repaid principal can be drawn again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FacilityKind {
    /// Repaying restores the limit.
    Revolving,
    /// Drawn once.
    OneOff,
}

/// The line a signed agreement opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FacilityTerms {
    /// Revolving or one-off.
    pub kind: FacilityKind,
    /// How long the line can be drawn on.
    pub months: u16,
    /// Smallest limit worth opening.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub minimum: Money,
    /// Largest limit.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub maximum: Money,
    /// Limits are whole multiples of this, rounded down.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub step: Money,
}

/// What a failed rule leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OnFailure {
    /// The product is not for this business now.
    Decline,
    /// A person decides.
    Refer,
}

/// An entry rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Stable id inside the product; also the reason code.
    pub id: String,
    /// What must hold.
    pub require: Condition,
    /// What happens otherwise.
    pub otherwise: OnFailure,
    /// Where the rule comes from; 未核实 where it was not verified at the source.
    pub source: String,
}

/// A fee, charged or waived; waived fees are shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProductFee {
    /// Stable id inside the product.
    pub id: String,
    /// Its name.
    pub label: Label,
    /// What it is, for everybody.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
    /// Who receives it.
    pub payee: Label,
    /// Borne by the bank, so the borrower pays nothing.
    pub waived: bool,
}

/// A product of the catalogue. Everything a quote, a decision and a contract need to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Stable id such as `cloud-tax`.
    pub id: String,
    /// Raised with every change; a signed loan keeps the version it was signed under.
    pub version: u32,
    /// Its name.
    pub name: Label,
    /// One sentence for people.
    pub summary: Label,
    /// Whom it is for.
    pub segments: Vec<Segment>,
    /// What stands behind it.
    pub security: Security,
    /// The line it opens.
    pub facility: FacilityTerms,
    /// Months one draw may run, ascending.
    pub terms_months: Vec<u16>,
    /// How it can be repaid; the first is the usual one.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub methods: Vec<RepaymentMethod>,
    /// When principal falls due under the seasonal method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub seasonal_plan: Option<PrincipalPlan>,
    /// Authorisations the decision needs.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub consents: Vec<ConsentKind>,
    /// Entry rules, in the order they are read.
    pub rules: Vec<Rule>,
    /// Candidate limits; the smallest counts. The first is the basis: without it nothing is quoted.
    pub limits: Vec<LimitCandidate>,
    /// The price list.
    pub pricing: Pricing,
    /// Fees, charged and waived.
    #[serde(default)]
    pub fees: Vec<ProductFee>,
    /// A draw above this is paid to the borrower's counterparty (受托支付).
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub entrusted_payment_above: Money,
    /// Overdue interest over the contract rate, in per cent of it (30 to 50).
    pub overdue_penalty_percent: u16,
    /// Interest on misused money over the contract rate, in per cent of it (50 to 100).
    pub misuse_penalty_percent: u16,
    /// What the money may be used for.
    pub purposes: Vec<Label>,
    /// What it must never be used for.
    pub prohibited_purposes: Vec<Label>,
    /// Days a quote or an offer stands.
    pub validity_days: u16,
    /// Papers without which nothing is drawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg(feature = "every-product")]
    pub papers: Vec<super::Paper>,
    /// What is lent on them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg(feature = "every-product")]
    pub advance: Option<super::Advance>,
    /// Figures that must agree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg(feature = "every-product")]
    pub cross_checks: Vec<super::CrossCheck>,
    /// Priority by rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg(feature = "every-product")]
    pub green_lane: Option<super::GreenLane>,
    /// Whom the money goes to, for loans made for one purchase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg(feature = "every-product")]
    pub scene: Option<super::Scene>,
    /// The pool that shares losses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg(feature = "every-product")]
    pub risk_pool: Option<super::RiskPoolTerms>,
    /// What can be asked for after the draw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg(feature = "every-product")]
    pub servicing: Option<super::ServicingRules>,
    /// Where the product's public description was found.
    pub source: String,
}

impl Product {
    /// Whether its limit rests on something these facts know: the first candidate is the basis, the
    /// others only lower it. Nothing is quoted on what is not the product's basis.
    pub fn is_quotable(&self, facts: &Facts) -> bool {
        self.limits.first().is_some_and(|basis| basis.amount(facts).is_ok())
    }

    /// Everything its answer depends on, each once, what matters most first: the basis, the other
    /// limits and what raises them, the rules, the price.
    pub fn metrics(&self) -> Vec<Metric> {
        let limits = self.limits.iter().flat_map(LimitCandidate::metrics);
        #[cfg(feature = "every-product")]
        let limits = limits.chain(
            (self.limits.iter().filter_map(|limit| limit.uplift.as_ref()))
                .flat_map(|uplift| uplift.when.iter().map(|when| when.metric)),
        );
        let rules = self.rules.iter().map(|rule| rule.require.metric);
        let scored = self.pricing.scorecard.iter().map(|line| line.metric);
        let adjusted = self.pricing.adjustments.iter().map(|adjustment| adjustment.when.metric);
        let mut metrics = Vec::new();
        for metric in limits.chain(rules).chain(scored).chain(adjusted) {
            if !metrics.contains(&metric) {
                metrics.push(metric);
            }
        }
        metrics
    }

    /// The term offered that is nearest to the one wanted, the shorter one on a tie.
    pub fn nearest_term(&self, wanted_months: u16) -> u16 {
        self.terms_months
            .iter()
            .copied()
            .min_by_key(|term| (term.abs_diff(wanted_months), *term))
            .unwrap_or(wanted_months)
    }

    /// The method wanted when the product offers it, else the usual one.
    pub fn method_or_usual(&self, wanted: Option<RepaymentMethod>) -> RepaymentMethod {
        wanted
            .filter(|method| self.methods.contains(method))
            .or_else(|| self.methods.first().copied())
            .unwrap_or(RepaymentMethod::AnyTime)
    }
}
