//! From periods to instalments: how each method repays the balance.

use chrono::{Datelike as _, NaiveDate};

use super::departure::{Departure, FurtherDraw, Unpaid};
use super::error::ScheduleError;
use super::fee::{FeeWhen, charged};
use super::instalment::Instalment;
use super::level::{Charged, Factor};
use super::period::{Period, Planned, Span};
use super::plan::GraceKind;
use super::rates::Rates;
use super::terms::{RepaymentMethod, Terms};
use crate::day_count::actual_days;
use crate::money::Money;
use crate::rate::AnnualRate;

/// The running state while instalments are laid out in order.
pub(crate) struct Amortisation<'a> {
    pub(super) terms: &'a Terms,
    pub(super) rates: &'a Rates,
    pub(super) periods: &'a [Period],
    /// What was owed at the start, financed fees included.
    opening: Money,
    pub(super) balance: Money,
    /// Interest a grace spell left for later.
    deferred: Money,
    /// The level instalment or equal portion in force.
    pub(super) portion: Option<Money>,
    /// The rate the level instalment was solved at.
    pub(super) solved_at: Option<AnnualRate>,
    /// A level instalment to keep as long as it covers the interest.
    pub(super) kept: Option<Money>,
    draws: &'a [FurtherDraw],
    unpaid: Option<Unpaid>,
    beside: Vec<Beside>,
    share_total: i128,
}

/// An amount that bears interest beside the planned balance, for a while; negative where
/// the balance counts it too early.
#[derive(Clone, Copy)]
struct Beside {
    from: NaiveDate,
    to: NaiveDate,
    amount: Money,
}

impl<'a> Amortisation<'a> {
    pub(crate) fn new(
        terms: &'a Terms,
        rates: &'a Rates,
        periods: &'a [Period],
        opening: Money,
    ) -> Self {
        let shares = periods.iter().map(|period| match period.planned {
            Planned::Share(share) => i128::from(share),
            _ => 0,
        });
        Self {
            terms,
            rates,
            periods,
            opening,
            balance: opening,
            deferred: Money::ZERO,
            portion: None,
            solved_at: None,
            kept: None,
            draws: &[],
            unpaid: None,
            beside: Vec::new(),
            share_total: shares.fold(0, i128::saturating_add),
        }
    }

    /// Follows life where it departs from the terms.
    pub(crate) fn departing(mut self, departure: &'a Departure) -> Self {
        self.draws = &departure.draws;
        self.unpaid = departure.unpaid;
        self
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
        let laid = if self.is_plain() { self.lay_out_plain(&mut each)? } else { 0 };
        if laid > 0 && self.balance.is_zero() {
            return Ok(());
        }
        for (index, period) in self.periods.iter().enumerate().skip(laid) {
            let last = index.saturating_add(1) == self.periods.len();
            let instalment = self.instalment(index, period, last)?;
            each(instalment, self.deferred);
            if self.balance.is_zero() {
                break;
            }
        }
        Ok(())
    }

    /// Whether nothing was agreed that a row would have to ask about.
    fn is_plain(&self) -> bool {
        let Terms { grace, fees, instalment, compatibility, method, .. } = self.terms;
        grace.is_empty()
            && fees.is_empty()
            && instalment.is_none()
            && compatibility.is_default()
            && !matches!(method, RepaymentMethod::Flat | RepaymentMethod::Seasonal)
            && self.rates.never_change()
            && self.kept.is_none()
            && self.portion.is_none()
            && self.deferred.is_zero()
            && self.draws.is_empty()
            && self.unpaid.is_none()
    }

    /// The level instalment or equal portion of a plain loan.
    fn plain_portion(&mut self) -> Result<Option<Money>, ScheduleError> {
        self.solved_at = Some(self.terms.annual_rate);
        match self.terms.method {
            RepaymentMethod::LevelInstalment => self.solve(0, self.terms.annual_rate).map(Some),
            RepaymentMethod::EqualPrincipal => self.equal_part(self.periods.len()).map(Some),
            _ => Ok(None),
        }
    }

    /// Lays out a plain loan until it is repaid or the general way must decide; returns how
    /// many rows that is.
    fn lay_out_plain(
        &mut self,
        each: &mut impl FnMut(Instalment, Money),
    ) -> Result<usize, ScheduleError> {
        self.portion = self.plain_portion()?;
        let level = self.terms.method == RepaymentMethod::LevelInstalment;
        let portion = self.portion.unwrap_or(Money::ZERO);
        let rounding = self.terms.rounding;
        let count = self.periods.len();
        let (mut known, mut known_day) = (self.terms.start, self.terms.start.num_days_from_ce());
        let mut balance = self.balance;
        let mut charged = Charged::by(Factor { numerator: 0, denominator: 1 });
        for (index, period) in self.periods.iter().enumerate() {
            charged.turn_to(self.rates.factor(period));
            let opening_balance = balance;
            let interest = charged.on(opening_balance, rounding).ok_or(ScheduleError::Overflow)?;
            let last = index.saturating_add(1) == count;
            if level && portion < interest && !last {
                return Ok(index);
            }
            let beside = if level { interest } else { Money::ZERO };
            let principal = if last {
                opening_balance
            } else {
                Money::from_fen(portion.fen().saturating_sub(beside.fen())).min(opening_balance)
            };
            balance = opening_balance.checked_sub(principal).ok_or(ScheduleError::Overflow)?;
            self.balance = balance;
            // A period begins where the one before ends: each date is counted once.
            let from_day =
                if period.from == known { known_day } else { period.from.num_days_from_ce() };
            (known, known_day) = (period.to, period.to.num_days_from_ce());
            let days = known_day.saturating_sub(from_day);
            each(
                Instalment {
                    number: period.number,
                    from: period.from,
                    due_date: period.due_date,
                    nominal_date: period.nominal_date,
                    days: u32::try_from(days).map_err(|_| ScheduleError::DateOutOfRange)?,
                    annual_rate: self.terms.annual_rate,
                    opening_balance,
                    principal,
                    interest,
                    fee: Money::ZERO,
                    total: add(principal, interest)?,
                    balance_after: balance,
                    provisional: period.provisional,
                },
                Money::ZERO,
            );
            if balance.is_zero() {
                return Ok(index.saturating_add(1));
            }
        }
        Ok(count)
    }

    fn instalment(
        &mut self,
        index: usize,
        period: &Period,
        last: bool,
    ) -> Result<Instalment, ScheduleError> {
        self.admit_draws(period)?;
        let opening_balance = self.balance;
        let (principal, interest) = self.due(index, period, last)?;
        let principal = principal.min(self.balance);
        if let Some(unpaid) = self.unpaid
            && period.number > unpaid.paid
            && period.to < unpaid.as_of
        {
            self.beside.push(Beside { from: period.to, to: unpaid.as_of, amount: principal });
        }
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
            let deferred = core::mem::take(&mut self.deferred);
            if last && let Some(interest) = self.plug() {
                return Ok((self.balance, interest));
            }
            // An instalment that is kept includes what was deferred.
            let interest = add(accrued, deferred)?;
            let level_covers = if self.kept.is_some() { interest } else { accrued };
            let principal = self.principal(index, period, last, level_covers)?;
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

    pub(super) fn grace(&self, number: u16) -> Option<GraceKind> {
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
        let exact = self.exact_interest(index).ok_or(ScheduleError::Overflow)?;
        let Factor { numerator, denominator } = exact;
        self.terms
            .rounding
            .div(numerator, denominator)
            .and_then(|fen| i64::try_from(fen).ok())
            .map(Money::from_fen)
            .ok_or(ScheduleError::Overflow)
    }

    /// The interest of a period in fen, exact.
    pub(super) fn exact_interest(&self, index: usize) -> Option<Factor> {
        let period = self.periods.get(index)?;
        let factor = self.rates.factor(period);
        let base =
            if self.terms.method == RepaymentMethod::Flat { self.opening } else { self.balance };
        let mut exact = factor.times(base)?;
        if self.beside.is_empty() {
            return Some(exact);
        }
        let span = match period.span {
            Span::Whole => Span::Rest { days: actual_days(period.from, period.to) },
            other => other,
        };
        for beside in &self.beside {
            let (from, to) = (beside.from.max(period.from), beside.to.min(period.to));
            if from < to {
                let while_beside = Period { from, to, span, ..*period };
                exact = exact.plus(self.rates.factor(&while_beside).times(beside.amount)?)?;
            }
        }
        Some(exact)
    }

    /// Takes up draws made within a period; the balance counts them from its beginning.
    fn admit_draws(&mut self, period: &Period) -> Result<(), ScheduleError> {
        while let Some((draw, later)) = self.draws.split_first()
            && draw.on < period.to
        {
            self.draws = later;
            self.balance = add(self.balance, draw.amount)?;
            self.opening = add(self.opening, draw.amount)?;
            let early = draw.amount.checked_neg().ok_or(ScheduleError::Overflow)?;
            self.beside.push(Beside { from: period.from, to: draw.on, amount: early });
            self.portion = None;
        }
        Ok(())
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
                    return self.to_multiple(portion, interest);
                }
                let portion = self.equal_part(self.repaying_from(index))?;
                self.portion = Some(portion);
                let portion = self.prorated(index, portion)?;
                self.to_multiple(portion, interest)
            }
            RepaymentMethod::LevelInstalment => self.level_principal(index, period, interest),
            RepaymentMethod::Seasonal => self.planned_principal(period),
        }
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
    pub(super) fn repaying_from(&self, index: usize) -> usize {
        let repaying = |period: &&Period| self.grace(period.number).is_none();
        self.periods.iter().skip(index).filter(repaying).count()
    }

    /// The balance in equal parts; the last repaying instalment takes the remainder.
    pub(super) fn equal_part(&self, parts: usize) -> Result<Money, ScheduleError> {
        let whole = if parts == self.periods.len() { self.opening } else { self.balance };
        i128::try_from(parts)
            .ok()
            .and_then(|parts| self.terms.rounding.div(i128::from(whole.fen()), parts))
            .and_then(|fen| i64::try_from(fen).ok())
            .map(Money::from_fen)
            .ok_or(ScheduleError::Overflow)
    }

    /// Whether interest is charged on the planned balance and nothing beside it.
    pub(super) fn charges_only_the_balance(&self) -> bool {
        self.beside.is_empty()
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

pub(super) fn add(a: Money, b: Money) -> Result<Money, ScheduleError> {
    a.checked_add(b).ok_or(ScheduleError::Overflow)
}
