//! Level instalments: when they are solved, how they are rounded, what they repay.

use super::amortise::{Amortisation, add};
use super::compatibility::{FirstStub, InstalmentRule, LastInstalment, SolvedOn};
use super::error::ScheduleError;
use super::level::{Factor, graduated_instalment, level_instalment, level_instalment_of_equal};
use super::period::{Period, Span};
use super::terms::RepaymentMethod;
use crate::money::Money;
use crate::rate::AnnualRate;

impl Amortisation<'_> {
    /// What a level instalment repays after its interest.
    pub(super) fn level_principal(
        &mut self,
        index: usize,
        period: &Period,
        interest: Money,
    ) -> Result<Money, ScheduleError> {
        let annual_rate = self.rates.at_end_of(period);
        if let Some(kept) = self.kept.filter(|kept| *kept > interest) {
            return kept.checked_sub(interest).ok_or(ScheduleError::Overflow);
        }
        if let Some(agreed) = self.terms.instalment {
            if agreed <= interest {
                return Err(ScheduleError::InstalmentBelowInterest { number: period.number });
            }
            return agreed.checked_sub(interest).ok_or(ScheduleError::Overflow);
        }
        let instalment = match self.portion {
            Some(instalment) if self.solved_at == Some(annual_rate) => {
                self.graduated(period, instalment)?
            }
            _ => self.solve(index, annual_rate)?,
        };
        self.portion = Some(instalment);
        self.solved_at = Some(annual_rate);
        let instalment = self.prorated(index, instalment)?;
        let first_stub = self.terms.compatibility.first_stub;
        if instalment < interest && first_stub == FirstStub::CoversInterest {
            // A long first period costs more than a level instalment: it pays its
            // interest, and the rest is solved again from the next.
            self.portion = None;
            return Ok(Money::ZERO);
        }
        instalment.checked_sub(interest).ok_or(ScheduleError::Overflow)
    }

    /// The instalment after a step up or down, where this period begins one.
    fn graduated(&self, period: &Period, instalment: Money) -> Result<Money, ScheduleError> {
        let Some(graduation) = self.terms.compatibility.graduation else {
            return Ok(instalment);
        };
        let before = period.number.saturating_sub(1);
        if before == 0 || before.checked_rem(graduation.every) != Some(0) {
            return Ok(instalment);
        }
        i128::from(instalment.fen())
            .checked_mul(i128::from(graduation.factor_per_million))
            .and_then(|product| self.terms.rounding.div(product, 1_000_000))
            .and_then(|fen| i64::try_from(fen).ok())
            .map(Money::from_fen)
            .ok_or(ScheduleError::Overflow)
    }

    /// The level instalment from this period on, knowing no later rate than this period's.
    pub(super) fn solve(
        &self,
        index: usize,
        annual_rate: AnnualRate,
    ) -> Result<Money, ScheduleError> {
        let overflow = ScheduleError::Overflow;
        let compatibility = &self.terms.compatibility;
        let plain = self.rates.never_change()
            && self.terms.grace.is_empty()
            && self.charges_only_the_balance()
            && compatibility.is_default();
        if plain {
            let periods = self.periods.get(index..).ok_or(ScheduleError::Overflow)?;
            if let Some(whole) = self.rates.whole()
                && periods.iter().all(|period| period.span == Span::Whole)
            {
                let (count, rounding) = (periods.len(), self.terms.rounding);
                return level_instalment_of_equal(self.balance, whole, count, rounding)
                    .ok_or(overflow);
            }
            let factors = periods.iter().map(|period| self.rates.factor(period));
            return level_instalment(self.balance, factors, self.terms.rounding).ok_or(overflow);
        }
        let factors = self.known_factors(index, annual_rate).ok_or(ScheduleError::Overflow)?;
        if let Some(graduation) = compatibility.graduation {
            return graduated_instalment(self.balance, &factors, graduation).ok_or(overflow);
        }
        let rounding = match compatibility.instalment_rule {
            InstalmentRule::Multiple { rounding, .. } => rounding,
            _ => self.terms.rounding,
        };
        let instalment =
            level_instalment(self.balance, factors.iter().copied(), rounding).ok_or(overflow)?;
        match compatibility.instalment_rule {
            InstalmentRule::Fen => Ok(instalment),
            InstalmentRule::Multiple { .. } => self.to_multiple(instalment, Money::ZERO),
            InstalmentRule::Spread => self.spread(index, instalment),
        }
    }

    /// Interest factors of the repaying periods from `index` on, as known in that period.
    fn known_factors(&self, index: usize, annual_rate: AnnualRate) -> Option<Vec<Factor>> {
        let compatibility = &self.terms.compatibility;
        let equal = compatibility.solved_on == SolvedOn::EqualPeriods;
        let regular = self.rates.regular_factor(annual_rate);
        let mut factors = Vec::with_capacity(self.periods.len().saturating_sub(index));
        for (offset, period) in self.periods.iter().enumerate().skip(index) {
            let first = offset == index;
            if !first && self.grace(period.number).is_some() {
                continue;
            }
            let prorated = period.span == Span::Odd
                && offset == 0
                && compatibility.first_stub == FirstStub::Prorated;
            factors.push(if equal || prorated {
                regular
            } else if first && !self.charges_only_the_balance() {
                self.exact_interest(index)?.per(self.balance)?
            } else if first {
                self.rates.factor(period)
            } else {
                self.rates.factor_at(period, annual_rate)
            });
        }
        Some(factors)
    }

    /// An instalment, or principal beside its interest, rounded to the agreed multiple.
    pub(super) fn to_multiple(
        &self,
        principal: Money,
        interest: Money,
    ) -> Result<Money, ScheduleError> {
        let InstalmentRule::Multiple { step, rounding } = self.terms.compatibility.instalment_rule
        else {
            return Ok(principal);
        };
        let total = add(principal, interest)?;
        rounding
            .div(i128::from(total.fen()), i128::from(step.fen()))
            .and_then(|steps| i64::try_from(steps).ok())
            .and_then(|steps| step.checked_mul(steps))
            .and_then(|total| total.checked_sub(interest))
            .ok_or(ScheduleError::Overflow)
    }

    /// Spreads a large remainder over all instalments, where that helps the last.
    fn spread(&self, index: usize, instalment: Money) -> Result<Money, ScheduleError> {
        let remaining = self.periods.len().saturating_sub(index);
        let count = i64::try_from(remaining).unwrap_or(i64::MAX);
        let off = |instalment: Money| {
            let last = self.last_total(index, instalment)?;
            last.checked_sub(instalment).ok_or(ScheduleError::Overflow)
        };
        let difference = off(instalment)?;
        if difference.fen().saturating_abs() <= count / 2 {
            return Ok(instalment);
        }
        let each = self
            .terms
            .rounding
            .div(i128::from(difference.fen()), i128::from(count))
            .and_then(|fen| i64::try_from(fen).ok())
            .ok_or(ScheduleError::Overflow)?;
        let adjusted = add(instalment, Money::from_fen(each))?;
        let helps = off(adjusted)?.fen().saturating_abs() < difference.fen().saturating_abs();
        Ok(if helps { adjusted } else { instalment })
    }

    /// The total of the last instalment if the others are `instalment`.
    fn last_total(&self, index: usize, instalment: Money) -> Result<Money, ScheduleError> {
        let mut balance = self.balance;
        let mut total = instalment;
        for (offset, period) in self.periods.iter().enumerate().skip(index) {
            let exact = if offset == index {
                self.exact_interest(index)
            } else {
                self.rates.factor(period).times(balance)
            };
            let interest = exact
                .and_then(|exact| self.terms.rounding.div(exact.numerator, exact.denominator))
                .and_then(|fen| i64::try_from(fen).ok())
                .map(Money::from_fen)
                .ok_or(ScheduleError::Overflow)?;
            total = add(balance, interest)?;
            balance = total.checked_sub(instalment).ok_or(ScheduleError::Overflow)?;
        }
        Ok(total)
    }

    /// The part of a regular instalment that an odd first period has, where agreed so.
    pub(super) fn prorated(&self, index: usize, regular: Money) -> Result<Money, ScheduleError> {
        let Some(period) = self.periods.get(index).filter(|period| {
            index == 0
                && period.span == Span::Odd
                && self.terms.compatibility.first_stub == FirstStub::Prorated
        }) else {
            return Ok(regular);
        };
        let whole = self.rates.regular_factor(self.rates.on(period.from));
        let odd = self.rates.factor(period);
        if whole.numerator == 0 {
            // Without interest there is nothing to tell the fraction by.
            return Ok(regular);
        }
        odd.times(regular)
            .and_then(|product| {
                let numerator = product.numerator.checked_mul(whole.denominator)?;
                let denominator = odd.denominator.checked_mul(whole.numerator)?;
                self.terms.rounding.div(numerator, denominator)
            })
            .and_then(|fen| i64::try_from(fen).ok())
            .map(Money::from_fen)
            .ok_or(ScheduleError::Overflow)
    }

    /// The last interest where the last level instalment stays level.
    pub(super) fn plug(&self) -> Option<Money> {
        let level = self.terms.method == RepaymentMethod::LevelInstalment
            && self.terms.compatibility.last_instalment == LastInstalment::InterestPlug;
        let instalment = self.kept.or(self.terms.instalment).or(self.portion)?;
        instalment.checked_sub(self.balance).filter(|interest| level && !interest.is_negative())
    }
}
