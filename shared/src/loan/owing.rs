//! What is owed on the day the book stands at.

use super::arrear::Arrear;
use super::book::Book;
use super::error::LoanError;
use super::receipt::Owed;
use crate::day_count::actual_days;
use crate::money::Money;
use crate::schedule::period::{Period, Span};
use crate::schedule::{FeeWhen, Grace, GraceKind, Terms, charged};

impl Book {
    /// The days since interest was settled, as a period of their own.
    pub(super) fn current_period(&self) -> Option<Period> {
        let next = self.plan.front()?;
        let to = self.on.min(next.period.to);
        let span = match next.period.span {
            Span::Whole => Span::Rest { days: actual_days(next.period.from, next.period.to) },
            other => other,
        };
        (to > next.period.from).then_some(Period { to, span, ..next.period })
    }

    /// Interest not due yet: since it was last settled, and what a grace spell left for
    /// later, less what was paid ahead.
    pub(super) fn running_interest(&self) -> Result<Money, LoanError> {
        let accrued = match self.current_period() {
            None => Money::ZERO,
            Some(period) => self.interest_of(&period, self.undue).ok_or(LoanError::Overflow)?,
        };
        let running = accrued.checked_add(self.deferred).ok_or(LoanError::Overflow)?;
        let owed = running.checked_sub(self.interest_paid).ok_or(LoanError::Overflow)?;
        Ok(owed.max(Money::ZERO))
    }

    /// Interest of a period on a balance, rounded once; none while a grace spell is free
    /// of interest.
    pub(super) fn interest_of(&self, period: &Period, balance: Money) -> Option<Money> {
        if self.is_free_of_interest(period.number) {
            return Some(Money::ZERO);
        }
        let factor = self.rates.factor(period);
        let product = i128::from(balance.fen()).checked_mul(factor.numerator)?;
        let fen = self.terms.rounding.div(product, factor.denominator)?;
        i64::try_from(fen).ok().map(Money::from_fen)
    }

    /// Whether a grace spell leaves the interest of a period out; of two the first counts, as in
    /// the plan.
    pub(super) fn is_free_of_interest(&self, number: u16) -> bool {
        let covers = |grace: &&Grace| {
            number >= grace.from_number
                && number < grace.from_number.saturating_add(grace.instalments)
        };
        let first = self.terms.grace.iter().find(covers);
        first.is_some_and(|grace| grace.kind == GraceKind::InterestFree)
    }

    /// Principal outstanding, due or not.
    pub(super) fn principal(&self) -> Result<Money, LoanError> {
        Money::checked_sum(self.arrears.iter().map(|arrear| arrear.principal))
            .and_then(|due| due.checked_add(self.undue))
            .ok_or(LoanError::Overflow)
    }

    /// Everything that has fallen due and is not paid.
    pub(super) fn due(&self) -> Result<Owed, LoanError> {
        let sum = |part: fn(&Arrear) -> Money| Money::checked_sum(self.arrears.iter().map(part));
        let penalty = self.arrears.iter().try_fold(Money::ZERO, |total, arrear| {
            let owed = arrear.penalty_owed(self.charge())?;
            total.checked_add(owed).ok_or(LoanError::Overflow)
        })?;
        let (principal, interest, fee) = (
            sum(|arrear| arrear.principal),
            sum(|arrear| arrear.interest),
            sum(|arrear| arrear.fee),
        );
        match (principal, interest, fee) {
            (Some(principal), Some(interest), Some(fee)) => {
                Owed::of(principal, interest, penalty, fee).ok_or(LoanError::Overflow)
            }
            _ => Err(LoanError::Overflow),
        }
    }

    /// What settles the loan on the day the book stands at.
    pub(super) fn payoff(&self) -> Result<Owed, LoanError> {
        let due = self.due()?;
        let principal = self.principal()?;
        let interest =
            due.interest.checked_add(self.running_interest()?).ok_or(LoanError::Overflow)?;
        let exit = if self.undue.is_positive() {
            let Terms { fees, principal, rounding, .. } = &self.terms;
            charged(fees, FeeWhen::AtEnd, *principal, Money::ZERO, *rounding)
                .ok_or(LoanError::Overflow)?
        } else {
            Money::ZERO
        };
        let early = self.prepayment_fee(self.undue)?;
        let fee = Money::checked_sum([due.fee, exit, early]).ok_or(LoanError::Overflow)?;
        Owed::of(principal, interest, due.penalty, fee).ok_or(LoanError::Overflow)
    }

    pub(super) fn is_settled(&self) -> Result<bool, LoanError> {
        Ok(self.undue.is_zero() && self.due()?.total.is_zero())
    }

    /// All interest earned up to the day at the contract rate, paid or not: every settled
    /// stretch and the running one, each rounded once.
    pub(super) fn earned_interest(&self) -> Result<Money, LoanError> {
        let running = self.current_period().map(|period| (period, self.undue));
        let settled = self.history.iter().map(|stretch| (stretch.period, stretch.balance));
        settled.chain(running).try_fold(Money::ZERO, |sum, (period, balance)| {
            let earned = self.interest_of(&period, balance);
            earned.and_then(|earned| sum.checked_add(earned)).ok_or(LoanError::Overflow)
        })
    }

    /// All penalty interest counted up to the day, paid or not.
    pub(super) fn earned_penalty(&self) -> Result<Money, LoanError> {
        let counted = self.arrears.iter().map(|arrear| arrear.penalty_counted(self.charge()));
        counted.into_iter().try_fold(Money::ZERO, |sum, counted| {
            counted.and_then(|counted| sum.checked_add(counted)).ok_or(LoanError::Overflow)
        })
    }
}
