//! The binding answer: the same assessment as a quote, on verified facts.

use crate::application::TransitionRefused;
use crate::assessment::{Assessment, Price, RuleOutcome, TraceEntry, assess};
use crate::canonical::{self, CanonicalError, Digest};
#[cfg(feature = "every-product")]
use crate::catalogue::DrawConditions;
use crate::catalogue::{Catalogue, FacilityKind, Label, Product, ProductFee};
use crate::facts::{Difference, Facts, Metric, say_money};
use crate::language::Language;
use crate::money::Money;
use crate::quote::Need;
use crate::schedule::{PrincipalPlan, RepaymentMethod};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Why an answer is what it is: a stable code and a sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reason {
    /// Rule id, cross-check id, or one of `unit_slip`, `contradiction`, `stale_fact`, `future_fact`, `missing_fact`, `limit_below_wanted`, `limit_below_minimum`, `segment`.
    pub code: String,
    /// The sentence a borrower reads.
    pub text: Label,
}

/// Terms offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Offer {
    /// Product.
    pub product_id: String,
    /// The version the terms come from; later versions never change them.
    pub product_version: u32,
    /// Product name.
    pub product_name: Label,
    /// Limit of the facility.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub limit: Money,
    /// The price.
    pub price: Price,
    /// Revolving or one-off.
    pub facility_kind: FacilityKind,
    /// How long the facility can be drawn on.
    pub facility_months: u16,
    /// Months one draw may run.
    pub terms_months: Vec<u16>,
    /// Methods offered, the usual one first.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub methods: Vec<RepaymentMethod>,
    /// Amount, term and method the borrower asked for, cut to the limit: the example disclosed.
    pub example: Need,
    /// When principal falls due under the seasonal method.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub seasonal_plan: Option<PrincipalPlan>,
    /// Fees, charged and waived.
    pub fees: Vec<ProductFee>,
    /// A draw above this is paid to the borrower's counterparty.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub entrusted_payment_above: Money,
    /// Overdue interest over the contract rate, in per cent of it.
    pub overdue_penalty_percent: u16,
    /// Interest on misused money over the contract rate, in per cent of it.
    pub misuse_penalty_percent: u16,
    /// What the money may be used for.
    pub purposes: Vec<Label>,
    /// What it must never be used for.
    pub prohibited_purposes: Vec<Label>,
    /// What a draw takes besides amount, term and purpose.
    #[serde(default, skip_serializing_if = "DrawConditions::is_none")]
    #[cfg(feature = "every-product")]
    pub draws: DrawConditions,
    /// The limit without and with the product's uplift.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg(feature = "every-product")]
    pub uplift: Option<crate::mortgage_uplift::UpliftShown>,
    /// Last day it can be signed.
    #[serde(with = "crate::date_text")]
    pub valid_until: NaiveDate,
}

impl Offer {
    /// # Errors
    /// [`TransitionRefused::OfferExpired`] after the last day.
    pub fn check_stands(&self, on: NaiveDate) -> Result<(), TransitionRefused> {
        if on > self.valid_until {
            return Err(TransitionRefused::OfferExpired { valid_until: self.valid_until });
        }
        Ok(())
    }
}

/// The four answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// As asked.
    Approve(Box<Offer>),
    /// Less than asked.
    CounterOffer(Box<Offer>),
    /// A person decides.
    Refer,
    /// Not now.
    Decline,
}

/// What was decided, why, and on what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decision {
    /// The answer.
    pub answer: Answer,
    /// Why; never empty unless approved as asked.
    pub reasons: Vec<Reason>,
    /// Where verified facts differ from what was declared.
    pub differences: Vec<Difference>,
    /// Figures that do not fit each other, their day or their unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg(feature = "every-product")]
    pub findings: Vec<crate::cross_check::Finding>,
    /// The score that chooses the limit, for products that have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg(feature = "every-product")]
    pub score: Option<crate::catalogue::ScoreShown>,
    /// Every rule as evaluated.
    pub trace: Vec<TraceEntry>,
    /// The facts it rests on.
    pub facts: Facts,
    /// Who decided, when a person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg(feature = "every-product")]
    pub by_person: Option<Box<crate::desk::ByPerson>>,
    /// Decided on this day.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// What it was computed from and to.
    pub digests: DecisionDigests,
}

/// The three digests that make a decision checkable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionDigests {
    /// Catalogue decided under.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub catalogue: Digest,
    /// Canonical bytes of the [`DecisionRequest`]: product, facts, need and day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub input: Digest,
    /// Canonical bytes of answer and reasons.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub output: Digest,
}

/// What a decision is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecisionRequest<'a> {
    /// Facts as declared.
    pub declared: &'a Facts,
    /// Amount, term and method wanted.
    pub need: &'a Need,
    /// The day of the decision.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// Product applied for.
    pub product_id: &'a str,
    /// Facts as verified; a declared value that nobody verified must not be in here.
    pub verified: &'a Facts,
}

/// Why no decision can be made at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecisionError {
    /// The catalogue has no such product.
    #[error("no product is called `{0}`")]
    UnknownProduct(String),
    /// The catalogue has no LPR.
    #[error("the catalogue lists no LPR")]
    NoLpr,
    /// The values cannot be hashed.
    #[error("the decision cannot be written canonically")]
    Canonical(#[source] CanonicalError),
}

/// Decides on verified facts. Deterministic: equal inputs give equal bytes.
///
/// A rule that fails declines or refers as the product says; a fact that is needed and missing
/// refers, and so do figures that do not fit each other or their day; a limit below what was asked makes a counter-offer. Declines outrank referrals.
///
/// # Errors
/// [`DecisionError`]: an unknown product, a catalogue without LPR, values without canonical form.
pub fn decide(
    catalogue: &Catalogue,
    request: &DecisionRequest<'_>,
) -> Result<Decision, DecisionError> {
    let product = catalogue
        .product(request.product_id)
        .ok_or_else(|| DecisionError::UnknownProduct(request.product_id.to_owned()))?;
    let lpr = catalogue.lpr_on(request.on).ok_or(DecisionError::NoLpr)?;
    let assessment = assess(product, request.verified, lpr);
    #[cfg(feature = "every-product")]
    let findings =
        crate::cross_check::findings(product, request.declared, request.verified, request.on);
    #[cfg(feature = "every-product")]
    let doubts = findings.iter().filter(|finding| finding.refers).map(doubt).collect();
    #[cfg(not(feature = "every-product"))]
    let doubts = Vec::new();
    let (answer, reasons) = answer(product, &assessment, request, doubts);
    #[cfg(feature = "every-product")]
    let answer =
        with_uplift(answer, || crate::mortgage_uplift::shown(product, request.verified, lpr));
    let digest = |result: Result<Digest, CanonicalError>| result.map_err(DecisionError::Canonical);
    let digests = DecisionDigests {
        catalogue: catalogue.digest(),
        input: digest(canonical::digest(request))?,
        output: digest(canonical::digest(&(&answer, &reasons)))?,
    };
    Ok(Decision {
        digests,
        answer,
        reasons,
        differences: Facts::differences(request.declared, request.verified),
        #[cfg(feature = "every-product")]
        findings,
        #[cfg(feature = "every-product")]
        score: product
            .limits
            .iter()
            .find_map(|limit| limit.score.as_ref())
            .map(|score| score.shown(request.verified)),
        trace: assessment.trace,
        facts: request.verified.clone(),
        #[cfg(feature = "every-product")]
        by_person: None,
        on: request.on,
    })
}

fn answer(
    product: &Product,
    assessment: &Assessment,
    request: &DecisionRequest<'_>,
    doubts: Vec<Reason>,
) -> (Answer, Vec<Reason>) {
    let mut declines: Vec<Reason> = reasons(assessment, RuleOutcome::Declined);
    if !product.segments.contains(&request.verified.segment) {
        declines.push(wrong_segment());
    }
    if !declines.is_empty() {
        return (Answer::Decline, declines);
    }
    let mut refers: Vec<Reason> = reasons(assessment, RuleOutcome::Referred);
    refers.extend(assessment.missing.iter().map(|metric| missing_fact(*metric)));
    refers.extend(doubts);
    if !refers.is_empty() {
        return (Answer::Refer, refers);
    }
    if !assessment.limit.is_positive() {
        return (Answer::Decline, vec![below_minimum(product, assessment)]);
    }
    let offer = Box::new(offer(product, assessment, request));
    if assessment.limit < request.need.amount {
        return (
            Answer::CounterOffer(offer),
            vec![below_wanted(product, assessment, request.need)],
        );
    }
    (Answer::Approve(offer), Vec::new())
}

/// The answer with both limits of an uplift on its offer.
#[cfg(feature = "every-product")]
fn with_uplift(
    answer: Answer,
    shown: impl FnOnce() -> Option<crate::mortgage_uplift::UpliftShown>,
) -> Answer {
    let on = |mut offer: Box<Offer>| {
        offer.uplift = shown();
        offer
    };
    match answer {
        Answer::Approve(offer) => Answer::Approve(on(offer)),
        Answer::CounterOffer(offer) => Answer::CounterOffer(on(offer)),
        other => other,
    }
}

/// The reason a finding gives for referring.
#[cfg(feature = "every-product")]
fn doubt(finding: &crate::cross_check::Finding) -> Reason {
    Reason { code: finding.code.clone(), text: finding.text.clone() }
}

/// The limit offered is what the business can have, not only what it asked for: unused limit
/// costs nothing.
pub(crate) fn offer(
    product: &Product,
    assessment: &Assessment,
    request: &DecisionRequest<'_>,
) -> Offer {
    let valid_until = request
        .on
        .checked_add_days(Days::new(u64::from(product.validity_days)))
        .unwrap_or(NaiveDate::MAX);
    Offer {
        product_id: product.id.clone(),
        product_version: product.version,
        product_name: product.name.clone(),
        limit: assessment.limit,
        price: assessment.price.clone(),
        facility_kind: product.facility.kind,
        facility_months: product.facility.months,
        terms_months: product.terms_months.clone(),
        methods: product.methods.clone(),
        example: Need {
            amount: request.need.amount.min(assessment.limit),
            term_months: product.nearest_term(request.need.term_months),
            method: Some(product.method_or_usual(request.need.method)),
        },
        seasonal_plan: product.seasonal_plan.clone(),
        fees: product.fees.clone(),
        entrusted_payment_above: product.entrusted_payment_above,
        overdue_penalty_percent: product.overdue_penalty_percent,
        misuse_penalty_percent: product.misuse_penalty_percent,
        purposes: product.purposes.clone(),
        prohibited_purposes: product.prohibited_purposes.clone(),
        #[cfg(feature = "every-product")]
        draws: DrawConditions::of(product),
        #[cfg(feature = "every-product")]
        uplift: None,
        valid_until,
    }
}

/// The reasons for entries with one outcome, in the order of the rules.
pub(crate) fn reasons(assessment: &Assessment, outcome: RuleOutcome) -> Vec<Reason> {
    assessment
        .trace
        .iter()
        .filter(|entry| entry.outcome == outcome)
        .map(|entry| {
            let sentence = |language: Language| {
                let observed = entry.observed.as_deref().and_then(|text| {
                    let unit = entry.require.metric.unit();
                    unit.parse(text).ok().map(|value| unit.say(value, language))
                });
                let mut out = match language {
                    Language::Zh => "要求".to_owned(),
                    Language::En => "Required: ".to_owned(),
                };
                out.push_str(&entry.require.say(language));
                if let Some(observed) = observed {
                    out.push_str(match language {
                        Language::Zh => "，目前为 ",
                        Language::En => "; now ",
                    });
                    out.push_str(&observed);
                }
                out.push_str(full_stop(language));
                out
            };
            Reason { code: entry.rule.clone(), text: in_both(sentence) }
        })
        .collect()
}

const fn full_stop(language: Language) -> &'static str {
    match language {
        Language::Zh => "。",
        Language::En => ".",
    }
}

fn in_both(sentence: impl Fn(Language) -> String) -> Label {
    Label { zh: sentence(Language::Zh), en: sentence(Language::En) }
}

fn missing_fact(metric: Metric) -> Reason {
    let sentence = |language: Language| match language {
        Language::Zh => {
            let mut out = "暂未取得".to_owned();
            out.push_str(metric.label(language));
            out.push_str("，需人工核实。");
            out
        }
        Language::En => {
            let mut out = "We could not obtain ".to_owned();
            out.push_str(metric.label(language));
            out.push_str("; a person will check it.");
            out
        }
    };
    Reason { code: "missing_fact".to_owned(), text: in_both(sentence) }
}

pub(crate) fn wrong_segment() -> Reason {
    Reason {
        code: "segment".to_owned(),
        text: Label {
            zh: "该产品不面向您所属的客群。".to_owned(),
            en: "This product is not for your kind of business.".to_owned(),
        },
    }
}

pub(crate) fn below_minimum(product: &Product, assessment: &Assessment) -> Reason {
    let reached = assessment.binding.first().map_or(Money::ZERO, |binding| binding.amount);
    let sentence = |language: Language| {
        let (reached, minimum) =
            (say_money(reached, language), say_money(product.facility.minimum, language));
        match language {
            Language::Zh => ["可测算额度", &reached, "，低于该产品起贷额", &minimum, "。"].concat(),
            Language::En => [
                "The limit comes to ",
                &reached,
                ", below the product's minimum of ",
                &minimum,
                ".",
            ]
            .concat(),
        }
    };
    Reason { code: "limit_below_minimum".to_owned(), text: in_both(sentence) }
}

pub(crate) fn below_wanted(product: &Product, assessment: &Assessment, need: &Need) -> Reason {
    let sentence = |language: Language| {
        let because = binding_label(product, assessment, language);
        let (wanted, limit) =
            (say_money(need.amount, language), say_money(assessment.limit, language));
        match language {
            Language::Zh => {
                ["申请", &wanted, "，可批", &limit, "，取决于：", because, "。"].concat()
            }
            Language::En => [
                "You asked for ",
                &wanted,
                "; we can offer ",
                &limit,
                ", decided by: ",
                because,
                ".",
            ]
            .concat(),
        }
    };
    Reason { code: "limit_below_wanted".to_owned(), text: in_both(sentence) }
}

fn binding_label<'a>(product: &'a Product, assessment: &Assessment, language: Language) -> &'a str {
    let candidate =
        assessment.binding.first().map_or("maximum", |binding| binding.candidate.as_str());
    product.limits.iter().find(|limit| limit.id == candidate).map_or(
        match language {
            Language::Zh => "产品最高额度",
            Language::En => "the product's maximum",
        },
        |limit| limit.label.text(language),
    )
}
