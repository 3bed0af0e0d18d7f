//! Interest on a balance: multiply first, divide last, round once.

use crate::day_count::{DayCount, YearFraction};
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::rounding::Rounding;

/// Interest on `balance` at `annual_rate` for `time`.
///
/// # Units
/// `balance` in fen, `annual_rate` an exact fraction per year, `time` an exact fraction
/// of a year.
///
/// # Rounding
/// By `rounding`, once, on the exact quotient.
///
/// # Errors
/// `None` when the result does not fit [`Money`].
///
/// # Source
/// `balance × rate × time`; FINANCE conventions: never a pre-divided rate.
pub fn interest(
    balance: Money,
    annual_rate: AnnualRate,
    time: YearFraction,
    rounding: Rounding,
) -> Option<Money> {
    let product = i128::from(balance.fen()).checked_mul(i128::from(annual_rate.units()))?;
    let numerator = product.checked_mul(i128::from(time.numerator()))?;
    let denominator = i128::from(AnnualRate::SCALE).checked_mul(i128::from(time.denominator()))?;
    let fen = rounding.div(numerator, denominator)?;
    i64::try_from(fen).ok().map(Money::from_fen)
}

/// Interest on `balance` for a number of `days`, such as the cost of one day.
///
/// A day is 1/360 of a year under the conventions over 360 and 1/365 under the others
/// (a count of days alone cannot tell a leap year).
///
/// # Rounding
/// By `rounding`, once.
///
/// # Errors
/// `None` when the result does not fit [`Money`].
pub fn interest_for_days(
    balance: Money,
    annual_rate: AnnualRate,
    days: i64,
    day_count: DayCount,
    rounding: Rounding,
) -> Option<Money> {
    let denominator = if day_count.denominator() == 360 { 360 } else { 365 };
    interest(balance, annual_rate, YearFraction::new(days, denominator)?, rounding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_day_figures_hold() {
        // FINANCE.md 8.7: balance in yuan, rate in bp, days, ACT/360, ACT/365.
        for (yuan, bp, days, over_360, over_365) in [
            (100_000, 385, 37, "395.69", "390.27"),
            (500_000, 395, 1, "54.86", "54.11"),
            (10_000, 345, 30, "28.75", "28.36"),
            (1_000_000, 300, 366, "30500.00", "30082.19"),
            (10_000, 385, 1, "1.07", "1.05"),
        ] {
            let balance = Money::from_yuan(yuan).unwrap();
            let rate = AnnualRate::from_basis_points(bp).unwrap();
            for (day_count, text) in
                [(DayCount::Act360, over_360), (DayCount::Act365Fixed, over_365)]
            {
                let amount = interest_for_days(balance, rate, days, day_count, Rounding::HalfUp);
                assert_eq!(amount.unwrap().to_string(), text);
            }
        }
    }

    #[test]
    fn an_exact_half_fen_is_not_lost_to_a_pre_divided_rate() {
        // 50,268.00 × 17.5 % ÷ 12 = 733.075 exactly; dividing the rate first gives 733.07.
        let balance = Money::from_fen(5_026_800);
        let rate = AnnualRate::from_basis_points(1750).unwrap();
        let month = YearFraction::new(1, 12).unwrap();
        assert_eq!(interest(balance, rate, month, Rounding::HalfUp), Some(Money::from_fen(73_308)));
        assert_eq!(
            interest(balance, rate, month, Rounding::HalfEven),
            Some(Money::from_fen(73_308))
        );
    }
}
