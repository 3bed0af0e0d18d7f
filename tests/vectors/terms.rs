//! From a vector's inputs to the engine's terms.

use chrono::{Datelike as _, Days, NaiveDate};
use rust_decimal::Decimal;
use shared::calendar::{BusinessDayConvention, Calendar, add_months};
use shared::day_count::DayCount;
use shared::money::Money;
use shared::rate::AnnualRate;
use shared::rounding::Rounding;
use shared::schedule::{
    Compatibility, Departure, FirstStub, Frequency, Grace, GraceKind, Graduation, Instalment,
    InstalmentRule, MissingDay, PeriodInterest, RateChange, RepaymentMethod, Schedule, SolvedOn,
    TermMonths, Terms,
};

use crate::reading::{Fields, Vector, convention, date, fraction, money, rate, rounded};

/// Unrounded figures are computed with a millionth of a fen as the unit of money: the same
/// engine, rounding so far below what is printed that it cannot show.
const FINE: i64 = 1_000_000;

/// A schedule and how its amounts are to be read.
pub(crate) struct Laid {
    pub(crate) schedule: Schedule,
    scale: i64,
}

impl Laid {
    /// An amount in yuan, with all the precision there is.
    pub(crate) fn yuan(&self, amount: Money) -> Decimal {
        Decimal::from(amount.fen()) / Decimal::from(self.scale) / Decimal::ONE_HUNDRED
    }

    pub(crate) fn row(&self, number: usize) -> Result<&Instalment, String> {
        let row = number.checked_sub(1).and_then(|index| self.schedule.instalments.get(index));
        row.ok_or_else(|| format!("there is no instalment {number}"))
    }
}

pub(crate) fn lay_out(vector: &Vector, unrounded: bool) -> Result<Laid, String> {
    lay_out_departing(vector, unrounded, &Departure::default())
}

pub(crate) fn lay_out_departing(
    vector: &Vector,
    unrounded: bool,
    departure: &Departure,
) -> Result<Laid, String> {
    let scale = if unrounded { FINE } else { 1 };
    let terms = scaled(&terms(vector)?, scale)?;
    let schedule = Schedule::build_departing(&terms, departure, &Calendar::every_day())
        .map_err(|error| error.to_string())?;
    Ok(Laid { schedule, scale })
}

fn scaled(terms: &Terms, scale: i64) -> Result<Terms, String> {
    let fine = |amount: Money| amount.checked_mul(scale).ok_or("the amount is too large");
    Ok(Terms {
        principal: fine(terms.principal)?,
        instalment: terms.instalment.map(fine).transpose()?,
        ..terms.clone()
    })
}

/// The contract rate; an effective one as the nominal rate of twelve compoundings.
pub(crate) fn annual_rate(percent: Decimal, inputs: &Fields) -> Result<AnnualRate, String> {
    let fraction = percent / Decimal::ONE_HUNDRED;
    match inputs.text_or("rate_basis", "nominal").as_str() {
        "nominal" => rate(fraction),
        "effective" => rate(shared::tvm::nominal(fraction, 12).map_err(|error| error.to_string())?),
        other => Err(format!("rate basis `{other}` is not known")),
    }
}

pub(crate) fn terms(vector: &Vector) -> Result<Terms, String> {
    let inputs = &vector.inputs;
    let periods = match inputs.whole("periods") {
        Ok(periods) => u16::try_from(periods).map_err(|error| error.to_string())?,
        // A fixed instalment ends the loan by itself.
        Err(_) if inputs.has("fixed_instalment") => 1_000,
        Err(error) => return Err(error),
    };
    let (start, first_due, stub_count) = first_period(inputs)?;
    let day_count = inputs.text_or("day_count", "");
    let frequency = frequency(inputs)?;
    let by_period = by_period(&day_count, frequency);
    let days = day_count.split(';').next().unwrap_or_default().trim();
    let days = days.split(" for interest").next().unwrap_or_default();
    let mut terms = Terms {
        frequency,
        instalment_count: Some(periods),
        day_count: match (stub_count, days) {
            (Some(stub_count), _) => stub_count,
            (None, "") => DayCount::Act360,
            (None, days) => convention(days)?,
        },
        period_interest: if by_period { PeriodInterest::ByPeriod } else { PeriodInterest::ByDays },
        rounding: rounding(inputs),
        business_day: BusinessDayConvention::Unadjusted,
        first_due,
        instalment: fixed_instalment(inputs)?,
        compatibility: compatibility(vector)?,
        ..Terms::new(
            money(inputs.decimal("principal")?)?,
            contract_rate(inputs)?,
            start,
            TermMonths::new(1).map_err(|error| error.to_string())?,
            method(vector),
        )
    };
    terms.grace = grace(vector, periods)?;
    terms.rate_changes = rate_changes(inputs, &terms)?;
    Ok(terms)
}

fn fixed_instalment(inputs: &Fields) -> Result<Option<Money>, String> {
    if inputs.has("fixed_instalment") {
        inputs.money("fixed_instalment").map(Some)
    } else {
        Ok(None)
    }
}

fn contract_rate(inputs: &Fields) -> Result<AnnualRate, String> {
    if inputs.has("flat_rate_per_period") {
        return rate(inputs.decimal("flat_rate_per_period")? * Decimal::from(12));
    }
    if inputs.has("flat_annual_rate_percent") {
        return inputs.percent("flat_annual_rate_percent");
    }
    if let Ok(rates) = inputs.objects("rates")
        && let Some(first) = rates.first()
    {
        return annual_rate(first.decimal("annual_percent")?, inputs);
    }
    if let Ok(segments) = inputs.objects("rate_segments")
        && let Some(first) = segments.first()
    {
        return annual_rate(first.decimal("annual_rate_percent")?, inputs);
    }
    annual_rate(inputs.decimal("annual_rate_percent")?, inputs)
}

fn method(vector: &Vector) -> RepaymentMethod {
    let inputs = &vector.inputs;
    let equal_principal = [inputs.text_or("after_grace", ""), vector.title.clone()]
        .iter()
        .any(|said| said.contains("equal principal"));
    match vector.kind.as_str() {
        // A bullet is the last of instalments whose interest joins the debt.
        "schedule_equal_principal" | "schedule_bullet" => RepaymentMethod::EqualPrincipal,
        "schedule_grace" | "schedule_first_stub" if equal_principal => {
            RepaymentMethod::EqualPrincipal
        }
        "schedule_flat" => RepaymentMethod::Flat,
        "schedule_interest_only" => RepaymentMethod::InterestOnly,
        _ => RepaymentMethod::LevelInstalment,
    }
}

fn frequency(inputs: &Fields) -> Result<Frequency, String> {
    let every = inputs.whole("every").unwrap_or(1);
    let small = |value: i64| u16::try_from(value).map_err(|error| error.to_string());
    Ok(match inputs.text_or("frequency", "MONTHS").as_str() {
        "MONTHS" => Frequency::Months(u8::try_from(every).map_err(|error| error.to_string())?),
        "WEEKS" => Frequency::Days(small(every * 7)?),
        "DAYS" => Frequency::Days(small(every)?),
        other => return Err(format!("frequency `{other}` is not known")),
    })
}

/// Under 30/360 every month is thirty days and every step of days its days, so periods are
/// equal; undated schedules have equal periods too.
fn by_period(day_count: &str, frequency: Frequency) -> bool {
    let months = matches!(frequency, Frequency::Months(_));
    (months && day_count.is_empty()) || day_count.starts_with("30/360")
}

fn rounding(inputs: &Fields) -> Rounding {
    if inputs.text_or("rounding", "").contains("HALF_EVEN") {
        Rounding::HalfEven
    } else {
        Rounding::HalfUp
    }
}

fn compatibility(vector: &Vector) -> Result<Compatibility, String> {
    let inputs = &vector.inputs;
    let whole_yuan = Money::from_fen(100);
    let said = inputs.text_or("rounding", "");
    let ceiling = inputs.text_or("instalment_rounding", "").starts_with("CEILING");
    let instalment_rule = if ceiling {
        InstalmentRule::Multiple { step: whole_yuan, rounding: Rounding::Up }
    } else if said.contains("multiple of 1") {
        InstalmentRule::Multiple { step: whole_yuan, rounding: rounding(inputs) }
    } else if vector.has_mode("emi_adjustment") || inputs.has("emi_adjustment") {
        InstalmentRule::Spread
    } else {
        InstalmentRule::Fen
    };
    let solved_on = if inputs.text_or("day_count", "").contains("EMI from nominal/12") {
        SolvedOn::EqualPeriods
    } else {
        SolvedOn::ChargedInterest
    };
    let first_stub = if inputs.has("first_period_months") {
        FirstStub::Prorated
    } else if inputs.has("first_period_years") {
        FirstStub::Equal
    } else {
        FirstStub::CoversInterest
    };
    let graduation = if inputs.has("yearly_growth") {
        let factor = inputs.decimal("yearly_growth")? * Decimal::from(1_000_000);
        let factor_per_million =
            u32::try_from(factor.normalize().mantissa()).map_err(|error| error.to_string())?;
        Some(Graduation {
            every: 12,
            factor_per_million: if factor.normalize().scale() == 0 {
                factor_per_million
            } else {
                return Err("growth has too many decimals".to_owned());
            },
        })
    } else {
        None
    };
    let missing_day = match inputs.text_or("month_end_strategy", "LAST_DAY_OF_MONTH").as_str() {
        "LAST_DAY_OF_MONTH" => MissingDay::LastOfMonth,
        "FIRST_DAY_OF_NEXT_MONTH" => MissingDay::FirstOfNextMonth,
        other => return Err(format!("month-end strategy `{other}` is not known")),
    };
    Ok(Compatibility {
        missing_day,
        instalment_rule,
        solved_on,
        first_stub,
        graduation,
        ..Compatibility::default()
    })
}

/// Start, first due date and the day count of the odd days, from a first period in years.
fn first_period(
    inputs: &Fields,
) -> Result<(NaiveDate, Option<NaiveDate>, Option<DayCount>), String> {
    let start = inputs.date("start").or_else(|_| date("2023-01-01"))?;
    if inputs.has("first_period_months") {
        // A part of a month in thirtieths, before the first of a month.
        let days = (inputs.decimal("first_period_months")? * Decimal::from(30)).normalize();
        let days = u64::try_from(days.mantissa()).map_err(|error| error.to_string())?;
        let first_due = date("2023-05-01")?;
        // April has thirty days.
        let start = first_due.checked_sub_days(Days::new(days)).ok_or("no such date")?;
        return Ok((start, Some(first_due), Some(DayCount::Thirty360BondBasis)));
    }
    if !inputs.has("first_period_years") {
        return Ok((start, None, None));
    }
    let (top, bottom) = fraction(&inputs.text("first_period_years")?)?;
    let months = top * 12 / bottom;
    // What whole months leave, over 12 × bottom; then in days of a year of 365 or of 366.
    let rest = top * 12 - months * bottom;
    let (year, length, day_count) = if rest * 365 % (12 * bottom) == 0 {
        (2023, 365, DayCount::Act365Fixed)
    } else {
        (2024, 366, DayCount::ActActIsda)
    };
    if rest * length % (12 * bottom) != 0 {
        return Err("the first period is not whole days".to_owned());
    }
    let days = u64::from(rest * length / (12 * bottom));
    let first_due = date("2024-10-01")?.with_year(year).ok_or("no such date")?;
    let back = -i32::try_from(months).map_err(|error| error.to_string())?;
    let start = add_months(first_due, back)
        .and_then(|date| date.checked_sub_days(Days::new(days)))
        .ok_or("no such date")?;
    Ok((start, Some(first_due), Some(day_count)))
}

fn grace(vector: &Vector, periods: u16) -> Result<Vec<Grace>, String> {
    let inputs = &vector.inputs;
    let spell = |count: i64, kind: GraceKind| {
        let instalments = u16::try_from(count).map_err(|error| error.to_string())?;
        Ok(vec![Grace { from_number: 1, instalments, kind }])
    };
    if vector.kind == "schedule_bullet" {
        return spell(i64::from(periods) - 1, GraceKind::Capitalised);
    }
    if inputs.has("principal_grace_periods") {
        return spell(inputs.whole("principal_grace_periods")?, GraceKind::InterestOnly);
    }
    if inputs.has("interest_grace_periods") {
        return spell(inputs.whole("interest_grace_periods")?, GraceKind::InterestFree);
    }
    if inputs.has("grace_on_principal") && vector.kind != "schedule_interest_only" {
        return spell(inputs.whole("grace_on_principal")?, GraceKind::InterestOnly);
    }
    Ok(Vec::new())
}

fn rate_changes(inputs: &Fields, terms: &Terms) -> Result<Vec<RateChange>, String> {
    let after = |periods: i64| {
        let months = i32::try_from(periods).map_err(|error| error.to_string())?;
        add_months(terms.start, months).ok_or_else(|| "no such date".to_owned())
    };
    let mut changes = Vec::new();
    if let Ok(rates) = inputs.objects("rates") {
        for change in rates.iter().skip(1) {
            let annual_rate = annual_rate(change.decimal("annual_percent")?, inputs)?;
            // The source names a night by the day it ends on; we by the day it begins on.
            let from = change.date("from")?.pred_opt().ok_or("no such date")?;
            changes.push(RateChange { from, annual_rate });
        }
    }
    if let Ok(segments) = inputs.objects("rate_segments") {
        for segment in segments.iter().skip(1) {
            let annual_rate = annual_rate(segment.decimal("annual_rate_percent")?, inputs)?;
            let from = after(segment.whole("from_period")? - 1)?;
            changes.push(RateChange { from, annual_rate });
        }
    }
    if let Ok(change) = inputs.object("rate_change") {
        let annual_rate = annual_rate(change.decimal("annual_rate_percent")?, inputs)?;
        changes.push(RateChange { from: after(change.whole("after_period")?)?, annual_rate });
    }
    Ok(changes)
}

/// Half-up to the printed digits.
pub(crate) fn printed(value: Decimal, like: Decimal) -> Decimal {
    rounded(value, like.scale())
}
