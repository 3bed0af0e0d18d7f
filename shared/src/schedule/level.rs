//! The level instalment, exact.
//!
//! Floating point only proposes; the answer is accepted when its error bound cannot
//! change the rounding, and decided in whole numbers of any size otherwise. So the
//! result is the correctly rounded instalment for every input, on every machine.

use core::cmp::Ordering;

use super::compatibility::Graduation;
use super::wide::Wide;
use crate::money::Money;
use crate::rounding::{Divisor, Rounding};

/// Interest of one period per unit of balance, as an exact fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Factor {
    /// Not negative.
    pub(crate) numerator: i128,
    /// Positive.
    pub(crate) denominator: i128,
}

impl Factor {
    /// The interest on a balance, in fen.
    pub(crate) fn times(self, balance: Money) -> Option<Self> {
        let numerator = i128::from(balance.fen()).checked_mul(self.numerator)?;
        Some(Self { numerator, ..self })
    }

    /// The exact sum.
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let common = greatest_common_divisor(self.denominator, other.denominator);
        let (scale, other_scale) =
            (other.denominator.checked_div(common)?, self.denominator.checked_div(common)?);
        let own = self.numerator.checked_mul(scale)?;
        let numerator = own.checked_add(other.numerator.checked_mul(other_scale)?)?;
        let denominator = self.denominator.checked_mul(scale)?;
        let common = greatest_common_divisor(numerator, denominator);
        Some(Self {
            numerator: numerator.checked_div(common)?,
            denominator: denominator.checked_div(common)?,
        })
    }

    /// This interest per unit of `balance`.
    pub(crate) fn per(self, balance: Money) -> Option<Self> {
        let common = greatest_common_divisor(self.numerator, i128::from(balance.fen()));
        Some(Self {
            numerator: self.numerator.checked_div(common)?,
            denominator: i128::from(balance.fen())
                .checked_div(common)?
                .checked_mul(self.denominator)?,
        })
    }
}

pub(crate) fn greatest_common_divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a.checked_abs().unwrap_or(1).max(1)
}

/// A factor on its way to many balances: 64 bits and a multiplication where that holds it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Charged {
    factor: Factor,
    small: Option<(u64, Divisor)>,
}

impl Charged {
    #[inline]
    pub(crate) fn by(factor: Factor) -> Self {
        let small = u64::try_from(factor.numerator)
            .ok()
            .zip(u64::try_from(factor.denominator).ok().and_then(Divisor::of));
        Self { factor, small }
    }

    /// Goes over to another factor; one of the same denominator keeps its reciprocal.
    #[inline]
    pub(crate) fn turn_to(&mut self, factor: Factor) {
        if self.factor == factor {
            return;
        }
        match (self.factor.denominator == factor.denominator, &mut self.small) {
            (true, Some((numerator, _))) if let Ok(small) = u64::try_from(factor.numerator) => {
                (*numerator, self.factor) = (small, factor);
            }
            _ => *self = Self::by(factor),
        }
    }

    /// The interest on a balance, rounded once.
    #[inline]
    pub(crate) fn on(&self, balance: Money, rounding: Rounding) -> Option<Money> {
        if let Some((numerator, divisor)) = self.small
            && let Some(product) =
                u64::try_from(balance.fen()).ok().and_then(|fen| fen.checked_mul(numerator))
        {
            let fen = divisor.div(product, rounding)?;
            return i64::try_from(fen).ok().map(Money::from_fen);
        }
        self.on_large(balance, rounding)
    }

    /// The same where 64 bits do not hold the product.
    #[cold]
    fn on_large(&self, balance: Money, rounding: Rounding) -> Option<Money> {
        let exact = self.factor.times(balance)?;
        let fen = rounding.div(exact.numerator, exact.denominator)?;
        i64::try_from(fen).ok().map(Money::from_fen)
    }
}

/// The instalment that, paid at the end of each period, repays `balance` exactly.
///
/// # Units
/// `balance` and the result in fen; each factor is the interest of one period per unit
/// of balance.
///
/// # Rounding
/// By `rounding`, once, on the exact quotient.
///
/// # Errors
/// `None` when a factor does not fit 64 bits or the result does not fit [`Money`].
///
/// # Source
/// `balance ÷ Σₖ Πⱼ≤ₖ 1/(1 + iⱼ)`; with equal periods `P·i·u/(u − 1)`, `u = (1 + i)ⁿ`.
pub(crate) fn level_instalment<I>(balance: Money, factors: I, rounding: Rounding) -> Option<Money>
where
    I: DoubleEndedIterator<Item = Factor> + ExactSizeIterator + Clone,
{
    if factors.len() == 0 || balance.is_negative() {
        return None;
    }
    let fen = match estimate(balance, factors.clone()) {
        Some(certain) => round_between(&certain, rounding)?,
        None => exact(balance, factors, rounding)?,
    };
    Some(Money::from_fen(fen))
}

/// [`level_instalment`] over so many periods with the same factor.
pub(crate) fn level_instalment_of_equal(
    balance: Money,
    factor: Factor,
    periods: usize,
    rounding: Rounding,
) -> Option<Money> {
    if periods == 0 || balance.is_negative() {
        return None;
    }
    let annuity = before_run(0.0, factor, u32::try_from(periods).ok()?);
    let fen = match between(balance, annuity, periods) {
        Some(certain) => round_between(&certain, rounding)?,
        None => exact(balance, core::iter::repeat_n(factor, periods), rounding)?,
    };
    Some(Money::from_fen(fen))
}

/// The first of instalments that change by a factor every so many periods and together
/// repay `balance`.
///
/// # Rounding
/// To the nearest fen; good to one fen, which the last instalment takes.
///
/// # Errors
/// `None` when there is no such instalment.
///
/// # Source
/// `balance ÷ Σₖ gₖ Πⱼ≤ₖ 1/(1 + iⱼ)`, `gₖ` the factor in force for instalment `k`.
#[expect(
    clippy::float_arithmetic,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a graduated instalment is agreed, not derived: one fen more or less repays as well"
)]
pub(crate) fn graduated_instalment(
    balance: Money,
    factors: &[Factor],
    graduation: Graduation,
) -> Option<Money> {
    let ratio = f64::from(graduation.factor_per_million) / 1_000_000.0;
    let every = usize::from(graduation.every).max(1);
    let (mut annuity, mut discount, mut weight) = (0.0_f64, 1.0, 1.0);
    for (index, factor) in factors.iter().enumerate() {
        if index > 0 && index.checked_rem(every) == Some(0) {
            weight *= ratio;
        }
        let denominator = factor.denominator as f64;
        discount *= denominator / (denominator + factor.numerator as f64);
        annuity += weight * discount;
    }
    let fen = balance.fen() as f64 / annuity + 0.5;
    (0.0..9e15).contains(&fen).then(|| Money::from_fen(fen as i64))
}

/// A quotient known to lie strictly between `halves / 2` and `(halves + 1) / 2` fen.
struct Between {
    halves: i64,
}

fn round_between(between: &Between, rounding: Rounding) -> Option<i64> {
    // A quarter stands for anything strictly inside the half.
    let quarters = i128::from(between.halves).checked_mul(2)?.checked_add(1)?;
    i64::try_from(rounding.div(quarters, 4)?).ok()
}

fn estimate<I>(balance: Money, factors: I) -> Option<Between>
where
    I: DoubleEndedIterator<Item = Factor> + ExactSizeIterator,
{
    let count = factors.len();
    let mut annuity = 0.0_f64;
    let mut run = Factor { numerator: 0, denominator: 1 };
    let mut periods = 0_u32;
    for factor in factors.rev() {
        if factor != run {
            annuity = before_run(annuity, run, periods);
            (run, periods) = (factor, 0);
        }
        periods = periods.saturating_add(1);
    }
    between(balance, before_run(annuity, run, periods), count)
}

/// Between which halves of a fen the instalment lies, where that is certain.
#[expect(
    clippy::float_arithmetic,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a proposal with an error bound; anything uncertain is decided exactly"
)]
fn between(balance: Money, annuity: f64, count: usize) -> Option<Between> {
    let quotient = balance.fen() as f64 / annuity;
    // At most 6 roundings a period, each within half of EPSILON. A run's discount is a power of
    // one that is off by 3 of them, and squaring adds one each time the run is halved: fewer.
    let error = quotient * f64::EPSILON * (4.0 * count as f64 + 16.0);
    let (low, high) = ((quotient - error) * 2.0, (quotient + error) * 2.0);
    // Beyond 2^52 halves a float no longer tells neighbours apart.
    if !(low > 0.0 && high < 4.5e15) {
        return None;
    }
    let halves = low as i64;
    (low > halves as f64 && high < (halves as f64) + 1.0).then_some(Between { halves })
}

/// The annuity that is worth `annuity` after a run of so many equal periods, at its beginning.
///
/// A run twice as long is worth `S·(1 + d)`, where `S` is a run's worth and `d` its discount:
/// the binary digits of the number of periods are followed from the lowest.
#[expect(clippy::float_arithmetic, reason = "part of the proposal")]
fn before_run(annuity: f64, factor: Factor, periods: u32) -> f64 {
    if periods == 0 {
        return annuity;
    }
    let denominator = float(factor.denominator);
    let discount = denominator / (denominator + float(factor.numerator));
    if periods == 1 {
        return (1.0 + annuity) * discount;
    }
    // Of the digits so far, and of the next digit's run.
    let (mut worth, mut discounted) = (0.0, 1.0);
    let (mut run_worth, mut run_discount) = (discount, discount);
    let mut left = periods;
    loop {
        if left & 1 == 1 {
            worth = run_worth + worth * run_discount;
            discounted *= run_discount;
        }
        left >>= 1;
        if left == 0 {
            return worth + annuity * discounted;
        }
        run_worth *= 1.0 + run_discount;
        run_discount *= run_discount;
    }
}

/// The nearest float; 64 bits are one instruction, 128 are many.
#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "rounds to nearest")]
fn float(whole: i128) -> f64 {
    i64::try_from(whole).map_or(whole as f64, |whole| whole as f64)
}

/// Decides the rounding in whole numbers of any size.
fn exact(
    balance: Money,
    factors: impl DoubleEndedIterator<Item = Factor>,
    rounding: Rounding,
) -> Option<i64> {
    // The annuity Σ Π 1/(1+i) as top/bottom, from the last period back.
    let mut top = Wide::from(0);
    let mut bottom = Wide::from(1);
    for factor in factors.rev() {
        let denominator = u64::try_from(factor.denominator).ok()?;
        let grown = u64::try_from(factor.denominator.checked_add(factor.numerator)?).ok()?;
        top.add(&bottom);
        top.multiply(denominator);
        bottom.multiply(grown);
    }
    // instalment = balance · bottom / top
    bottom.multiply(balance.fen().unsigned_abs());
    let quotient = floor_of(&bottom, &top)?;
    // Place the remainder: 0, below half, half, above half, as quarters of a fen.
    let mut doubled = bottom.clone();
    doubled.multiply(2);
    let mut half_way = top.clone();
    half_way.multiply(quotient.checked_mul(2)?.checked_add(1)?);
    let mut whole = top;
    whole.multiply(quotient);
    let quarters = if whole.compare(&bottom) == Ordering::Equal {
        0
    } else {
        match doubled.compare(&half_way) {
            Ordering::Less => 1,
            Ordering::Equal => 2,
            Ordering::Greater => 3,
        }
    };
    let total = i128::from(quotient).checked_mul(4)?.checked_add(quarters)?;
    i64::try_from(rounding.div(total, 4)?).ok()
}

/// The largest whole number whose product with `divisor` is not above `dividend`.
fn floor_of(dividend: &Wide, divisor: &Wide) -> Option<u64> {
    let (mut low, mut high) = (0_u64, u64::MAX / 4);
    while low < high {
        let middle = high.checked_sub(high.checked_sub(low)? / 2)?;
        let mut product = divisor.clone();
        product.multiply(middle);
        if product.compare(dividend) == Ordering::Greater {
            high = middle.checked_sub(1)?;
        } else {
            low = middle;
        }
    }
    Some(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn monthly(rate_units: i128, periods: usize) -> Vec<Factor> {
        vec![Factor { numerator: rate_units, denominator: 120_000_000_000 }; periods]
    }

    #[test]
    fn published_instalments_hold() {
        for (yuan, units, periods, fen) in [
            (1_000_000, 490_000_000, 360, 530_727),
            (100_000, 385_000_000, 12, 850_814),
            (1_000_000, 0, 3, 33_333_333),
        ] {
            let balance = Money::from_yuan(yuan).unwrap();
            let factors = monthly(units, periods);
            let instalment = level_instalment(balance, factors.iter().copied(), Rounding::HalfUp);
            assert_eq!(instalment, Some(Money::from_fen(fen)));
        }
    }

    #[test]
    fn the_proposal_never_differs_from_the_exact_answer() {
        let mut seed = 7_u64;
        let mut draw = |below: u64| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for _ in 0..300 {
            let balance = Money::from_fen(i64::try_from(draw(10_000_000_000) + 1).unwrap());
            let mut factor = Factor { numerator: 0, denominator: 3_600_000_000_000 };
            let runs = draw(3);
            let factors: Vec<Factor> = (0..=draw(60))
                .map(|index| {
                    // Each period on its own, long runs, or one run only.
                    if index == 0 || runs == 0 || (runs == 1 && draw(20) == 0) {
                        let days = i128::from(28 + draw(4));
                        factor.numerator = i128::from(draw(20)) * 1_000_000 * days;
                    }
                    factor
                })
                .collect();
            for rounding in [Rounding::HalfUp, Rounding::HalfEven, Rounding::Up, Rounding::Down] {
                let quick = level_instalment(balance, factors.iter().copied(), rounding).unwrap();
                let slow = exact(balance, factors.iter().copied(), rounding).unwrap();
                assert_eq!(quick.fen(), slow);
                let first = factors[0];
                if factors.iter().all(|factor| *factor == first) {
                    let equal = level_instalment_of_equal(balance, first, factors.len(), rounding);
                    assert_eq!(equal, Some(quick));
                }
            }
        }
    }

    #[test]
    fn an_exact_tie_follows_the_named_mode() {
        // One period of no interest and two: 1 fen / 2 = half a fen.
        let balance = Money::from_fen(5);
        let factors = monthly(0, 2);
        for (rounding, fen) in
            [(Rounding::HalfUp, 3), (Rounding::HalfEven, 2), (Rounding::Up, 3), (Rounding::Down, 2)]
        {
            assert_eq!(
                level_instalment(balance, factors.iter().copied(), rounding),
                Some(Money::from_fen(fen))
            );
        }
    }
}
