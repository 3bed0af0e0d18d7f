//! Annualised costs and internal rates of return.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;
use shared::annualised::{AnnualisedMethod, DatedFlow, Flow, annualise};
use shared::annualised::{
    SolverError, UnitFlow, YearFlow, all_rates, dated_rate, periodic_rate, rate_in_years,
    unit_period_rate,
};
use shared::day_count::DayCount;

use crate::reading::{
    Fields, Outcome, Vector, convention, date, decimal, float, fraction, money, near, rounded,
    text_of, tolerance,
};

const PERCENT: Decimal = Decimal::ONE_HUNDRED;

fn exact(value: f64) -> Result<Decimal, String> {
    Decimal::from_f64(value).ok_or_else(|| format!("{value} is no number"))
}

fn refused(error: &SolverError) -> String {
    error.to_string()
}

pub(crate) fn chinese(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let periods = i32::try_from(inputs.whole("periods")?).map_err(|error| error.to_string())?;
    let received = inputs.decimal("principal")? - inputs.decimal_or_zero("upfront_fee")?;
    let start = date("2026-01-15")?;
    let mut flows = vec![Flow { on: start, amount: money(received)? }];
    let paid = money(-inputs.decimal("payment")?)?;
    for month in 1..=periods {
        let on = shared::calendar::add_months(start, month).ok_or("no such date")?;
        flows.push(Flow { on, amount: paid });
    }
    let amounts: Vec<f64> = flows.iter().map(|flow| float(flow.amount.fen().into())).collect();
    let rate = |method| {
        let annualised = annualise(&flows, method).map_err(|error| error.to_string())?;
        decimal(&annualised.annual_rate.percent_text())
    };
    for name in vector.expected.0.keys() {
        let expected = vector.expected.decimal(name)?;
        let computed = match name.as_str() {
            "irr_per_period" => {
                let rate = exact(periodic_rate(&amounts).map_err(|error| refused(&error))?)?;
                near(name, rate, expected, Decimal::new(1, 12))?;
                continue;
            }
            "annual_simple_percent" => rate(AnnualisedMethod::Simple)?,
            "annual_compound_percent" => rate(AnnualisedMethod::Irr)?,
            "flat_annual_percent" => {
                inputs.decimal("flat_fee_per_period")? * Decimal::from(12) * PERCENT
            }
            other => return Err(format!("expectation `{other}` is not known")),
        };
        near(name, rounded(computed, expected.scale()), expected, Decimal::ZERO)?;
    }
    Ok(Outcome::Passed)
}

fn unit_flows(stream: &Fields, sign: Decimal) -> Result<Vec<UnitFlow>, String> {
    let amount = float(stream.decimal("amount")? * sign);
    let first = u32::try_from(stream.whole("first_unit_period")?).map_err(|e| e.to_string())?;
    let (top, bottom) = fraction(&stream.text_or("odd_fraction", "0"))?;
    let odd = f64::from(top) / f64::from(bottom);
    let count = u32::try_from(stream.whole("count").unwrap_or(1)).map_err(|e| e.to_string())?;
    Ok((0..count).map(|k| UnitFlow { periods: first + k, odd, amount }).collect())
}

pub(crate) fn american(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let mut flows = Vec::new();
    for stream in inputs.objects("advances")? {
        flows.extend(unit_flows(&stream, Decimal::ONE)?);
    }
    for stream in inputs.objects("payments")? {
        flows.extend(unit_flows(&stream, Decimal::NEGATIVE_ONE)?);
    }
    let rate = unit_period_rate(&flows).map_err(|error| refused(&error))?;
    let apr = exact(rate)? * inputs.decimal("unit_periods_per_year")? * PERCENT;
    for name in vector.expected.0.keys() {
        let expected = vector.expected.decimal(name)?;
        if !name.starts_with("apr_percent") {
            return Err(format!("expectation `{name}` is not known"));
        }
        near(name, rounded(apr, expected.scale()), expected, Decimal::ZERO)?;
    }
    Ok(Outcome::Passed)
}

fn year_flows(stream: &Fields, sign: Decimal, days: (u32, u32)) -> Result<Vec<YearFlow>, String> {
    let amounts: Vec<Decimal> = if stream.has("list") {
        stream
            .list("list")?
            .iter()
            .map(|value| decimal(&text_of(value).unwrap_or_default()))
            .collect::<Result<_, _>>()?
    } else {
        let count =
            usize::try_from(stream.whole("count").unwrap_or(1)).map_err(|e| e.to_string())?;
        vec![stream.decimal("amount")?; count]
    };
    let (mut top, mut bottom, step) = if stream.has("days") {
        let day = u32::try_from(stream.whole("days")?).map_err(|error| error.to_string())?;
        (day * days.0, days.1, (0, 1))
    } else {
        let (top, bottom) = fraction(&stream.text_or("first_t", "0"))?;
        (top, bottom, fraction(&stream.text_or("step_t", "0"))?)
    };
    let mut flows = Vec::with_capacity(amounts.len());
    for amount in amounts {
        flows.push(YearFlow { numerator: top, denominator: bottom, amount: float(amount * sign) });
        // top/bottom + step, over the product of the denominators, reduced.
        let sum = (top * step.1 + step.0 * bottom, bottom * step.1);
        let common = common_divisor(sum.0, sum.1);
        (top, bottom) = (sum.0 / common, sum.1 / common);
    }
    Ok(flows)
}

fn common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a.max(1) } else { common_divisor(b, a % b) }
}

pub(crate) fn european(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    // A day is 4/1461 of a year of 365.25 days.
    let days = match inputs.text_or("time_unit", "years").as_str() {
        unit if unit.contains("365.25") => (4, 1461),
        unit if unit.contains("days / 365") => (1, 365),
        unit if unit.contains("days / 366") => (1, 366),
        unit if unit.starts_with("years") => (1, 365),
        other => return Err(format!("time unit `{other}` is not known")),
    };
    let mut flows = Vec::new();
    for stream in inputs.objects("advances")? {
        flows.extend(year_flows(&stream, Decimal::ONE, days)?);
    }
    for stream in inputs.objects("payments")? {
        flows.extend(year_flows(&stream, Decimal::NEGATIVE_ONE, days)?);
    }
    let aprc = exact(rate_in_years(&flows).map_err(|error| refused(&error))?)? * PERCENT;
    for name in vector.expected.0.keys() {
        let expected = vector.expected.decimal(name)?;
        if !name.starts_with("aprc_percent") {
            return Err(format!("expectation `{name}` is not known"));
        }
        let allowed = tolerance(vector, name)?;
        let computed = if allowed.is_zero() { rounded(aprc, expected.scale()) } else { aprc };
        near(name, computed, expected, allowed)?;
    }
    Ok(Outcome::Passed)
}

/// Of several rates the one spreadsheets show: the smallest above zero, or else the one
/// nearest to zero.
fn conventional(rates: &[f64]) -> Option<f64> {
    let smallest = rates.iter().filter(|rate| **rate > 0.0).min_by(|a, b| a.total_cmp(b));
    smallest.or_else(|| rates.iter().min_by(|a, b| a.abs().total_cmp(&b.abs()))).copied()
}

pub(crate) fn periodic(vector: &Vector) -> Result<Outcome, String> {
    let flows: Vec<f64> = vector
        .inputs
        .list("flows")?
        .iter()
        .map(|value| decimal(&text_of(value).unwrap_or_default()).map(float))
        .collect::<Result<_, _>>()?;
    let units: Vec<UnitFlow> = flows
        .iter()
        .zip(0_u32..)
        .map(|(amount, periods)| UnitFlow { periods, odd: 0.0, amount: *amount })
        .collect();
    let every = all_rates(&units);
    expect_rate(vector, "irr", periodic_rate(&flows), every)
}

/// A single rate must be the published one; of several, the solver must say so, find the
/// published one among them and, where that is asserted, prefer it by the spreadsheets'
/// convention.
fn expect_rate(
    vector: &Vector,
    name: &str,
    single: Result<f64, SolverError>,
    every: Result<Vec<f64>, SolverError>,
) -> Result<Outcome, String> {
    let allowed = tolerance(vector, name)?;
    let published = vector.expected.decimal(name).ok();
    match (single, published) {
        (Ok(rate), Some(published)) => near(name, exact(rate)?, published, allowed)?,
        (Ok(rate), None) => among_all(vector, rate)?,
        (Err(SolverError::SeveralRates { .. }), Some(published)) => {
            let every = every.map_err(|error| refused(&error))?;
            if vector.document_only {
                let found = every
                    .iter()
                    .any(|rate| exact(*rate).is_ok_and(|rate| (rate - published).abs() <= allowed));
                if !found {
                    return Err(format!("{published} is not among {every:?}"));
                }
            } else {
                let chosen = conventional(&every).ok_or("no rate was found")?;
                near(name, exact(chosen)?, published, allowed)?;
            }
        }
        // A typed refusal is the right answer where the flows are only documented.
        (Err(_), _) if vector.document_only => {}
        (Err(error), _) => return Err(refused(&error)),
    }
    Ok(Outcome::Passed)
}

/// Without a published answer the rate found must at least be a true root.
fn among_all(vector: &Vector, rate: f64) -> Result<(), String> {
    let rate = exact(rate)?;
    for root in vector.expected.list("all_roots")? {
        let root = decimal(&text_of(root).unwrap_or_default())?;
        if (root - rate).abs() < Decimal::new(1, 8) {
            return Ok(());
        }
    }
    Err(format!("{rate} is none of the true rates"))
}

pub(crate) fn dated(vector: &Vector) -> Result<Outcome, String> {
    let mut flows = Vec::new();
    for pair in vector.inputs.list("flows")? {
        let part = |index: usize| pair.get(index).and_then(text_of).unwrap_or_default();
        flows.push((date(&part(0))?, float(decimal(&part(1))?)));
    }
    flows.sort_by_key(|(on, _)| *on);
    let origin = flows.first().map(|(on, _)| *on).ok_or("no flows")?;
    let day_count = convention(&vector.inputs.text_or("day_count", "ACT/365F"))?;
    let single = if day_count == DayCount::Act365Fixed {
        let days: Vec<DatedFlow> = flows
            .iter()
            .map(|(on, amount)| {
                let day = i32::try_from(shared::day_count::actual_days(origin, *on));
                Ok(DatedFlow { day: day.map_err(|e| e.to_string())?, amount: *amount })
            })
            .collect::<Result<_, String>>()?;
        dated_rate(&days, 365)
    } else {
        let years: Vec<YearFlow> = flows
            .iter()
            .map(|(on, amount)| {
                let time = day_count.fraction(origin, *on);
                let top = u32::try_from(time.numerator()).map_err(|e| e.to_string())?;
                let bottom = u32::try_from(time.denominator()).map_err(|e| e.to_string())?;
                Ok(YearFlow { numerator: top, denominator: bottom, amount: *amount })
            })
            .collect::<Result<_, String>>()?;
        rate_in_years(&years)
    };
    // Where several daily rates exist only documented flows are given: the refusal stands.
    let every = Err(SolverError::NoRate);
    match single {
        Err(SolverError::SeveralRates { .. }) if vector.document_only => Ok(Outcome::Passed),
        single => expect_rate(vector, "xirr", single, every),
    }
}
