//! Compound rates of flows placed at exact fractions of a year: the EU's APRC.

use super::flow::UnitFlow;
use super::solver::{SolverError, compound, unit_period_rate};

/// An amount at an exact fraction of a year after the first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearFlow {
    /// Numerator of the time in years, 0 or more.
    pub numerator: u32,
    /// Denominator, above 0.
    pub denominator: u32,
    /// The amount; must be finite.
    pub amount: f64,
}

/// The compound rate a year at which the flows are worth nothing.
///
/// # Errors
/// [`SolverError`]; [`SolverError::NoTime`] also for times without a common denominator
/// that fits.
///
/// # Source
/// EU Directive 2008/48 Annex I: `Σ C·(1 + X)^−t = Σ D·(1 + X)^−s`, `t` and `s` in years.
/// With whole twelfths, 365ths and 366ths all times are multiples of one small part of a
/// year, so only whole powers are needed.
pub fn rate_in_years(flows: &[YearFlow]) -> Result<f64, SolverError> {
    let common = flows
        .iter()
        .try_fold(1_u32, |common, flow| least_common_multiple(common, flow.denominator))
        .ok_or(SolverError::NoTime)?;
    let placed = flows
        .iter()
        .map(|flow| {
            let parts = common.checked_div(flow.denominator)?;
            let periods = flow.numerator.checked_mul(parts)?;
            Some(UnitFlow { periods, odd: 0.0, amount: flow.amount })
        })
        .collect::<Option<Vec<_>>>()
        .ok_or(SolverError::NoTime)?;
    Ok(compound(unit_period_rate(&placed)?, common))
}

fn least_common_multiple(a: u32, b: u32) -> Option<u32> {
    let (mut larger, mut smaller) = (a, b);
    while smaller != 0 {
        (larger, smaller) = (smaller, larger.checked_rem(smaller)?);
    }
    a.checked_div(larger)?.checked_mul(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_different_denominators_meet() {
        let flow = |numerator, denominator, amount| YearFlow { numerator, denominator, amount };
        let flows = [flow(0, 1, 500.0), flow(5, 365, -510.0)];
        let rate = rate_in_years(&flows).unwrap();
        assert!((rate - 3.244_363_18).abs() < 1e-6, "{rate}");
        let flows = [flow(0, 1, 100.0), flow(1, 2, -5.0), flow(366, 366, -105.0)];
        assert!((rate_in_years(&flows).unwrap() - 0.1025).abs() < 1e-12);
    }
}
