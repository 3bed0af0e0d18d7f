//! A person's decision, within what the engine says on the same facts.
//!
//! Start at [`judge`]. What holds whatever the person wants:
//!
//! - no approval where a rule declines, the segment is wrong or the limit is below the minimum:
//!   only other facts change that, and then the engine decides anew;
//! - no approval while a metric is unknown that a declining rule or the limit needs: the engine
//!   would pass over it, and a person must not;
//! - never more than the engine's limit, and always the engine's price;
//! - always reasons, and always a record of what was overruled.

use super::ground::{self, GivenGround, GroundsRefused};
use super::officer::Officer;
use crate::assessment::{Assessment, RuleOutcome, assess};
use crate::canonical::{self, CanonicalError, Digest};
use crate::catalogue::{Catalogue, LimitCandidate, OnFailure, Product};
use crate::decision::{
    Answer, Decision, DecisionError, DecisionRequest, Reason, below_minimum, below_wanted, decide,
    offer,
};
use crate::facts::{Metric, say_money};
use crate::language::{Language, Say};
use crate::money::Money;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// What an officer wants to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// The answer.
    pub verdict: Verdict,
    /// Why.
    pub grounds: Vec<GivenGround>,
}

/// The answer a person gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Verdict {
    /// Lend, up to this limit; below what was asked it is a counter-offer.
    Approve {
        /// The limit.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        limit: Money,
    },
    /// Do not lend.
    Decline,
}

/// A judgement with everything it rests on; its canonical bytes are the decision's input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judging<'a> {
    /// What is decided about.
    pub request: &'a DecisionRequest<'a>,
    /// The version of the decision judged on.
    pub on_version: u32,
    /// Who decides.
    pub officer: &'a Officer,
    /// When.
    pub at: Timestamp,
    /// What they want.
    pub judgement: &'a Judgement,
}

/// That a person decided, and what the engine had said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ByPerson {
    /// Who.
    pub officer: Officer,
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub at: Timestamp,
    /// The version of the decision judged on.
    pub on_version: u32,
    /// Why the engine had referred on these facts; empty when it had not.
    pub overruled: Vec<Reason>,
}

/// Why a person cannot decide so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JudgementRefused {
    /// The engine declines on these facts.
    #[error("the engine declines on these facts")]
    DeclinedByRule {
        /// Why it does.
        reasons: Vec<Reason>,
    },
    /// A metric that a declining rule or the limit needs is not known.
    #[error("{} facts are missing", metrics.len())]
    FactsMissing {
        /// Which.
        metrics: Vec<Metric>,
    },
    /// More than the engine's limit.
    #[error("the engine's limit is {limit}")]
    AboveLimit {
        /// The engine's limit.
        limit: Money,
    },
    /// Less than the product opens a line for.
    #[error("the product's minimum is {minimum}")]
    BelowMinimum {
        /// The product's smallest limit.
        minimum: Money,
    },
    /// Not a whole multiple of the product's step.
    #[error("limits are multiples of {step}")]
    NotAMultiple {
        /// The product's step.
        step: Money,
    },
    /// The grounds do not carry it.
    #[error("the grounds do not carry it")]
    Grounds(#[source] GroundsRefused),
    /// No decision can be made at all.
    #[error("no decision can be made")]
    Engine(#[source] DecisionError),
}

impl JudgementRefused {
    /// The field of the request it is about.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Grounds(_) => "grounds",
            Self::AboveLimit { .. } | Self::BelowMinimum { .. } | Self::NotAMultiple { .. } => {
                "limit"
            }
            Self::DeclinedByRule { .. } | Self::FactsMissing { .. } | Self::Engine(_) => "verdict",
        }
    }
}

impl Say for JudgementRefused {
    fn code(&self) -> &'static str {
        match self {
            Self::DeclinedByRule { .. } => "declined_by_rule",
            Self::FactsMissing { .. } => "facts_missing",
            Self::AboveLimit { .. } => "above_limit",
            Self::BelowMinimum { .. } => "below_minimum",
            Self::NotAMultiple { .. } => "not_a_multiple",
            Self::Grounds(refused) => refused.code(),
            Self::Engine(_) => "no_decision",
        }
    }

    fn say(&self, language: Language) -> String {
        let around = |zh: [&str; 2], en: [&str; 2], middle: &str| {
            let [before, after] = if language == Language::Zh { zh } else { en };
            [before, middle, after].concat()
        };
        match self {
            Self::DeclinedByRule { reasons } => around(
                ["按现有数据规则不予通过：", "数据确有错误时，请先更正。"],
                ["The rules decline on these facts: ", " If a fact is wrong, correct it first."],
                reasons.first().map_or("", |reason| reason.text.text(language)),
            ),
            Self::FactsMissing { metrics } => {
                let labels: Vec<&str> =
                    metrics.iter().map(|metric| metric.label(language)).collect();
                around(
                    ["请先核实并录入：", "。"],
                    ["First verify and write down: ", "."],
                    &labels.join(language.pick("、", ", ")),
                )
            }
            Self::AboveLimit { limit } => around(
                ["额度不能超过系统测算的", "。"],
                ["The limit can be at most ", ", as the engine computes it."],
                &say_money(*limit, language),
            ),
            Self::BelowMinimum { minimum } => around(
                ["额度不能低于该产品的起贷额", "；不足时请选择不予通过。"],
                ["The product's smallest limit is ", "; decline below it."],
                &say_money(*minimum, language),
            ),
            Self::NotAMultiple { step } => around(
                ["额度须为", "的整数倍。"],
                ["The limit is a whole multiple of ", "."],
                &say_money(*step, language),
            ),
            Self::Grounds(refused) => refused.say(language),
            Self::Engine(_) => language
                .pick("目前无法作出审批，请稍后再试。", "No decision can be made now. Try again.")
                .to_owned(),
        }
    }
}

/// Decides as a person wants, within what the engine says on these facts. Deterministic.
///
/// # Errors
/// [`JudgementRefused`].
pub fn judge(catalogue: &Catalogue, judging: &Judging<'_>) -> Result<Decision, JudgementRefused> {
    let request = judging.request;
    let engine = decide(catalogue, request).map_err(JudgementRefused::Engine)?;
    let unknown = || DecisionError::UnknownProduct(request.product_id.to_owned());
    let product =
        catalogue.product(request.product_id).ok_or_else(|| JudgementRefused::Engine(unknown()))?;
    let lpr = catalogue.lpr_on(request.on).ok_or(JudgementRefused::Engine(DecisionError::NoLpr))?;
    let grounds = &judging.judgement.grounds;
    let (answer, reasons) = match judging.judgement.verdict {
        Verdict::Decline => {
            let reasons = ground::reasons(grounds, false, true);
            (Answer::Decline, reasons.map_err(JudgementRefused::Grounds)?)
        }
        Verdict::Approve { limit } => {
            let assessment = assess(product, request.verified, lpr);
            approval(product, &assessment, judging, &engine, limit)?
        }
    };
    let digest = |result: Result<Digest, CanonicalError>| {
        result.map_err(|error| JudgementRefused::Engine(DecisionError::Canonical(error)))
    };
    let mut digests = engine.digests;
    digests.input = digest(canonical::digest(judging))?;
    digests.output = digest(canonical::digest(&(&answer, &reasons)))?;
    let overruled = if engine.answer == Answer::Refer { engine.reasons } else { Vec::new() };
    let by_person = ByPerson {
        officer: judging.officer.clone(),
        at: judging.at,
        on_version: judging.on_version,
        overruled,
    };
    Ok(Decision { answer, reasons, digests, by_person: Some(Box::new(by_person)), ..engine })
}

/// The offer and the reasons of an approval, when the engine's figures allow it.
fn approval(
    product: &Product,
    assessment: &Assessment,
    judging: &Judging<'_>,
    engine: &Decision,
    limit: Money,
) -> Result<(Answer, Vec<Reason>), JudgementRefused> {
    if engine.answer == Answer::Decline {
        return Err(JudgementRefused::DeclinedByRule { reasons: engine.reasons.clone() });
    }
    let metrics = unknown_to_lend_on(product, assessment, judging.request);
    if !metrics.is_empty() {
        return Err(JudgementRefused::FactsMissing { metrics });
    }
    if !assessment.limit.is_positive() {
        let reasons = vec![below_minimum(product, assessment)];
        return Err(JudgementRefused::DeclinedByRule { reasons });
    }
    if limit > assessment.limit {
        return Err(JudgementRefused::AboveLimit { limit: assessment.limit });
    }
    let (minimum, step) = (product.facility.minimum, product.facility.step);
    if limit < minimum || !limit.is_positive() {
        return Err(JudgementRefused::BelowMinimum { minimum });
    }
    if limit.floor_to(step) != limit {
        return Err(JudgementRefused::NotAMultiple { step });
    }
    let lowered = limit < assessment.limit;
    let mut reasons = ground::reasons(&judging.judgement.grounds, true, lowered)
        .map_err(JudgementRefused::Grounds)?;
    let need = judging.request.need;
    let mut offer = offer(product, assessment, judging.request);
    offer.limit = limit;
    offer.example.amount = need.amount.min(limit);
    if limit >= need.amount {
        return Ok((Answer::Approve(Box::new(offer)), reasons));
    }
    if !lowered {
        reasons.push(below_wanted(product, assessment, need));
    }
    Ok((Answer::CounterOffer(Box::new(offer)), reasons))
}

/// The metrics nobody knows that a declining rule or a candidate limit reads, each once. The engine
/// passes over them; lending without them would be a guess.
fn unknown_to_lend_on(
    product: &Product,
    assessment: &Assessment,
    request: &DecisionRequest<'_>,
) -> Vec<Metric> {
    let rules = product.rules.iter().zip(&assessment.trace);
    let declining = rules
        .filter(|(rule, entry)| {
            rule.otherwise == OnFailure::Decline && entry.outcome == RuleOutcome::Missing
        })
        .map(|(rule, _)| rule.require.metric);
    let limiting = product.limits.iter().flat_map(LimitCandidate::metrics);
    let limiting = limiting.filter(|metric| assessment.missing.contains(metric));
    let mut unknown: Vec<Metric> = Vec::new();
    for metric in declining.chain(limiting) {
        if request.verified.datum(metric).is_none() && !unknown.contains(&metric) {
            unknown.push(metric);
        }
    }
    unknown
}
