//! Figures as documents write them: exact, never shortened.

use chrono::{Datelike as _, NaiveDate};

use crate::date_text;
use crate::language::Label;
use crate::money::{Money, capitals};
use crate::rate::AnnualRate;

/// `300,000.00元`, `CNY 300,000.00`.
pub fn amount(money: Money) -> Label {
    let figures = grouped(money);
    Label::new(format!("{figures}元"), format!("CNY {figures}"))
}

/// `人民币300,000.00元（大写：叁拾万元整）`: the capitals decide if the two differ.
pub fn amount_in_full(money: Money) -> Label {
    let figures = grouped(money);
    Label::new(
        format!("人民币{figures}元（大写：{}）", capitals(money)),
        format!("CNY {figures} ({})", capitals(money)),
    )
}

/// The yuan with two decimals and a comma before every three digits.
fn grouped(money: Money) -> String {
    let text = money.to_string();
    let (yuan, fen) = text.split_once('.').unwrap_or((&text, "00"));
    let (sign, digits) = yuan.strip_prefix('-').map_or(("", yuan), |digits| ("-", digits));
    let mut out = sign.to_owned();
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(index);
        if index > 0 && left.is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push('.');
    out.push_str(fen);
    out
}

/// `3.85%`, with every decimal the rate has.
pub fn percent(rate: AnnualRate) -> String {
    format!("{}%", rate.percent_text())
}

/// `rate` raised by `over_percent` per cent of itself: 3.85 % and 50 give 5.775 %.
///
/// # Rounding
/// Down to 1e-10 of the fraction, in the borrower's favour; exact for whole basis points.
///
/// # Errors
/// `None` when the result is above [`AnnualRate::MAX`].
pub fn times_percent(rate: AnnualRate, over_percent: u16) -> Option<AnnualRate> {
    let factor = i64::from(over_percent).checked_add(100)?;
    AnnualRate::from_units(rate.units().checked_mul(factor)?.checked_div(100)?).ok()
}

/// `2026年11月21日`, `2026-11-21`.
pub fn day(date: NaiveDate) -> Label {
    let zh = format!("{}年{}月{}日", date.year(), date.month(), date.day());
    Label::new(zh, date_text::format(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_by_three() {
        for (fen, figures) in [
            (0, "0.00"),
            (99_999, "999.99"),
            (100_000, "1,000.00"),
            (123_456_789, "1,234,567.89"),
            (-30_000_000, "-300,000.00"),
        ] {
            assert_eq!(amount(Money::from_fen(fen)).en, format!("CNY {figures}"));
        }
    }

    #[test]
    fn the_capitals_follow_the_figures() {
        let text = amount_in_full(Money::from_fen(30_000_000));
        assert_eq!(text.zh, "人民币300,000.00元（大写：叁拾万元整）");
    }

    #[test]
    fn a_penalty_rate_is_the_contract_rate_and_a_part_of_it() {
        let rate = AnnualRate::from_basis_points(385).unwrap();
        assert_eq!(percent(times_percent(rate, 50).unwrap()), "5.775%");
        assert_eq!(percent(times_percent(rate, 100).unwrap()), "7.70%");
        assert_eq!(times_percent(AnnualRate::MAX, 1), None);
    }
}
