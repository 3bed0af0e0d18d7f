//! The contract rate over time, and the interest of a period.

use chrono::NaiveDate;

use super::level::Factor;
use super::period::Period;
use super::terms::{Frequency, PeriodInterest, Terms};
use crate::day_count::{DayCount, YearFraction, actual_days};
use crate::rate::AnnualRate;

/// The contract rate over time and how it turns into interest.
#[derive(Clone, Debug)]
pub(crate) struct Rates {
    initial: AnnualRate,
    /// Ascending by date.
    changes: Vec<(NaiveDate, AnnualRate)>,
    day_count: DayCount,
    period_interest: PeriodInterest,
    frequency: Frequency,
    maturity: Option<NaiveDate>,
}

impl Rates {
    pub(crate) fn of(terms: &Terms) -> Self {
        Self {
            initial: terms.annual_rate,
            changes: terms.rate_changes.iter().map(|c| (c.from, c.annual_rate)).collect(),
            day_count: terms.day_count,
            period_interest: terms.period_interest,
            frequency: terms.frequency,
            maturity: terms.maturity(),
        }
    }

    /// The rate in force on `day`.
    pub(crate) fn on(&self, day: NaiveDate) -> AnnualRate {
        self.changes
            .iter()
            .rev()
            .find(|(from, _)| *from <= day)
            .map_or(self.initial, |(_, annual_rate)| *annual_rate)
    }

    /// The rate on the last day of interest of `period`.
    pub(crate) fn at_end_of(&self, period: &Period) -> AnnualRate {
        if self.changes.is_empty() {
            return self.initial;
        }
        self.on(period.to.pred_opt().unwrap_or(period.to))
    }

    /// Interest of `period` per unit of balance.
    pub(crate) fn factor(&self, period: &Period) -> Option<Factor> {
        let changed_within =
            |(from, _): &&(NaiveDate, AnnualRate)| *from > period.from && *from < period.to;
        if self.changes.iter().find(changed_within).is_none() {
            let annual_rate =
                if self.changes.is_empty() { self.initial } else { self.on(period.from) };
            return self.factor_at(period, annual_rate);
        }
        self.blended(period)
    }

    /// Interest of `period` per unit of balance, were `annual_rate` in force throughout.
    pub(crate) fn factor_at(&self, period: &Period, annual_rate: AnnualRate) -> Option<Factor> {
        scaled(annual_rate, self.time(period))
    }

    fn time(&self, period: &Period) -> YearFraction {
        if self.period_interest == PeriodInterest::ByPeriod && period.whole {
            let per_year = i64::from(self.frequency.periods_per_year());
            return YearFraction::new(1, per_year).unwrap_or(YearFraction::ZERO);
        }
        self.day_count.fraction_to_maturity(period.from, period.to, self.maturity)
    }

    /// A period in which the rate changes: each rate has its days. Of an equal period,
    /// each day is an equal part.
    fn blended(&self, period: &Period) -> Option<Factor> {
        let equal = self.period_interest == PeriodInterest::ByPeriod && period.whole;
        let days = actual_days(period.from, period.to);
        let per_year = i64::from(self.frequency.periods_per_year());
        let denominator =
            if equal { per_year.checked_mul(days)? } else { self.day_count.denominator() };
        let mut numerator: i128 = 0;
        let mut from = period.from;
        let later = self.changes.iter().filter(|(day, _)| *day > period.from && *day < period.to);
        for to in later.map(|(day, _)| *day).chain([period.to]) {
            let time = if equal {
                actual_days(from, to)
            } else {
                self.day_count.fraction_to_maturity(from, to, self.maturity).numerator()
            };
            let part = i128::from(self.on(from).units()).checked_mul(i128::from(time))?;
            numerator = numerator.checked_add(part)?;
            from = to;
        }
        let denominator = i128::from(AnnualRate::SCALE).checked_mul(i128::from(denominator))?;
        Some(Factor { numerator, denominator })
    }
}

fn scaled(annual_rate: AnnualRate, time: YearFraction) -> Option<Factor> {
    Some(Factor {
        numerator: i128::from(annual_rate.units()).checked_mul(i128::from(time.numerator()))?,
        denominator: i128::from(AnnualRate::SCALE).checked_mul(i128::from(time.denominator()))?,
    })
}
