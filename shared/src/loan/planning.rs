//! What is still to fall due, laid out again when something changes it.

use chrono::NaiveDate;

use super::book::{Book, Planned};
use super::error::LoanError;
use super::servicing::AfterPrepayment;
use crate::calendar::Calendar;
use crate::day_count::actual_days;
use crate::money::Money;
use crate::schedule::RepaymentMethod;
use crate::schedule::amortise::Amortisation;
use crate::schedule::period::{Period, Span, periods};

impl Book {
    /// The instalment or portion to keep when a prepayment shortens the term.
    ///
    /// Reads the plan, which must be fresh.
    pub(super) fn kept_portion(&self) -> Option<Money> {
        if self.servicing.after_prepayment == AfterPrepayment::ReduceInstalment
            || self.plan.len() < 2
        {
            return None;
        }
        let next = self.plan.iter().find(|planned| planned.instalment.principal.is_positive())?;
        match self.terms.method {
            RepaymentMethod::LevelInstalment => {
                next.instalment.total.checked_sub(next.instalment.fee)
            }
            RepaymentMethod::EqualPrincipal => Some(next.instalment.principal),
            _ => None,
        }
    }

    /// Lays out what is still to fall due, from where interest is settled to.
    ///
    /// Days tell which periods those are, and numbers go on from the last that fell due: another
    /// method or a longer term may have other due dates than the plan before it.
    pub(super) fn plan_again(
        &mut self,
        kept: Option<Money>,
        calendar: &Calendar,
    ) -> Result<(), LoanError> {
        self.plan.clear();
        self.stale = false;
        if !self.undue.is_positive() {
            return Ok(());
        }
        let mut remaining = periods(&self.terms, calendar)?;
        remaining.retain(|period| {
            period.due_date.min(period.to) > self.on && period.to > self.settled_to
        });
        for (number, period) in (self.billed.saturating_add(1)..).zip(&mut remaining) {
            period.number = number;
        }
        if let Some(first) = remaining.first_mut() {
            begin_at(first, self.settled_to);
        }
        let possible = remaining.len();
        if kept.is_none() {
            remaining.truncate(self.left_of(&remaining));
        }
        self.lay_out(remaining, kept)?;
        if kept.is_some() {
            let last = self.plan.back().filter(|_| self.plan.len() < possible);
            self.ends_on = last.map(|planned| planned.period.nominal_date);
        }
        Ok(())
    }

    /// How many of the periods are left of a term that a prepayment shortened: another rate or
    /// method does not make it longer again.
    fn left_of(&self, remaining: &[Period]) -> usize {
        let ended = |ends_on| remaining.iter().position(|period| period.nominal_date >= ends_on);
        let last = self.ends_on.and_then(ended);
        last.map_or(remaining.len(), |last| last.saturating_add(1))
    }

    /// Lets the amounts be worked out anew when they are next needed; the dates stay.
    ///
    /// Of many payments within one period only the last decides what the next instalment is,
    /// so a loan repaid every day is not planned anew every day.
    pub(super) fn amounts_changed(&mut self) {
        self.stale = true;
        if let Some(first) = self.plan.front_mut() {
            begin_at(&mut first.period, self.settled_to);
        }
    }

    /// Works out the amounts of the plan when they no longer hold.
    pub(super) fn refresh(&mut self) -> Result<(), LoanError> {
        if !core::mem::take(&mut self.stale) || self.plan.is_empty() {
            return Ok(());
        }
        let remaining = self.plan.drain(..).map(|planned| planned.period).collect();
        self.lay_out(remaining, None)
    }

    fn lay_out(&mut self, remaining: Vec<Period>, kept: Option<Money>) -> Result<(), LoanError> {
        let mut laid = Vec::with_capacity(remaining.len());
        Amortisation::new(&self.terms, &self.rates, &remaining, self.undue)
            .keeping(kept)
            .carrying(self.deferred)
            .lay_out(|instalment, deferred_after| laid.push((instalment, deferred_after)))?;
        self.plan = laid
            .into_iter()
            .zip(remaining)
            .map(|((instalment, deferred_after), period)| Planned {
                instalment,
                period,
                deferred_after,
            })
            .collect();
        Ok(())
    }
}

/// Lets a period begin on the day interest is settled up to.
fn begin_at(first: &mut Period, settled_to: NaiveDate) {
    if first.from == settled_to {
        return;
    }
    if first.span == Span::Whole {
        first.span = if first.from < settled_to {
            Span::Rest { days: actual_days(first.from, first.to) }
        } else {
            Span::Odd
        };
    }
    first.from = settled_to;
}
