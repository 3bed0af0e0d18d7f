//! Repayment schedules: what is due when, exact to the fen.
//!
//! [`Schedule::build`] lays [`Terms`] out on a calendar. Invariants, held by
//! construction and tested over random loans:
//!
//! * the principal of all instalments adds up to what is owed at the start;
//! * the balance after the last instalment is 0.00;
//! * interest is never negative, and each amount is rounded once;
//! * the last instalment absorbs the remainder of rounding.
//!
//! Start reading at [`Schedule::build`]; `period` decides dates, `amortise` decides
//! amounts, `level` solves the level instalment exactly.
//!
#![doc = include_str!("WORKED.md")]

pub(crate) mod amortise;
mod compatibility;
mod departure;
mod error;
mod fee;
mod instalment;
pub(crate) mod level;
mod levelling;
pub(crate) mod period;
mod plan;
pub(crate) mod rates;
mod terms;
mod validate;
pub(crate) mod wide;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use compatibility::{
    Compatibility, FirstStub, Graduation, InstalmentRule, LastInstalment, MissingDay, SolvedOn,
};
pub use departure::{Departure, FurtherDraw, Unpaid};
pub use error::ScheduleError;
pub(crate) use fee::charged;
pub use fee::{Fee, FeeAmount, FeeWhen, Payer};
pub use instalment::Instalment;
pub use plan::{Grace, GraceKind, Harvest, PlannedPrincipal, PrincipalPlan, RateChange};
pub use terms::{
    Frequency, InterestDue, InterestRuns, PeriodInterest, RepaymentMethod, TermMonths,
    TermMonthsError, Terms,
};

use crate::calendar::Calendar;
use crate::money::Money;

/// The planned life of a loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// The day the money is drawn.
    #[serde(with = "crate::date_text")]
    pub drawn_on: NaiveDate,
    /// Upfront fees added to the debt.
    pub financed_fee: Money,
    /// One per due date, ascending, never empty.
    pub instalments: Vec<Instalment>,
    /// The amount drawn.
    pub principal: Money,
    /// Upfront fees the borrower pays in cash on the day the money is drawn.
    pub upfront_fee: Money,
}

impl Schedule {
    /// Lays out `terms` on `calendar`.
    ///
    /// # Units
    /// Every amount in fen; rates are fractions per year.
    ///
    /// # Rounding
    /// Interest of each instalment once, by `terms.rounding`; the level instalment once.
    /// The last instalment repays the balance exactly and absorbs the remainder.
    ///
    /// # Errors
    /// [`ScheduleError`], which names the field to change.
    ///
    /// # Source
    /// Interest `balance × rate × days ÷ 360`; level instalment
    /// `P ÷ Σₖ Πⱼ≤ₖ 1/(1 + iⱼ)`; equal principal `P ÷ n`.
    pub fn build(terms: &Terms, calendar: &Calendar) -> Result<Self, ScheduleError> {
        Self::build_departing(terms, &Departure::default(), calendar)
    }

    /// Lays out `terms` as they become when life departs from them: further draws within
    /// the periods, or instalments left unpaid whose principal keeps bearing the contract
    /// rate.
    ///
    /// `principal` of the result is everything drawn; [`Schedule::flows`] shows it on the
    /// day of the first draw.
    ///
    /// # Errors
    /// As [`Schedule::build`].
    pub fn build_departing(
        terms: &Terms,
        departure: &Departure,
        calendar: &Calendar,
    ) -> Result<Self, ScheduleError> {
        validate::validate(terms)?;
        let periods = period::periods(terms, calendar)?;
        validate::grace(terms, periods.len())?;
        let (upfront_fee, financed_fee) = upfront_fees(terms)?;
        let owed = terms.principal.checked_add(financed_fee).ok_or(ScheduleError::Overflow)?;
        let mut instalments = Vec::with_capacity(periods.len());
        let rates = rates::Rates::of(terms);
        departure.validate(terms, &periods)?;
        validate::instalment(terms, &rates, periods.first(), owed)?;
        amortise::Amortisation::new(terms, &rates, &periods, owed)
            .departing(departure)
            .lay_out(|instalment, _| instalments.push(instalment))?;
        let principal = departure.drawn(terms.principal).ok_or(ScheduleError::Overflow)?;
        Ok(Self { drawn_on: terms.start, principal, upfront_fee, financed_fee, instalments })
    }

    /// All interest planned.
    pub fn total_interest(&self) -> Money {
        self.sum(|instalment| instalment.interest)
    }

    /// All fees the borrower pays, upfront and financed ones included.
    pub fn total_fees(&self) -> Money {
        [self.upfront_fee, self.financed_fee]
            .into_iter()
            .try_fold(self.sum(|instalment| instalment.fee), Money::checked_add)
            .unwrap_or(Money::MAX)
    }

    /// Everything the borrower pays, upfront fees included.
    pub fn total_payment(&self) -> Money {
        self.sum(|instalment| instalment.total).checked_add(self.upfront_fee).unwrap_or(Money::MAX)
    }

    /// The due date of the last instalment.
    pub fn maturity(&self) -> NaiveDate {
        self.instalments.last().map_or(self.drawn_on, |instalment| instalment.due_date)
    }

    /// Whether a holiday not yet announced may still move a due date.
    pub fn is_provisional(&self) -> bool {
        self.instalments.iter().any(|instalment| instalment.provisional)
    }

    fn sum(&self, amount: impl Fn(&Instalment) -> Money) -> Money {
        // Each part fits far below the limit: the builder refuses larger principals.
        Money::checked_sum(self.instalments.iter().map(amount)).unwrap_or(Money::MAX)
    }
}

/// Upfront fees paid in cash, and those added to the debt.
fn upfront_fees(terms: &Terms) -> Result<(Money, Money), ScheduleError> {
    let (mut paid, mut financed) = (Money::ZERO, Money::ZERO);
    for fee in &terms.fees {
        if fee.when != FeeWhen::Upfront || !fee.is_charged() {
            continue;
        }
        let amount = fee
            .on(terms.principal, terms.principal, terms.rounding)
            .ok_or(ScheduleError::Overflow)?;
        let sum = if fee.financed { &mut financed } else { &mut paid };
        *sum = sum.checked_add(amount).ok_or(ScheduleError::Overflow)?;
    }
    Ok((paid, financed))
}

#[cfg(test)]
mod tests;
