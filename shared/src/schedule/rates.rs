//! The contract rate over time, and the interest of a period.

use chrono::NaiveDate;

use super::level::Factor;
#[cfg(feature = "every-product")]
use super::level::greatest_common_divisor;
use super::period::{Period, Span};
use super::terms::{Frequency, PeriodInterest, Step, Terms};
use crate::calendar::add_months;
use crate::day_count::{DayCount, YearFraction, actual_days};
use crate::rate::AnnualRate;

/// The contract rate over time and how it turns into interest.
#[derive(Clone, Debug)]
pub(crate) struct Rates {
    initial: AnnualRate,
    /// What holds, discounts taken off; ascending by date.
    changes: Vec<(NaiveDate, AnnualRate)>,
    /// What was agreed beside the discounts, once there is one; ascending by date.
    agreed: Vec<(NaiveDate, AnnualRate)>,
    discounts: Vec<Discount>,
    day_count: DayCount,
    period_interest: PeriodInterest,
    frequency: Frequency,
    maturity: Option<NaiveDate>,
    /// Interest of a whole period where periods are equal and the rate never changes.
    whole: Option<Factor>,
}

/// So much off every rate from one day up to, not including, another.
#[derive(Clone, Copy, Debug)]
struct Discount {
    from: NaiveDate,
    until: NaiveDate,
    basis_points: u32,
}

impl Rates {
    pub(crate) fn of(terms: &Terms) -> Self {
        let constant =
            terms.period_interest == PeriodInterest::ByPeriod && terms.rate_changes.is_empty();
        let (part, year) = terms.frequency.part_of_year();
        let whole = scaled(terms.annual_rate, (i64::from(part), i64::from(year)));
        Self {
            whole: constant.then_some(whole),
            initial: terms.annual_rate,
            changes: terms.rate_changes.iter().map(|c| (c.from, c.annual_rate)).collect(),
            agreed: Vec::new(),
            discounts: Vec::new(),
            day_count: terms.day_count,
            period_interest: terms.period_interest,
            frequency: terms.frequency,
            maturity: terms.maturity(),
        }
    }

    /// Adds a rate from `day` on, replacing one from the same day; a discount goes on below it.
    pub(crate) fn change(&mut self, day: NaiveDate, annual_rate: AnnualRate) {
        self.whole = None;
        if self.discounts.is_empty() {
            return insert(&mut self.changes, day, annual_rate);
        }
        insert(&mut self.agreed, day, annual_rate);
        self.take_discounts_off();
    }

    /// Takes `basis_points` off every rate from `from` up to, not including, `until`.
    ///
    /// `None`, with the rates as before, when that takes off nothing, or more than a rate is,
    /// or ends before it begins. A rate that is agreed later is lowered too, at most to nothing.
    pub(crate) fn lower(
        &mut self,
        from: NaiveDate,
        until: NaiveDate,
        basis_points: u32,
    ) -> Option<()> {
        let off = i64::from(basis_points).checked_neg()?;
        let too_much = [from]
            .into_iter()
            .chain(self.changes_within(from, until))
            .any(|day| self.on(day).checked_add_bp(off).is_err());
        if basis_points == 0 || until <= from || too_much {
            return None;
        }
        if self.discounts.is_empty() {
            self.agreed.clone_from(&self.changes);
        }
        self.whole = None;
        self.discounts.push(Discount { from, until, basis_points });
        self.take_discounts_off();
        Some(())
    }

    fn take_discounts_off(&mut self) {
        let ends = self.discounts.iter().flat_map(|discount| [discount.from, discount.until]);
        let mut days: Vec<_> = self.agreed.iter().map(|(day, _)| *day).chain(ends).collect();
        days.sort_unstable();
        days.dedup();
        self.changes = days.into_iter().map(|day| (day, self.discounted(day))).collect();
    }

    fn discounted(&self, day: NaiveDate) -> AnnualRate {
        let off = self
            .discounts
            .iter()
            .filter(|discount| discount.from <= day && day < discount.until)
            .fold(0_i64, |off, discount| off.saturating_sub(i64::from(discount.basis_points)));
        let agreed = in_force(&self.agreed, day).unwrap_or(self.initial);
        agreed.checked_add_bp(off).unwrap_or(AnnualRate::ZERO)
    }

    /// The days after `from` and before `to` on which the rate changes, ascending.
    pub(crate) fn changes_within(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> impl Iterator<Item = NaiveDate> {
        self.changes.iter().map(|(day, _)| *day).filter(move |day| *day > from && *day < to)
    }

    /// Whether one rate holds throughout.
    pub(crate) fn never_change(&self) -> bool {
        self.changes.is_empty()
    }

    /// Lets the contract end on another day.
    pub(crate) fn mature_on(&mut self, maturity: Option<NaiveDate>) {
        self.maturity = maturity;
    }

    /// The rate in force on `day`.
    pub(crate) fn on(&self, day: NaiveDate) -> AnnualRate {
        in_force(&self.changes, day).unwrap_or(self.initial)
    }

    /// The rate on the last day of interest of `period`.
    pub(crate) fn at_end_of(&self, period: &Period) -> AnnualRate {
        if self.changes.is_empty() {
            return self.initial;
        }
        self.on(period.to.pred_opt().unwrap_or(period.to))
    }

    /// Interest of every whole period, where that is the same.
    pub(crate) fn whole(&self) -> Option<Factor> {
        self.whole
    }

    /// Interest of `period` per unit of balance.
    #[inline]
    pub(crate) fn factor(&self, period: &Period) -> Factor {
        if let (Some(whole), Span::Whole) = (self.whole, period.span) {
            return whole;
        }
        if self.changes.is_empty() {
            return self.factor_at(period, self.initial);
        }
        let changed_within =
            |(from, _): &&(NaiveDate, AnnualRate)| *from > period.from && *from < period.to;
        if self.changes.iter().find(changed_within).is_none() {
            return self.factor_at(period, self.on(period.from));
        }
        self.blended(period)
    }

    /// Interest of `period` per unit of balance, were `annual_rate` in force throughout.
    #[inline]
    pub(crate) fn factor_at(&self, period: &Period, annual_rate: AnnualRate) -> Factor {
        scaled(annual_rate, self.time(period))
    }

    /// The part of a year between two days of `period`, as numerator and denominator in lowest
    /// terms; `None` where they do not fit.
    #[cfg(feature = "every-product")]
    pub(crate) fn part_between(
        &self,
        period: &Period,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Option<(i128, i128)> {
        let span = match period.span {
            Span::Whole => Span::Rest { days: actual_days(period.from, period.to) },
            other => other,
        };
        let up_to = |day: NaiveDate| {
            let day = day.min(period.to);
            if day <= period.from {
                return (0, 1);
            }
            let (numerator, denominator) = self.time(&Period { to: day, span, ..*period });
            (i128::from(numerator), i128::from(denominator))
        };
        let ((later, of_later), (earlier, of_earlier)) = (up_to(to), up_to(from));
        let numerator =
            later.checked_mul(of_earlier)?.checked_sub(earlier.checked_mul(of_later)?)?;
        let denominator = of_later.checked_mul(of_earlier)?;
        let common = greatest_common_divisor(numerator, denominator);
        Some((numerator.checked_div(common)?, denominator.checked_div(common)?))
    }

    /// The fraction of a year a period is, as numerator and denominator.
    #[inline]
    fn time(&self, period: &Period) -> (i64, i64) {
        if self.period_interest == PeriodInterest::ByDays {
            return parts(self.day_count.fraction_to_maturity(
                period.from,
                period.to,
                self.maturity,
            ));
        }
        let (part, year) = self.frequency.part_of_year();
        let (part, year) = (i64::from(part), i64::from(year));
        let elapsed = || actual_days(period.from, period.to).saturating_mul(part);
        match (period.span, self.frequency.step()) {
            (Span::Whole, _) => (part, year),
            (Span::Rest { days }, _) => (elapsed(), year.saturating_mul(days)),
            (Span::Odd, Step::Months(_)) => self.months_and_days(period),
            (Span::Odd, Step::Days(_)) => {
                parts(self.day_count.fraction_to_maturity(period.from, period.to, self.maturity))
            }
        }
    }

    /// An odd period of equal months: whole months counted back from its end are twelfths,
    /// the days left at its beginning follow the day count (EU Directive 2008/48, Annex I).
    fn months_and_days(&self, period: &Period) -> (i64, i64) {
        let mut months = 0_i32;
        let mut back = period.to;
        while let Some(earlier) = add_months(period.to, months.saturating_add(1).saturating_neg())
            && earlier >= period.from
        {
            months = months.saturating_add(1);
            back = earlier;
        }
        let (days, year) =
            parts(self.day_count.fraction_to_maturity(period.from, back, self.maturity));
        let twelfths = i64::from(months).saturating_mul(year);
        (twelfths.saturating_add(days.saturating_mul(12)), year.saturating_mul(12))
    }

    /// Interest of a whole regular period per unit of balance.
    pub(crate) fn regular_factor(&self, annual_rate: AnnualRate) -> Factor {
        let (part, year) = self.frequency.part_of_year();
        scaled(annual_rate, (i64::from(part), i64::from(year)))
    }

    /// The days of the whole step, each of which is an equal part, where periods are equal.
    fn equal_days(&self, period: &Period) -> Option<i64> {
        match (self.period_interest, period.span) {
            (PeriodInterest::ByPeriod, Span::Whole) => Some(actual_days(period.from, period.to)),
            (PeriodInterest::ByPeriod, Span::Rest { days }) => Some(days),
            _ => None,
        }
    }

    /// A period in which the rate changes: each rate has its days. Of an equal period,
    /// each day is an equal part.
    fn blended(&self, period: &Period) -> Factor {
        let equal = self.equal_days(period);
        let (part, year) = self.frequency.part_of_year();
        let denominator = match equal {
            Some(days) => i64::from(year).saturating_mul(days),
            None => self.day_count.denominator(),
        };
        let mut numerator: i128 = 0;
        let mut from = period.from;
        let later = self.changes.iter().filter(|(day, _)| *day > period.from && *day < period.to);
        for to in later.map(|(day, _)| *day).chain([period.to]) {
            let time = if equal.is_some() {
                actual_days(from, to).saturating_mul(i64::from(part))
            } else {
                self.day_count.fraction_to_maturity(from, to, self.maturity).numerator()
            };
            let earned = scaled(self.on(from), (time, denominator)).numerator;
            numerator = numerator.saturating_add(earned);
            from = to;
        }
        Factor { numerator, ..scaled(self.initial, (1, denominator)) }
    }
}

/// Adds a rate from `day` on, replacing one from the same day.
fn insert(changes: &mut Vec<(NaiveDate, AnnualRate)>, day: NaiveDate, annual_rate: AnnualRate) {
    match changes.binary_search_by_key(&day, |(from, _)| *from) {
        Ok(index) => {
            if let Some(change) = changes.get_mut(index) {
                change.1 = annual_rate;
            }
        }
        Err(index) => changes.insert(index, (day, annual_rate)),
    }
}

/// The last rate that began by `day`.
fn in_force(changes: &[(NaiveDate, AnnualRate)], day: NaiveDate) -> Option<AnnualRate> {
    changes.iter().rev().find(|(from, _)| *from <= day).map(|(_, annual_rate)| *annual_rate)
}

const fn parts(time: YearFraction) -> (i64, i64) {
    (time.numerator(), time.denominator())
}

/// A rate over a time; at most 1e12 units and some centuries, so 128 bits always hold it.
#[inline]
fn scaled(annual_rate: AnnualRate, (numerator, denominator): (i64, i64)) -> Factor {
    Factor {
        numerator: i128::from(annual_rate.units()).saturating_mul(i128::from(numerator)),
        denominator: i128::from(AnnualRate::SCALE).saturating_mul(i128::from(denominator)),
    }
}
