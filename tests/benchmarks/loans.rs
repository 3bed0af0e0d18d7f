//! The loans that are measured.

use chrono::NaiveDate;
use shared::calendar::BusinessDayConvention;
use shared::money::Money;
use shared::rate::AnnualRate;
use shared::schedule::{PeriodInterest, RepaymentMethod, TermMonths, Terms};

fn level(yuan: i64, basis_points: i64, months: u16) -> Terms {
    Terms::new(
        Money::from_yuan(yuan).unwrap_or(Money::MAX),
        AnnualRate::from_basis_points(basis_points).unwrap_or(AnnualRate::MAX),
        NaiveDate::from_ymd_opt(2026, 1, 15).unwrap_or(NaiveDate::MAX),
        TermMonths::new(months).unwrap_or(TermMonths::MAX),
        RepaymentMethod::LevelInstalment,
    )
}

/// 1,000,000 at 4.9 % over 360 months: the loan every peer knows.
pub fn reference_loan() -> Terms {
    Terms {
        period_interest: PeriodInterest::ByPeriod,
        business_day: BusinessDayConvention::Unadjusted,
        ..level(1_000_000, 490, 360)
    }
}

/// A year by days on China's calendar: what a quote computes for each product.
pub fn quote_loan() -> Terms {
    level(300_000, 385, 12)
}
