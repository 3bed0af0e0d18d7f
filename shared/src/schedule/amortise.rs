//! From periods to instalments: how each method repays the balance.

use super::error::ScheduleError;
use super::fee::{FeeWhen, charged};
use super::instalment::Instalment;
use super::level::{Factor, level_instalment};
use super::period::{Period, Planned};
use super::plan::GraceKind;
use super::rates::Rates;
use super::terms::{RepaymentMethod, Terms};
use crate::day_count::actual_days;
use crate::money::Money;
use crate::rate::AnnualRate;

/// The running state while instalments are laid out in order.
pub(crate) struct Amortisation<'a> {
    terms: &'a Terms,
    rates: Rates,
    periods: &'a [Period],
    factors: Vec<Factor>,
    /// What was owed at the start, financed fees included.
    opening: Money,
    balance: Money,
    /// Interest a grace spell left for later.
    deferred: Money,
    /// The level instalment or equal portion in force.
    portion: Option<Money>,
    /// The rate the level instalment was solved at.
    solved_at: Option<AnnualRate>,
    /// A level instalment to keep as long as it covers the interest.
    kept: Option<Money>,
    share_total: i128,
}

impl<'a> Amortisation<'a> {
    pub(crate) fn new(
        terms: &'a Terms,
        rates: Rates,
        periods: &'a [Period],
        opening: Money,
    ) -> Result<Self, ScheduleError> {
        let factors = periods
            .iter()
            .map(|period| rates.factor(period))
            .collect::<Option<Vec<Factor>>>()
            .ok_or(ScheduleError::Overflow)?;
        let shares = periods.iter().map(|period| match period.planned {
            Planned::Share(share) => i128::from(share),
            _ => 0,
        });
        Ok(Self {
            terms,
            rates,
            periods,
            factors,
            opening,
            balance: opening,
            deferred: Money::ZERO,
            portion: None,
            solved_at: None,
            kept: None,
            share_total: shares.fold(0, i128::saturating_add),
        })
    }

    /// Keeps a level instalment or equal portion of principal instead of solving one:
    /// the term shortens.
    pub(crate) fn keeping(mut self, portion: Option<Money>) -> Self {
        if self.terms.method == RepaymentMethod::LevelInstalment {
            self.kept = portion;
        } else {
            self.portion = portion;
        }
        self
    }

    /// Begins with interest a grace spell left for later.
    pub(crate) fn carrying(mut self, deferred: Money) -> Self {
        self.deferred = deferred;
        self
    }

    /// Lays out the instalments; stops early when the balance is repaid. `each` also gets
    /// the interest deferred so far.
    pub(crate) fn lay_out(
        mut self,
        mut each: impl FnMut(Instalment, Money),
    ) -> Result<(), ScheduleError> {
        for (index, period) in self.periods.iter().enumerate() {
            let last = index.saturating_add(1) == self.periods.len();
            let instalment = self.instalment(index, period, last)?;
            each(instalment, self.deferred);
            if self.balance.is_zero() {
                break;
            }
        }
        Ok(())
    }

    fn instalment(
        &mut self,
        index: usize,
        period: &Period,
        last: bool,
    ) -> Result<Instalment, ScheduleError> {
        let opening_balance = self.balance;
        let (principal, interest) = self.due(index, period, last)?;
        let principal = principal.min(self.balance);
        self.balance = self.balance.checked_sub(principal).ok_or(ScheduleError::Overflow)?;
        let fee = self.fee(opening_balance, self.balance.is_zero())?;
        let total = add(add(principal, interest)?, fee)?;
        Ok(Instalment {
            number: period.number,
            from: period.from,
            due_date: period.due_date,
            nominal_date: period.nominal_date,
            days: u32::try_from(actual_days(period.from, period.to))
                .map_err(|_| ScheduleError::DateOutOfRange)?,
            annual_rate: self.rates.at_end_of(period),
            opening_balance,
            principal,
            interest,
            fee,
            total,
            balance_after: self.balance,
            provisional: period.provisional,
        })
    }

    /// Principal and interest due at the end of a period.
    fn due(
        &mut self,
        index: usize,
        period: &Period,
        last: bool,
    ) -> Result<(Money, Money), ScheduleError> {
        let accrued = self.interest(index)?;
        let Some(grace) = self.grace(period.number) else {
            let principal = self.principal(index, period, last, accrued)?;
            let interest = add(accrued, core::mem::take(&mut self.deferred))?;
            return Ok((principal, interest));
        };
        // What repays the loan is solved again after a grace spell.
        self.portion = None;
        match grace {
            GraceKind::Capitalised => {
                Ok((accrued.checked_neg().ok_or(ScheduleError::Overflow)?, accrued))
            }
            GraceKind::Deferred => {
                self.deferred = add(self.deferred, accrued)?;
                Ok((Money::ZERO, Money::ZERO))
            }
            GraceKind::InterestOnly => Ok((Money::ZERO, accrued)),
            GraceKind::InterestFree => Ok((self.equal_part(self.periods.len())?, Money::ZERO)),
        }
    }

    fn grace(&self, number: u16) -> Option<GraceKind> {
        self.terms
            .grace
            .iter()
            .find(|grace| {
                number >= grace.from_number
                    && number < grace.from_number.saturating_add(grace.instalments)
            })
            .map(|grace| grace.kind)
    }

    fn interest(&self, index: usize) -> Result<Money, ScheduleError> {
        let factor = self.factors.get(index).ok_or(ScheduleError::Overflow)?;
        let base =
            if self.terms.method == RepaymentMethod::Flat { self.opening } else { self.balance };
        i128::from(base.fen())
            .checked_mul(factor.numerator)
            .and_then(|product| self.terms.rounding.div(product, factor.denominator))
            .and_then(|fen| i64::try_from(fen).ok())
            .map(Money::from_fen)
            .ok_or(ScheduleError::Overflow)
    }

    fn principal(
        &mut self,
        index: usize,
        period: &Period,
        last: bool,
        interest: Money,
    ) -> Result<Money, ScheduleError> {
        if last {
            return Ok(self.balance);
        }
        match self.terms.method {
            RepaymentMethod::AnyTime | RepaymentMethod::InterestOnly | RepaymentMethod::Bullet => {
                Ok(Money::ZERO)
            }
            RepaymentMethod::EqualPrincipal | RepaymentMethod::Flat => {
                if let Some(portion) = self.portion {
                    return Ok(portion);
                }
                let portion = self.equal_part(self.repaying_from(index))?;
                self.portion = Some(portion);
                Ok(portion)
            }
            RepaymentMethod::LevelInstalment => self.level_principal(index, period, interest),
            RepaymentMethod::Seasonal => self.planned_principal(period),
        }
    }

    fn level_principal(
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
            Some(instalment) if self.solved_at == Some(annual_rate) => instalment,
            _ => self.solve(index, annual_rate)?,
        };
        if instalment < interest {
            // A long first period costs more than a level instalment: it pays its
            // interest, and the rest is solved again from the next.
            self.portion = None;
            return Ok(Money::ZERO);
        }
        self.portion = Some(instalment);
        self.solved_at = Some(annual_rate);
        instalment.checked_sub(interest).ok_or(ScheduleError::Overflow)
    }

    /// The level instalment from this period on, knowing no later rate than this period's.
    fn solve(&self, index: usize, annual_rate: AnnualRate) -> Result<Money, ScheduleError> {
        let known = self.factors.get(index..).ok_or(ScheduleError::Overflow)?;
        let first = known.first().copied().ok_or(ScheduleError::Overflow)?;
        if self.rates.never_change() && self.terms.grace.is_empty() {
            return level_instalment(self.balance, known, self.terms.rounding)
                .ok_or(ScheduleError::Overflow);
        }
        let mut factors = Vec::with_capacity(known.len());
        factors.push(first);
        for period in self.periods.iter().skip(index.saturating_add(1)) {
            if self.grace(period.number).is_none() {
                let factor = self.rates.factor_at(period, annual_rate);
                factors.push(factor.ok_or(ScheduleError::Overflow)?);
            }
        }
        level_instalment(self.balance, &factors, self.terms.rounding).ok_or(ScheduleError::Overflow)
    }

    fn planned_principal(&self, period: &Period) -> Result<Money, ScheduleError> {
        match period.planned {
            Planned::Nothing => Ok(Money::ZERO),
            Planned::Amount(amount) => Ok(amount),
            Planned::Share(share) => i128::from(self.opening.fen())
                .checked_mul(i128::from(share))
                .and_then(|product| self.terms.rounding.div(product, self.share_total))
                .and_then(|fen| i64::try_from(fen).ok())
                .map(Money::from_fen)
                .ok_or(ScheduleError::Overflow),
        }
    }

    /// How many instalments from `index` on repay principal.
    fn repaying_from(&self, index: usize) -> usize {
        let repaying = |period: &&Period| self.grace(period.number).is_none();
        self.periods.iter().skip(index).filter(repaying).count()
    }

    /// The balance in equal parts; the last repaying instalment takes the remainder.
    fn equal_part(&self, parts: usize) -> Result<Money, ScheduleError> {
        let whole = if parts == self.periods.len() { self.opening } else { self.balance };
        i128::try_from(parts)
            .ok()
            .and_then(|parts| self.terms.rounding.div(i128::from(whole.fen()), parts))
            .and_then(|fen| i64::try_from(fen).ok())
            .map(Money::from_fen)
            .ok_or(ScheduleError::Overflow)
    }

    fn fee(&self, opening_balance: Money, final_instalment: bool) -> Result<Money, ScheduleError> {
        if self.terms.fees.is_empty() {
            return Ok(Money::ZERO);
        }
        let at = |when| {
            charged(
                &self.terms.fees,
                when,
                self.terms.principal,
                opening_balance,
                self.terms.rounding,
            )
            .ok_or(ScheduleError::Overflow)
        };
        let each = at(FeeWhen::EachInstalment)?;
        if final_instalment { add(each, at(FeeWhen::AtEnd)?) } else { Ok(each) }
    }
}

fn add(a: Money, b: Money) -> Result<Money, ScheduleError> {
    a.checked_add(b).ok_or(ScheduleError::Overflow)
}
