//! Rounding, rates, and the rules of limits and eligibility.

use rust_decimal::Decimal;
use serde_json::Value;
use shared::catalogue::{Condition, LimitCandidate, LprTenor, Op};
use shared::facts::{Facts, Metric, Segment, Source};
use shared::interest::interest;
use shared::rate::AnnualRate;
use shared::repricing::{Floating, Repricing, lpr_history};
use shared::rounding::Rounding;

use crate::reading::{Fields, Outcome, Vector, convention, fraction, money, near, rate, same};

const PERCENT: Decimal = Decimal::ONE_HUNDRED;

pub(crate) fn rounding(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let (balance, annual_rate) = (inputs.money("balance")?, inputs.percent("annual_rate_percent")?);
    let (top, bottom) = if inputs.has("days") {
        let day_count = convention(&inputs.text("day_count")?)?;
        (inputs.whole("days")?, day_count.denominator())
    } else {
        let period = inputs.text("period")?;
        let (top, bottom) = fraction(period.trim_end_matches("year").trim())?;
        (i64::from(top), i64::from(bottom))
    };
    let time = shared::day_count::YearFraction::new(top, bottom).ok_or("no such time")?;
    for name in vector.expected.0.keys() {
        let rounding = match name.as_str() {
            "half_up" => Rounding::HalfUp,
            "half_even" => Rounding::HalfEven,
            "up" => Rounding::Up,
            "down" => Rounding::Down,
            "exact" => {
                let product = inputs.decimal("balance")? * inputs.decimal("annual_rate_percent")?
                    / PERCENT
                    * Decimal::from(top);
                let published = vector.expected.text(name)?;
                let (over, under) = published.split_once('/').unwrap_or((&published, "1"));
                let (over, under) =
                    (crate::reading::decimal(over)?, crate::reading::decimal(under)?);
                near(name, product * under, over * Decimal::from(bottom), Decimal::ZERO)?;
                continue;
            }
            other => return Err(format!("expectation `{other}` is not known")),
        };
        let computed = interest(balance, annual_rate, time, rounding);
        same(name, &computed, &Some(vector.expected.money(name)?))?;
    }
    Ok(Outcome::Passed)
}

/// A rate scaled by an exact quotient, shown to six decimals.
fn shown(annual_rate: AnnualRate, times: i64, over: i64) -> Result<Decimal, String> {
    // A unit is 1e-10; six decimals are steps of 10,000 units.
    let steps = Rounding::HalfUp
        .div(i128::from(annual_rate.units()) * i128::from(times), i128::from(over) * 10_000)
        .ok_or("the rate cannot be shown")?;
    Ok(Decimal::from_i128_with_scale(steps, 6))
}

pub(crate) fn rate_conversion(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    if let Ok(function) = inputs.text("function") {
        let times = u32::try_from(inputs.whole("npery")?).map_err(|error| error.to_string())?;
        let computed = match function.as_str() {
            "NOMINAL" => shared::tvm::nominal(inputs.decimal("effect")?, times),
            "EFFECT" => shared::tvm::effective(inputs.decimal("nominal")?, times),
            other => return Err(format!("function `{other}` is not known")),
        };
        let computed = computed.map_err(|error| error.to_string())?;
        let allowed = crate::reading::tolerance(vector, "absolute")?;
        near(&function, computed, vector.expected.decimal("value")?, allowed)?;
        return Ok(Outcome::Passed);
    }
    let annual_rate = rate(inputs.decimal("annual_rate")?)?;
    let base = match inputs.text("to")?.as_str() {
        "day" => inputs.whole("base")?,
        "month" => 12,
        "quarter" => 4,
        "year" | "annual" => 1,
        other => return Err(format!("conversion to `{other}` is not known")),
    };
    near("rate", shown(annual_rate, 1, base)?, vector.expected.decimal("rate")?, Decimal::ZERO)?;
    Ok(Outcome::Passed)
}

pub(crate) fn lpr_pricing(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    if inputs.has("float_percent") {
        let annual_rate = rate(inputs.decimal("annual_rate")?)?;
        let floated = shown(annual_rate, 100 + inputs.whole("float_percent")?, 100)?;
        near("rate", floated, vector.expected.decimal("rate")?, Decimal::ZERO)?;
        return Ok(Outcome::Passed);
    }
    let index = inputs.percent("index_percent")?;
    let (name, computed) = if inputs.has("multiple") {
        let capped = inputs.decimal("index_percent")? * inputs.decimal("multiple")? / PERCENT;
        ("cap_percent", rate(capped)?)
    } else {
        ("rate_percent", priced(vector, index)?)
    };
    same(name, &computed, &vector.expected.percent(name)?)?;
    Ok(Outcome::Passed)
}

/// The rate of a loan drawn on the day of the LPR, which must be the one we know of that day.
fn priced(vector: &Vector, index: AnnualRate) -> Result<AnnualRate, String> {
    let inputs = &vector.inputs;
    let on = inputs.date("lpr_date")?;
    let tenor = match inputs.text("lpr_term")?.as_str() {
        "1Y" => LprTenor::OneYear,
        "5Y" => LprTenor::FiveYears,
        other => return Err(format!("term `{other}` is not known")),
    };
    let spread_bp = inputs.whole("margin_bp")?;
    let spread_bp = i32::try_from(spread_bp).map_err(|error| error.to_string())?;
    let repricing = Repricing::FirstOfYear;
    let (floor, cap, discounts) = (None, None, Vec::new());
    let floating = Floating { tenor, spread_bp, floor, cap, repricing, discounts };
    let fixings = floating.fixings(on, on, &lpr_history()).map_err(|error| error.to_string())?;
    let fixing = fixings.first().ok_or("nothing was fixed")?;
    same("index_percent", &fixing.lpr, &index)?;
    Ok(fixing.annual_rate)
}

/// One comparison of the product's rule language; amounts, growths and counts alike are
/// compared as whole base units.
fn holds(op: Op, threshold: Decimal, value: Decimal) -> Result<bool, String> {
    let units = |number: Decimal| {
        let scaled = (number * PERCENT).normalize();
        i64::try_from(scaled.mantissa())
            .ok()
            .filter(|_| scaled.scale() == 0)
            .ok_or_else(|| format!("{number} has more than two decimals"))
    };
    let condition = Condition { metric: Metric::AnnualSales, op, threshold: units(threshold)? };
    Ok(condition.holds(units(value)?))
}

fn number(fields: &Fields, name: &str) -> Result<Decimal, String> {
    match fields.value(name)? {
        Value::Bool(flag) => Ok(Decimal::from(u8::from(*flag))),
        _ => fields.decimal(name),
    }
}

/// A rule of entry: the name it fails under, the field, the comparison.
type Entry = (&'static str, &'static str, Op, Decimal);

fn entries(inputs: &Fields) -> Result<Vec<Entry>, String> {
    let whole = Decimal::from;
    if let Ok(rule) = inputs.object("rule") {
        return Ok(vec![
            (
                "first_invoice_months",
                "first_invoice_months",
                Op::Above,
                rule.decimal("first_invoice_months_min")?,
            ),
            ("max_gap_days", "max_gap_days", Op::AtMost, rule.decimal("max_gap_days")?),
            ("sales_12m", "sales_12m", Op::AtLeast, rule.decimal("min_12m_sales")?),
            ("growth_3m", "growth_3m", Op::AtLeast, rule.decimal("growth_3m_min")?),
            ("growth_6m", "growth_6m", Op::AtLeast, rule.decimal("growth_6m_min")?),
            ("growth_6m", "growth_6m", Op::AtMost, rule.decimal("growth_6m_max")?),
        ]);
    }
    if inputs.object("applicant")?.has("years") {
        return Ok(vec![
            ("years", "years", Op::AtLeast, whole(2)),
            ("tax_12m", "tax_12m", Op::AtLeast, whole(30_000)),
            ("payments_3m", "payments_3m", Op::AtLeast, whole(1)),
        ]);
    }
    // FINANCE.md 7.1, the 2025-07 vintage.
    Ok(vec![
        ("age", "age", Op::AtLeast, whole(18)),
        ("age", "age", Op::AtMost, whole(60)),
        ("months_in_business", "months_in_business", Op::AtLeast, whole(24)),
        ("tax_12m", "tax_12m", Op::AtLeast, whole(5_000)),
        ("tax_payments_6m", "tax_payments_6m", Op::AtLeast, whole(1)),
        ("inquiries", "inquiries_1m", Op::AtMost, whole(4)),
        ("inquiries", "inquiries_6m", Op::AtMost, whole(6)),
        ("inquiries", "inquiries_12m", Op::AtMost, whole(12)),
        ("debt_total", "debt_total", Op::AtMost, whole(5_000_000)),
        ("nonbank_loans", "nonbank_loans", Op::AtMost, whole(2)),
        ("nonbank_balance", "nonbank_balance", Op::AtMost, whole(200_000)),
        ("current_overdue", "current_overdue", Op::Is, whole(0)),
        ("ones_24m", "ones_24m", Op::AtMost, whole(6)),
        ("twos_24m", "twos_24m", Op::AtMost, whole(0)),
        ("fours_36m", "fours_36m", Op::AtMost, whole(0)),
    ])
}

pub(crate) fn eligibility(vector: &Vector) -> Result<Outcome, String> {
    let applicant = vector.inputs.object("applicant")?;
    let mut failed: Vec<&str> = Vec::new();
    for (name, field, op, threshold) in entries(&vector.inputs)? {
        if !holds(op, threshold, number(&applicant, field)?)? && !failed.contains(&name) {
            failed.push(name);
        }
    }
    for (field, grades) in [("grade", &["A", "B"][..]), ("tax_grade", &["A", "B", "M"][..])] {
        if let Ok(grade) = applicant.text(field)
            && !grades.contains(&grade.as_str())
        {
            failed.push(field);
        }
    }
    let eligible = vector.expected.value("eligible")?.as_bool();
    same("eligible", &Some(failed.is_empty()), &eligible)?;
    if vector.expected.has("failed") {
        let expected: Vec<&str> =
            vector.expected.list("failed")?.iter().filter_map(Value::as_str).collect();
        same("failed", &failed, &expected)?;
    }
    Ok(Outcome::Passed)
}

/// `amount` times an exact multiple, as a product's limit candidate computes it.
fn times(amount: Decimal, multiple: Decimal) -> Result<Decimal, String> {
    let on = crate::reading::date("2026-01-01")?;
    let mut facts = Facts::new(Segment::MicroEnterprise);
    facts
        .set(Metric::AnnualSales, money(amount)?.fen(), Source::Tax, on)
        .map_err(|error| error.to_string())?;
    let candidate: LimitCandidate = serde_json::from_value(serde_json::json!({
        "id": "vector",
        "label": {"zh": "额度", "en": "limit"},
        "parts": [{"metric": "annual_sales", "times": multiple.normalize().to_string()}],
        "source": "vector",
    }))
    .map_err(|error| error.to_string())?;
    let limit = candidate.amount(&facts).map_err(|metric| format!("{metric:?} is missing"))?;
    Ok(Decimal::new(limit.fen(), 2))
}

pub(crate) fn limit(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    for name in vector.expected.0.keys() {
        let computed = match name.as_str() {
            "limit_low" => times(inputs.decimal("avg_tax")?, inputs.decimal("low_multiple")?)?,
            "limit_high" => times(inputs.decimal("avg_tax")?, inputs.decimal("high_multiple")?)?,
            "limit" => limit_amount(inputs)?,
            "debt_factor" => {
                Decimal::ONE - inputs.decimal("existing_debt")? / inputs.decimal("annual_flow")?
            }
            "max_instalment" => inputs.decimal("monthly_flow")? / inputs.decimal("coverage")?,
            other => return Err(format!("expectation `{other}` is not known")),
        };
        near(name, computed, vector.expected.decimal(name)?, Decimal::ZERO)?;
    }
    Ok(Outcome::Passed)
}

fn limit_amount(inputs: &Fields) -> Result<Decimal, String> {
    if inputs.has("avg_monthly_flow") {
        let factor = inputs.decimal("industry_factor")?
            * inputs.decimal("stability_factor")?
            * inputs.decimal("debt_factor")?;
        return times(inputs.decimal("avg_monthly_flow")?, factor);
    }
    if inputs.has("tax_year_1") {
        let two_years = inputs.decimal("tax_year_1")? + inputs.decimal("tax_year_2")?;
        let limit = times(two_years, inputs.decimal("multiple")? / Decimal::TWO)?;
        return Ok(inputs.decimal("product_cap").map_or(limit, |cap| limit.min(cap)));
    }
    // FINANCE.md 7.1, personal tax loan: caps of 100, 80 and 30 万 by grade.
    let cap = match inputs.text("grade")?.as_str() {
        "A" => 100,
        "B" => 80,
        "C" => 30,
        other => return Err(format!("grade `{other}` has no cap")),
    };
    Ok(inputs.decimal("requested")?.min(Decimal::from(cap)))
}

/// FINANCE.md 7.4: need, the borrower's part, the bank's part of projected turnover.
pub(crate) fn working_capital(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let turnover = inputs.decimal("projected_turnover")?;
    let need = times(turnover, inputs.decimal("need_percent")? / PERCENT)?;
    let own = times(turnover, inputs.decimal("own_percent")? / PERCENT)?;
    for name in vector.expected.0.keys() {
        let computed = match name.as_str() {
            "need" => need,
            "own" => own,
            "bank_limit" => need - own,
            other => return Err(format!("expectation `{other}` is not known")),
        };
        same(name, &money(computed)?, &vector.expected.money(name)?)?;
    }
    Ok(Outcome::Passed)
}
