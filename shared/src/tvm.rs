//! Time value of money: the annuity equation, solved for each of its parts.
//!
//! `present·u + payment·(1 + rate·k)·(u − 1)/rate + future = 0` with `u = (1 + rate)ⁿ` and
//! `k` 1 when payments fall at the beginning of periods, 0 at their end. Money received
//! is positive and money paid negative, as in spreadsheets. Unrounded: for checking and
//! explaining, never for posting.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};

use crate::annualised::{SolverError, periodic_rate};

/// An annuity; `payment` is what is paid each period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Annuity {
    /// Rate of one period, a fraction.
    pub rate: Decimal,
    /// Number of periods.
    pub periods: u32,
    /// Payment of each period.
    pub payment: Decimal,
    /// Value now.
    pub present: Decimal,
    /// Value after the last period.
    pub future: Decimal,
    /// When payments fall.
    pub falls: Falls,
}

/// When the payments of an annuity fall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Falls {
    /// At the end of each period.
    #[default]
    AtEnd,
    /// At the beginning of each period.
    AtBeginning,
}

/// Why the annuity equation has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TvmError {
    /// No periods, or a period outside them.
    #[error("the period must be 1 to the number of periods")]
    Period,
    /// A result beyond 28 digits.
    #[error("the amounts are too large to compute")]
    Overflow,
    /// The payments never reach the future value.
    #[error("the payments never reach the future value")]
    NeverReached,
    /// No single rate.
    #[error("no single rate solves the equation")]
    Rate(#[source] SolverError),
}

impl Annuity {
    /// `(1 + rate)ⁿ` and `(1 + rate·k)·(u − 1)/rate`.
    fn factors(&self, periods: u32) -> Result<(Decimal, Decimal), TvmError> {
        let step = Decimal::ONE.checked_add(self.rate).ok_or(TvmError::Overflow)?;
        let grown = power(step, periods).ok_or(TvmError::Overflow)?;
        if self.rate.is_zero() {
            return Ok((grown, Decimal::from(periods)));
        }
        let early = match self.falls {
            Falls::AtEnd => Decimal::ONE,
            Falls::AtBeginning => step,
        };
        let annuity = grown
            .checked_sub(Decimal::ONE)
            .and_then(|gain| gain.checked_div(self.rate))
            .and_then(|sum| sum.checked_mul(early))
            .ok_or(TvmError::Overflow)?;
        Ok((grown, annuity))
    }

    /// The payment that balances the other parts.
    ///
    /// # Errors
    /// [`TvmError::Period`] without periods, [`TvmError::Overflow`].
    pub fn solve_payment(&self) -> Result<Decimal, TvmError> {
        let (grown, annuity) = self.factors(self.periods)?;
        self.present
            .checked_mul(grown)
            .and_then(|value| value.checked_add(self.future))
            .and_then(|value| value.checked_div(annuity))
            .map(negated)
            .ok_or(if self.periods == 0 { TvmError::Period } else { TvmError::Overflow })
    }

    /// The future value that balances the other parts.
    ///
    /// # Errors
    /// [`TvmError::Overflow`].
    pub fn solve_future(&self) -> Result<Decimal, TvmError> {
        self.future_after(self.periods)
    }

    fn future_after(&self, periods: u32) -> Result<Decimal, TvmError> {
        let (grown, annuity) = self.factors(periods)?;
        let paid = self.payment.checked_mul(annuity);
        self.present
            .checked_mul(grown)
            .and_then(|value| value.checked_add(paid?))
            .map(negated)
            .ok_or(TvmError::Overflow)
    }

    /// The present value that balances the other parts.
    ///
    /// # Errors
    /// [`TvmError::Overflow`].
    pub fn solve_present(&self) -> Result<Decimal, TvmError> {
        let (grown, annuity) = self.factors(self.periods)?;
        self.payment
            .checked_mul(annuity)
            .and_then(|value| value.checked_add(self.future))
            .and_then(|value| value.checked_div(grown))
            .map(negated)
            .ok_or(TvmError::Overflow)
    }

    /// The interest part of the payment of period `number`, from 1.
    ///
    /// # Errors
    /// [`TvmError::Period`] outside the periods, [`TvmError::Overflow`].
    pub fn interest_part(&self, number: u32) -> Result<Decimal, TvmError> {
        if number == 0 || number > self.periods {
            return Err(TvmError::Period);
        }
        if number == 1 && self.falls == Falls::AtBeginning {
            return Ok(Decimal::ZERO);
        }
        let paying = Self { payment: self.solve_payment()?, ..*self };
        let before = paying.future_after(number.saturating_sub(1))?;
        let interest = before.checked_mul(self.rate).ok_or(TvmError::Overflow)?;
        match self.falls {
            Falls::AtEnd => Ok(interest),
            Falls::AtBeginning => Decimal::ONE
                .checked_add(self.rate)
                .and_then(|step| interest.checked_div(step))
                .ok_or(TvmError::Overflow),
        }
    }

    /// The principal part of the payment of period `number`, from 1.
    ///
    /// # Errors
    /// As [`Annuity::interest_part`].
    pub fn principal_part(&self, number: u32) -> Result<Decimal, TvmError> {
        let interest = self.interest_part(number)?;
        self.solve_payment()?.checked_sub(interest).ok_or(TvmError::Overflow)
    }

    /// The number of periods, with a fraction, that balances the other parts.
    ///
    /// # Errors
    /// [`TvmError::NeverReached`].
    #[expect(clippy::float_arithmetic, reason = "a logarithm from basic operations only")]
    pub fn solve_periods(&self) -> Result<f64, TvmError> {
        let float = |value: Decimal| value.to_f64().ok_or(TvmError::Overflow);
        let (rate, payment) = (float(self.rate)?, float(self.payment)?);
        let (present, future) = (float(self.present)?, float(self.future)?);
        let periods = if self.rate.is_zero() {
            -(present + future) / payment
        } else {
            let early = if self.falls == Falls::AtBeginning { 1.0 + rate } else { 1.0 };
            let perpetual = payment * early / rate;
            logarithm((perpetual - future) / (perpetual + present)) / logarithm(1.0 + rate)
        };
        if periods.is_finite() && periods >= 0.0 {
            Ok(periods)
        } else {
            Err(TvmError::NeverReached)
        }
    }

    /// The rate of a period that balances the other parts.
    ///
    /// # Errors
    /// [`TvmError::Rate`] when there is none or there are several.
    #[expect(clippy::float_arithmetic, reason = "flows for the solver")]
    pub fn solve_rate(&self) -> Result<f64, TvmError> {
        let float = |value: Decimal| value.to_f64().ok_or(TvmError::Overflow);
        let payment = float(self.payment)?;
        let mut flows = vec![0.0];
        flows.extend((0..self.periods).map(|_| 0.0));
        let paying = flows.iter_mut().skip(match self.falls {
            Falls::AtEnd => 1,
            Falls::AtBeginning => 0,
        });
        let count = usize::try_from(self.periods).map_err(|_| TvmError::Period)?;
        paying.take(count).for_each(|flow| *flow = payment);
        if let Some(first) = flows.first_mut() {
            *first += float(self.present)?;
        }
        if let Some(last) = flows.last_mut() {
            *last += float(self.future)?;
        }
        periodic_rate(&flows).map_err(TvmError::Rate)
    }
}

/// The same amount in the other direction; a decimal always has one.
fn negated(mut value: Decimal) -> Decimal {
    value.set_sign_negative(value.is_sign_positive());
    value
}

/// `base` to a whole power.
fn power(base: Decimal, exponent: u32) -> Option<Decimal> {
    let (mut result, mut square, mut left) = (Decimal::ONE, base, exponent);
    loop {
        if left & 1 == 1 {
            result = result.checked_mul(square)?;
        }
        left >>= 1;
        if left == 0 {
            return Some(result);
        }
        square = square.checked_mul(square)?;
    }
}

/// The value now of `flows`, the first after `delay` periods, one each period.
///
/// # Errors
/// [`TvmError::Overflow`].
pub fn net_present_value(
    rate: Decimal,
    flows: &[Decimal],
    delay: u32,
) -> Result<Decimal, TvmError> {
    let step = Decimal::ONE.checked_add(rate).ok_or(TvmError::Overflow)?;
    let worth = flows
        .iter()
        .rev()
        .try_fold(Decimal::ZERO, |later, flow| later.checked_div(step)?.checked_add(*flow));
    power(step, delay).and_then(|growth| worth?.checked_div(growth)).ok_or(TvmError::Overflow)
}

/// The nominal rate a year that compounds `times` a year to `effective`.
///
/// # Source
/// `times × ((1 + effective)^(1/times) − 1)`, the root by Newton's method.
///
/// # Errors
/// [`TvmError::Overflow`]; [`TvmError::Period`] when `times` is 0.
pub fn nominal(effective: Decimal, times: u32) -> Result<Decimal, TvmError> {
    if times == 0 {
        return Err(TvmError::Period);
    }
    let grown = Decimal::ONE.checked_add(effective).ok_or(TvmError::Overflow)?;
    let count = Decimal::from(times);
    let mut root = effective
        .checked_div(count)
        .and_then(|step| step.checked_add(Decimal::ONE))
        .ok_or(TvmError::Overflow)?;
    for _ in 0..64 {
        let below = power(root, times.saturating_sub(1)).ok_or(TvmError::Overflow)?;
        let step = below
            .checked_mul(root)
            .and_then(|value| value.checked_sub(grown))
            .and_then(|error| error.checked_div(count.checked_mul(below)?))
            .ok_or(TvmError::Overflow)?;
        root = root.checked_sub(step).ok_or(TvmError::Overflow)?;
        if step.abs() < Decimal::new(1, 26) {
            break;
        }
    }
    root.checked_sub(Decimal::ONE)
        .and_then(|rate| rate.checked_mul(count))
        .ok_or(TvmError::Overflow)
}

/// The effective rate a year of `nominal` compounded `times` a year.
///
/// # Errors
/// [`TvmError::Overflow`]; [`TvmError::Period`] when `times` is 0.
pub fn effective(nominal: Decimal, times: u32) -> Result<Decimal, TvmError> {
    let count =
        Decimal::from_u32(times).filter(|count| !count.is_zero()).ok_or(TvmError::Period)?;
    nominal
        .checked_div(count)
        .and_then(|rate| rate.checked_add(Decimal::ONE))
        .and_then(|step| power(step, times))
        .and_then(|grown| grown.checked_sub(Decimal::ONE))
        .ok_or(TvmError::Overflow)
}

/// The natural logarithm by halving towards 1 and the series of `2·artanh`.
#[expect(clippy::float_arithmetic, reason = "basic operations only: the same on every machine")]
fn logarithm(value: f64) -> f64 {
    use core::f64::consts::LN_2;
    if value <= 0.0 || !value.is_finite() {
        return f64::NAN;
    }
    let (mut reduced, mut doublings) = (value, 0.0);
    while reduced > 1.5 {
        reduced /= 2.0;
        doublings += 1.0;
    }
    while reduced < 0.75 {
        reduced *= 2.0;
        doublings -= 1.0;
    }
    let ratio = (reduced - 1.0) / (reduced + 1.0);
    let square = ratio * ratio;
    let (mut term, mut odd, mut sum) = (ratio, 1.0, 0.0);
    for _ in 0..40 {
        sum += term / odd;
        term *= square;
        odd += 2.0;
    }
    2.0 * sum + doublings * LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn each_part_balances_the_others() {
        let annuity = Annuity {
            rate: decimal("0.01"),
            periods: 12,
            payment: Decimal::ZERO,
            present: decimal("1000"),
            future: Decimal::ZERO,
            falls: Falls::AtBeginning,
        };
        let paying = Annuity { payment: annuity.solve_payment().unwrap(), ..annuity };
        let near = |a: Decimal, b: &str| (a - decimal(b)).abs() < decimal("0.0000000001");
        assert!(near(paying.solve_future().unwrap(), "0"));
        assert!(near(paying.solve_present().unwrap(), "1000"));
        assert!((paying.solve_periods().unwrap() - 12.0).abs() < 1e-9);
        assert!((paying.solve_rate().unwrap() - 0.01).abs() < 1e-12);
        assert!(near(effective(nominal(decimal("0.1"), 12).unwrap(), 12).unwrap(), "0.1"));
    }
}
