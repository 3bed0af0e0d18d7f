//! Rates that make flows equal: bracketed Newton on basic float operations.

use super::AnnualisedError;
use super::equation::{Equation, Point, whole_power};
use super::flow::{DatedFlow, UnitFlow};
use crate::rate::AnnualRate;

/// Why an equation has no single rate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SolverError {
    /// Fewer than two flows, or all on one side.
    #[error("a rate needs money in both directions")]
    OneSided,
    /// All flows at the same time.
    #[error("a rate needs time between the flows")]
    NoTime,
    /// Several rates solve the equation.
    #[error("{count} rates solve the equation")]
    SeveralRates {
        /// How many were found.
        count: u8,
    },
    /// No rate solves the equation.
    #[error("no rate solves the equation")]
    NoRate,
}

/// The rate of a period at which `flows`, one per period from now on, are worth nothing.
///
/// The result is exact to about 1e-14; flows may be in any unit and either direction.
///
/// # Errors
/// [`SolverError`]: flows that change direction once have exactly one rate; others are
/// searched from −99.9 % to 99,900 % a period, and two or more rates are an error.
pub fn periodic_rate(flows: &[f64]) -> Result<f64, SolverError> {
    unit_period_rate(&periodic(flows))
}

/// The rate of a unit period at which flows are worth nothing, with simple interest for
/// odd fractions of a period.
///
/// # Errors
/// As [`periodic_rate`].
///
/// # Source
/// US Regulation Z, Appendix J: `Σ amount ÷ ((1 + f·i)(1 + i)^t) = 0`.
pub fn unit_period_rate(flows: &[UnitFlow]) -> Result<f64, SolverError> {
    let equation = checked(flows)?;
    if equation.sign_changes() == 1 {
        return single_root(&equation, equation.guess(), -1.0, f64::INFINITY)
            .ok_or(SolverError::NoRate);
    }
    let roots = scan(&equation, &PERIOD_GRID);
    match roots.as_slice() {
        [] => Err(SolverError::NoRate),
        [only] => Ok(*only),
        several => {
            Err(SolverError::SeveralRates { count: u8::try_from(several.len()).unwrap_or(u8::MAX) })
        }
    }
}

/// Every rate of a period found between −99.9 % and 99,900 % at which flows are worth
/// nothing, ascending. For documenting ambiguous flows, not for pricing.
///
/// # Errors
/// [`SolverError::OneSided`] and [`SolverError::NoTime`] as [`periodic_rate`].
pub fn all_rates(flows: &[UnitFlow]) -> Result<Vec<f64>, SolverError> {
    Ok(scan(&checked(flows)?, &PERIOD_GRID))
}

/// The compound rate a year at which flows on days are worth nothing, a year having
/// `days_per_year` days (365 for XIRR).
///
/// # Errors
/// As [`periodic_rate`]; where direction changes more than once, daily rates equivalent
/// to −99.9999 % to about 1,000,000 % a year are searched.
pub fn dated_rate(flows: &[DatedFlow], days_per_year: u16) -> Result<f64, SolverError> {
    let origin = flows.iter().map(|flow| flow.day).min().unwrap_or(0);
    let placed: Vec<UnitFlow> = flows
        .iter()
        .map(|flow| UnitFlow { periods: flow.day.abs_diff(origin), odd: 0.0, amount: flow.amount })
        .collect();
    let equation = checked(&placed)?;
    let daily = if equation.sign_changes() == 1 {
        single_root(&equation, equation.guess(), -1.0, f64::INFINITY).ok_or(SolverError::NoRate)?
    } else {
        match scan(&equation, &DAY_GRID).as_slice() {
            [] => return Err(SolverError::NoRate),
            [only] => *only,
            several => {
                let count = u8::try_from(several.len()).unwrap_or(u8::MAX);
                return Err(SolverError::SeveralRates { count });
            }
        }
    };
    Ok(compound(daily, u32::from(days_per_year)))
}

fn periodic(flows: &[f64]) -> Vec<UnitFlow> {
    flows
        .iter()
        .zip(0_u32..)
        .map(|(amount, periods)| UnitFlow { periods, odd: 0.0, amount: *amount })
        .collect()
}

fn checked(flows: &[UnitFlow]) -> Result<Equation, SolverError> {
    if flows.iter().any(|flow| !flow.amount.is_finite() || !flow.odd.is_finite() || flow.odd < 0.0)
    {
        return Err(SolverError::NoRate);
    }
    let equation = Equation::new(flows);
    if equation.sign_changes() == 0 {
        // Money in both directions may still cancel within one day.
        let both = flows.iter().any(|flow| flow.amount > 0.0)
            && flows.iter().any(|flow| flow.amount < 0.0);
        return Err(if both { SolverError::NoTime } else { SolverError::OneSided });
    }
    Ok(equation)
}

/// The one root between `low` and `high`, of which `high` may be infinite.
#[expect(clippy::float_arithmetic, reason = "an iterative solver; basic operations only")]
fn single_root(equation: &Equation, guess: f64, low: f64, high: f64) -> Option<f64> {
    // Above the root the value has the sign it has at `high`.
    let above_is_positive = if high.is_finite() {
        equation.at(high).value > 0.0
    } else {
        equation.is_positive_at_infinity()
    };
    let (mut low, mut high, mut rate) = (low, high, guess);
    for _ in 0..256 {
        let Point { value, slope } = equation.at(rate);
        if value == 0.0 {
            return Some(rate);
        }
        if !value.is_finite() {
            // Overflow happens only next to −1, below any root in reach.
            low = rate;
        } else if (value > 0.0) == above_is_positive {
            high = rate;
        } else {
            low = rate;
        }
        let newton = rate - value / slope;
        let next = if newton > low && newton < high {
            newton
        } else if high.is_finite() {
            low + (high - low) / 2.0
        } else {
            rate + (1.0 + rate)
        };
        let step = if next > rate { next - rate } else { rate - next };
        rate = next;
        if step <= 1e-15 * (1.0 + rate) || high - low <= f64::EPSILON * (1.0 + rate) {
            return Some(rate);
        }
        if rate > 1e12 {
            return None;
        }
    }
    None
}

/// Growth factors `1 + i` to look between for changes of sign: a geometric grid.
struct Grid {
    lowest: f64,
    ratio: f64,
    points: u32,
}

/// 0.001 to 1000 a period.
const PERIOD_GRID: Grid = Grid { lowest: 0.001, ratio: 1.004, points: 3_462 };
/// About 1e-6 to 1e4 a year, by the day.
const DAY_GRID: Grid = Grid { lowest: 0.962_8, ratio: 1.000_02, points: 3_160 };

/// Every root whose change of sign the grid sees, ascending.
#[expect(clippy::float_arithmetic, reason = "an iterative solver; basic operations only")]
fn scan(equation: &Equation, grid: &Grid) -> Vec<f64> {
    let mut roots = Vec::new();
    let mut growth = grid.lowest;
    let mut previous: Option<(f64, f64)> = None;
    for _ in 0..grid.points {
        let rate = growth - 1.0;
        let value = equation.at(rate).value;
        if value == 0.0 {
            roots.push(rate);
            previous = None;
        } else if value.is_finite() {
            if let Some((before, value_before)) = previous
                && (value_before > 0.0) != (value > 0.0)
            {
                roots.extend(single_root(equation, before + (rate - before) / 2.0, before, rate));
            }
            previous = Some((rate, value));
        }
        growth *= grid.ratio;
    }
    roots
}

/// The rate a year that is `rate` a period, not compounded.
#[expect(clippy::float_arithmetic, reason = "basic operations only")]
pub(super) fn simple(rate: f64, year: u16, part: u16) -> f64 {
    rate * f64::from(year) / f64::from(part)
}

/// `(1 + rate)^periods − 1`.
#[expect(clippy::float_arithmetic, reason = "basic operations only")]
pub(super) fn compound(rate: f64, periods: u32) -> f64 {
    whole_power(1.0 + rate, periods) - 1.0
}

/// The rate a year to four decimals of a percent, half-up.
#[expect(
    clippy::float_arithmetic,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "bounds are checked first; basic operations only"
)]
pub(super) fn rounded(annual: f64) -> Result<AnnualRate, AnnualisedError> {
    const UNITS_PER_STEP: i64 = AnnualRate::SCALE / 1_000_000;
    let steps = annual * 1_000_000.0 + 0.5;
    if steps.is_nan() {
        return Err(AnnualisedError::NoRate);
    }
    if steps < 0.0 {
        return Err(AnnualisedError::NegativeRate);
    }
    if steps >= 100_000_001.0 {
        return Err(AnnualisedError::RateTooHigh);
    }
    AnnualRate::from_units((steps as i64).saturating_mul(UNITS_PER_STEP))
        .map_err(|_| AnnualisedError::RateTooHigh)
}
