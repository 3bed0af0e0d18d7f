//! Figures held against each other: declared, tax, invoice and flow figures within tolerances, figures
//! that contradict each other, units mixed up, data too old or of the future.
//!
//! A finding never changes a figure. It is shown to borrower and staff alike, and one that
//! [refers](Finding::refers) hands the case to a person.

use crate::catalogue::{CrossCheck, LimitCandidate, OnMismatch, Product};
use crate::facts::{Datum, Facts, Metric, Source, Unit};
use crate::language::{Label, Language};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Two figures about the same thing differ by more than the product tolerates.
    Mismatch,
    /// One figure is some ten thousand times the other: 元 and 万元 mixed up.
    UnitSlip,
    /// Two figures that cannot both be true.
    Contradiction,
    /// A datum older than its source's figures may be.
    Stale,
    /// A datum of a day that has not come.
    Future,
    /// One thing listed more than once, and counted once.
    Duplicate,
    /// A figure of an imported file that nobody outside has confirmed.
    Unconfirmed,
}

/// One thing that does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// Id of the cross-check, or one of `unit_slip`, `contradiction`, `stale_fact`, `future_fact`,
    /// `duplicate_invoices`, `import_against_record`, `import_unconfirmed`.
    pub code: String,
    /// What is wrong.
    pub kind: FindingKind,
    /// The figure.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub metric: Metric,
    /// The figure it does not fit, where there is another.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub against: Option<Metric>,
    /// Whether a person must look before anything is approved.
    pub refers: bool,
    /// The sentence borrower and staff read.
    pub text: Label,
}

/// `(smaller, larger)`: the first can never exceed the second.
///
/// # Source
/// What the words mean: a part is not more than the whole, a year not longer than two.
const NEVER_MORE: [(Metric, Metric); 8] = [
    (Metric::TaxPaid12Months, Metric::TaxPaid24Months),
    (Metric::TaxPaid12Months, Metric::AnnualSales),
    (Metric::VatPaid12Months, Metric::InvoicedSales12Months),
    (Metric::MonthsSinceTaxRegistration, Metric::MonthsInBusiness),
    (Metric::MonthsInvoicing, Metric::MonthsInBusiness),
    (Metric::SeriousOverdues24Months, Metric::Overdues24Months),
    (Metric::CreditQueries1Month, Metric::CreditQueries6Months),
    (Metric::OrdersPrepaid, Metric::ConfirmedOrders),
];

/// The least and the most that a mix-up of 元 and 万元 multiplies by: 10,000, give or take half.
const SLIP: (i64, i64) = (5_000, 20_000);

/// Per cent by which a figure of an imported file may differ from the record it is a copy of.
///
/// # Source
/// Ours: the file may end some days earlier (未核实).
const IMPORT_TOLERANCE: u64 = 10;

/// Everything that does not fit before a decision, in a fixed order: days, contradictions, things
/// listed twice, what the borrower said against what is known, then the product's own cross-checks.
/// Only figures the product depends on are looked at.
pub fn findings(
    product: &Product,
    declared: &Facts,
    verified: &Facts,
    on: NaiveDate,
) -> Vec<Finding> {
    let mut found: Vec<Finding> = verified
        .iter()
        .filter(|(metric, _)| depends_on(product, *metric))
        .filter_map(|(metric, datum)| out_of_date(metric, datum, on))
        .collect();
    let both =
        |(one, other): &&(Metric, Metric)| depends_on(product, *one) && depends_on(product, *other);
    found.extend(NEVER_MORE.iter().filter(both).filter_map(|pair| contradiction(verified, *pair)));
    found.extend(duplicates(product, verified));
    let said = declared
        .iter()
        .filter(|(metric, said)| said.source != Source::Imported || depends_on(product, *metric));
    found.extend(said.filter_map(|(metric, said)| own_word(metric, said, verified.datum(metric))));
    found.extend(product.cross_checks.iter().filter_map(|check| mismatch(check, verified)));
    found
}

/// What to ask the person about before anything is verified: answers that contradict each other, or
/// that would fit if one of them were in 万元.
pub fn questions(declared: &Facts) -> Vec<Finding> {
    NEVER_MORE.iter().filter_map(|pair| contradiction(declared, *pair)).collect()
}

/// Whether a rule, a limit or a cross-check of the product reads `metric`.
fn depends_on(product: &Product, metric: Metric) -> bool {
    product.rules.iter().any(|rule| rule.require.metric == metric)
        || product.limits.iter().flat_map(LimitCandidate::metrics).any(|read| read == metric)
        || product
            .cross_checks
            .iter()
            .any(|check| check.metric == metric || check.against == metric)
}

fn is_slip(one: i64, other: i64) -> bool {
    let (small, large) = (one.min(other), one.max(other));
    small > 0 && large >= small.saturating_mul(SLIP.0) && large <= small.saturating_mul(SLIP.1)
}

fn out_of_date(metric: Metric, datum: Datum, on: NaiveDate) -> Option<Finding> {
    let age = on.signed_duration_since(datum.as_of).num_days();
    let day = crate::date_text::format(datum.as_of);
    let name = |language| metric.label(language);
    if age < 0 {
        let zh = [name(Language::Zh), "的日期是", &day, "，晚于今天，请核对。"].concat();
        let en = [name(Language::En), " is dated ", &day, ", which has not come; please check."];
        let text = Label { zh, en: en.concat() };
        return Some(finding("future_fact", FindingKind::Future, (metric, None), true, text));
    }
    let fresh = i64::from(datum.source.fresh_days()?);
    (age > fresh).then(|| {
        let days = fresh.to_string();
        let zh = [name(Language::Zh), "是", &day, "的数据，已超过", &days, "天，需重新查询。"];
        let en = [
            name(Language::En),
            " is of ",
            &day,
            ", more than ",
            &days,
            " days ago; it must be asked for again.",
        ];
        let text = Label { zh: zh.concat(), en: en.concat() };
        finding("stale_fact", FindingKind::Stale, (metric, None), true, text)
    })
}

fn contradiction(facts: &Facts, (smaller, larger): (Metric, Metric)) -> Option<Finding> {
    let (small, large) = (facts.value(smaller)?, facts.value(larger)?);
    if small <= large {
        return None;
    }
    // Sales of "190" beside taxes of 62,000 yuan: in 万元 both make sense.
    let in_wan = large.saturating_mul(10_000);
    if smaller.unit() == Unit::Money
        && large > 0
        && small <= in_wan.div_euclid(3)
        && small > large.saturating_mul(3)
    {
        return Some(slip(larger, large, smaller, small));
    }
    let sentence = |language: Language| {
        let (one, other) = (said(smaller, small, language), said(larger, large, language));
        match language {
            Language::Zh => [&one, "高于", &other, "，两者不可能同时成立，请核对。"].concat(),
            Language::En => {
                [&one, " is more than ", &other, "; both cannot be true, please check."].concat()
            }
        }
    };
    let text = Label { zh: sentence(Language::Zh), en: sentence(Language::En) };
    Some(finding("contradiction", FindingKind::Contradiction, (smaller, Some(larger)), true, text))
}

/// What the borrower said, typed or in a file, held against what is known.
fn own_word(metric: Metric, said: Datum, known: Option<Datum>) -> Option<Finding> {
    let is_file = said.source == Source::Imported;
    let Some(known) = known.filter(|known| !known.source.is_own_word()) else {
        return is_file.then(|| unconfirmed(metric, said.value));
    };
    if metric.unit() == Unit::Money && is_slip(said.value, known.value) {
        return Some(slip(metric, said.value, metric, known.value));
    }
    let apart = said.value.abs_diff(known.value);
    let tolerated = known.value.unsigned_abs().saturating_mul(IMPORT_TOLERANCE) / 100;
    (is_file && metric.unit() == Unit::Money && apart > tolerated)
        .then(|| other_than_imported(metric, said.value, known))
}

fn unconfirmed(metric: Metric, value: i64) -> Finding {
    let figure = |language| said(metric, value, language);
    let zh = [&figure(Language::Zh), "，来自您导入的文件，尚无机构证实，不作为审批依据。"];
    let en = [
        &figure(Language::En),
        " is from the file you imported; nobody has confirmed it, so no decision rests on it.",
    ];
    let text = Label { zh: zh.concat(), en: en.concat() };
    finding("import_unconfirmed", FindingKind::Unconfirmed, (metric, None), false, text)
}

fn other_than_imported(metric: Metric, value: i64, known: Datum) -> Finding {
    let sentence = |language: Language| {
        let (file, record) =
            (said(metric, value, language), metric.unit().say(known.value, language));
        let source = known.source.label(language);
        match language {
            Language::Zh => {
                ["导入的文件中", &file, "，", source, "为", &record, "，请核对。"].concat()
            }
            Language::En => [
                &file,
                " in the file you imported, ",
                &record,
                " according to ",
                source,
                "; please check.",
            ]
            .concat(),
        }
    };
    let text = Label { zh: sentence(Language::Zh), en: sentence(Language::En) };
    finding("import_against_record", FindingKind::Mismatch, (metric, None), true, text)
}

/// Invoices the platform listed more than once, when the product looks at invoices.
fn duplicates(product: &Product, verified: &Facts) -> Option<Finding> {
    let looks =
        |metric: &&Metric| metric.verifier() == Source::Invoices && depends_on(product, **metric);
    let metric = Metric::ALL.iter().find(looks)?;
    let times = verified.value(Metric::DuplicateInvoices).filter(|times| *times > 0)?;
    let count = times.to_string();
    let zh = ["发票平台重复列出", &count, "张发票，每张只计一次，请核对。"].concat();
    let en = [
        "The invoice platform listed ",
        &count,
        if times == 1 { " invoice" } else { " invoices" },
        " more than once; each was counted once, please check.",
    ];
    let pair = (Metric::DuplicateInvoices, Some(*metric));
    let text = Label { zh, en: en.concat() };
    Some(finding("duplicate_invoices", FindingKind::Duplicate, pair, true, text))
}

fn slip(metric: Metric, value: i64, against: Metric, other: i64) -> Finding {
    let sentence = |language: Language| {
        let one = said(metric, value, language);
        let unit = against.unit().say(other, language);
        let other = if against == metric { unit } else { said(against, other, language) };
        match language {
            Language::Zh => {
                [&one, "与", &other, "相差约一万倍：单位是元还是万元？请核对。"].concat()
            }
            Language::En => [
                &one,
                " and ",
                &other,
                " differ some ten thousand times: is the unit yuan or ten thousand yuan?",
            ]
            .concat(),
        }
    };
    let text = Label { zh: sentence(Language::Zh), en: sentence(Language::En) };
    finding("unit_slip", FindingKind::UnitSlip, (metric, Some(against)), true, text)
}

fn mismatch(check: &CrossCheck, verified: &Facts) -> Option<Finding> {
    let (one, other) = (verified.value(check.metric)?, verified.value(check.against)?);
    if is_slip(one, other) {
        return Some(slip(check.metric, one, check.against, other));
    }
    let share = i128::from(one).saturating_mul(100);
    let bound = |percent: u32| i128::from(other).saturating_mul(i128::from(percent));
    if share >= bound(check.at_least_percent) && share <= bound(check.at_most_percent) {
        return None;
    }
    let sentence = |language: Language| {
        let (one, other) =
            (said(check.metric, one, language), said(check.against, other, language));
        let (least, most) = (check.at_least_percent.to_string(), check.at_most_percent.to_string());
        match language {
            Language::Zh => {
                [&one, "，", &other, "，应为后者的", &least, "%至", &most, "%。"].concat()
            }
            Language::En => [
                &one,
                " beside ",
                &other,
                ": expected between ",
                &least,
                "% and ",
                &most,
                "% of the latter.",
            ]
            .concat(),
        }
    };
    let text = Label { zh: sentence(Language::Zh), en: sentence(Language::En) };
    let pair = (check.metric, Some(check.against));
    let refers = check.otherwise == OnMismatch::Refer;
    Some(finding(&check.id, FindingKind::Mismatch, pair, refers, text))
}

/// A figure with its name: `近12个月销售额120万元`.
fn said(metric: Metric, value: i64, language: Language) -> String {
    let gap = language.pick("", " of ");
    [metric.label(language), gap, &metric.unit().say(value, language)].concat()
}

fn finding(
    code: &str,
    kind: FindingKind,
    (metric, against): (Metric, Option<Metric>),
    refers: bool,
    text: Label,
) -> Finding {
    Finding { code: code.to_owned(), kind, metric, against, refers, text }
}
