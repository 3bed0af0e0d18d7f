//! A loan seen from a day on, if everything goes to plan.

use crate::loan::{LoanBook, LoanError, NextDue, Owed};
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::schedule::{Instalment, RepaymentMethod};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is still to be paid from a day on, if everything goes to plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Outlook {
    /// The day it is seen from.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// How it is repaid.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub method: RepaymentMethod,
    /// The contract rate of the day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub annual_rate: AnnualRate,
    /// What has fallen due and is not paid.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub due: Owed,
    /// The instalments still to fall due, ascending.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub instalments: Vec<Instalment>,
    /// The next amount to be paid; none when nothing is owed.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub next: Option<NextDue>,
    /// The last due date; none when nothing is still to fall due.
    #[serde(with = "crate::date_text::optional")]
    pub matures_on: Option<NaiveDate>,
    /// Principal owed.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub principal: Money,
    /// Everything still to be paid.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub total: Money,
    /// Everything still to be paid beyond principal: interest, penalty and fees.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub cost: Money,
}

impl Outlook {
    /// The outlook of a loan from the day its book stands at.
    ///
    /// # Rounding
    /// None of its own: sums of amounts as planned.
    ///
    /// # Errors
    /// [`LoanError::Overflow`] only for absurd amounts.
    pub fn of(book: &LoanBook) -> Result<Self, LoanError> {
        let planned = Money::checked_sum(book.upcoming().map(|instalment| instalment.total));
        let total = planned
            .and_then(|planned| planned.checked_add(book.due().total))
            .and_then(|total| total.checked_sub(book.paid_ahead()));
        let total = total.ok_or(LoanError::Overflow)?;
        let principal = book.principal();
        Ok(Self {
            on: book.as_of(),
            method: book.terms().method,
            annual_rate: book.annual_rate(),
            due: book.due(),
            instalments: book.upcoming().copied().collect(),
            next: book.next_due(),
            matures_on: book.upcoming().last().map(|instalment| instalment.due_date),
            principal,
            total,
            cost: total.checked_sub(principal).ok_or(LoanError::Overflow)?,
        })
    }

    /// This loan's outlook with that of a loan that takes its place: the new one's dates, and
    /// what both still ask for.
    #[cfg(feature = "documents")]
    pub(super) fn replaced_by(self, new: Self) -> Result<Self, LoanError> {
        let due = self.due.plus(&new.due).ok_or(LoanError::Overflow)?;
        let total = self.total.checked_add(new.total).ok_or(LoanError::Overflow)?;
        let cost = self.cost.checked_add(new.cost).ok_or(LoanError::Overflow)?;
        let next = self.next.or(new.next);
        Ok(Self { due, next, total, cost, ..new })
    }
}
