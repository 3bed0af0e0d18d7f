//! The statement of a month, for reconciling electronically (电子对账).

#[cfg(feature = "documents")]
use crate::calendar::Calendar;
use crate::calendar::month_end;
use crate::catalogue::Label;
#[cfg(feature = "documents")]
use crate::loan::{LoanBook, LoanError, LoanEvent, Receipt};
use crate::money::Money;
use chrono::{Datelike as _, NaiveDate};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// A calendar month, `2026-05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month(NaiveDate);

/// A text that is no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write the month as year and month, such as 2026-05")]
pub struct ParseMonthError;

impl Month {
    /// The month a day lies in.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Its first day.
    pub const fn first(self) -> NaiveDate {
        self.0
    }

    /// Its last day.
    pub fn last(self) -> NaiveDate {
        month_end(self.0).unwrap_or(self.0)
    }

    /// The month after it; itself at the end of the calendar.
    #[must_use]
    pub fn next(self) -> Self {
        self.last().succ_opt().map_or(self, Self::of)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl FromStr for Month {
    type Err = ParseMonthError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() != 7 {
            return Err(ParseMonthError);
        }
        let first = crate::date_text::parse(&[text, "-01"].concat());
        first.map(Self).ok_or(ParseMonthError)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = ParseMonthError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// What happened on a facility within a month, and where it stood at the month's end.
///
/// For each loan `opening + drawn + added − repaid = closing`, to the fen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonthStatement {
    /// The facility.
    pub facility_id: String,
    /// The month.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub month: Month,
    /// Its limit at the month's end.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub limit: Money,
    /// Principal owed on all loans at the month's end.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub closing_principal: Money,
    /// Everything paid in the month.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub paid: Money,
    /// Its loans, the earliest drawn first; those settled before the month are left out.
    pub loans: Vec<LoanMonth>,
}

/// A loan's month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoanMonth {
    /// The loan.
    pub loan_id: String,
    /// Its product.
    pub product_name: Label,
    /// Principal owed at the end of the month before.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub opening_principal: Money,
    /// Drawn in the month.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub drawn: Money,
    /// Fees and interest that joined the principal in the month.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub added: Money,
    /// Principal repaid in the month.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub repaid: Money,
    /// Principal owed at the month's end.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub closing_principal: Money,
    /// Interest earned in the month.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub interest: Money,
    /// Penalty interest counted in the month.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub penalty: Money,
    /// Interest owed at the month's end, due or not, penalty included.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub closing_interest: Money,
    /// Payments of the month, in the order they counted.
    pub payments: Vec<StatedPayment>,
}

/// A payment on a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatedPayment {
    /// The day it counted.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
    /// Part that repaid principal.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub principal: Money,
    /// Part that met interest, penalty included.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub interest: Money,
    /// Part that met fees.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub fee: Money,
}

/// A loan to be stated.
#[cfg(feature = "documents")]
#[derive(Clone, Copy, Debug)]
pub struct StatedLoan<'a> {
    /// Which loan.
    pub loan_id: &'a str,
    /// Its product.
    pub product_name: &'a Label,
    /// What has happened to it.
    pub events: &'a [LoanEvent],
}

/// The statement of `month` for a facility with these loans.
///
/// # Rounding
/// None of its own: every amount is one the loans' books give.
///
/// # Errors
/// [`LoanError`] where a loan's events make no book.
#[cfg(feature = "documents")]
pub fn month_statement(
    facility_id: &str,
    limit: Money,
    month: Month,
    loans: &[StatedLoan<'_>],
    calendar: &Calendar,
) -> Result<MonthStatement, LoanError> {
    let mut stated = Vec::new();
    for loan in loans {
        stated.extend(loan_month(loan, month, calendar)?);
    }
    stated
        .sort_by_key(|(drawn_on, loan): &(NaiveDate, LoanMonth)| (*drawn_on, loan.loan_id.clone()));
    let loans: Vec<LoanMonth> = stated.into_iter().map(|(_, loan)| loan).collect();
    let sum = |part: fn(&LoanMonth) -> Money| {
        Money::checked_sum(loans.iter().map(part)).ok_or(LoanError::Overflow)
    };
    let paid = loans.iter().flat_map(|loan| &loan.payments).map(|payment| payment.amount);
    Ok(MonthStatement {
        facility_id: facility_id.to_owned(),
        month,
        limit,
        closing_principal: sum(|loan| loan.closing_principal)?,
        paid: Money::checked_sum(paid).ok_or(LoanError::Overflow)?,
        loans,
    })
}

/// A loan's month with the day it was drawn; none when it was settled before or not yet drawn.
#[cfg(feature = "documents")]
fn loan_month(
    loan: &StatedLoan<'_>,
    month: Month,
    calendar: &Calendar,
) -> Result<Option<(NaiveDate, LoanMonth)>, LoanError> {
    let drawn_on = loan.events.iter().map(|event| event.on).min();
    let Some(drawn_on) = drawn_on.filter(|day| *day <= month.last()) else { return Ok(None) };
    let close = LoanBook::rebuild(loan.events, month.last(), calendar)?;
    let before = month.first().pred_opt().filter(|day| *day >= drawn_on);
    let open = before.map(|day| LoanBook::rebuild(loan.events, day, calendar)).transpose()?;
    let of_open = |amount: fn(&LoanBook) -> Money| open.as_ref().map_or(Money::ZERO, amount);
    let opening_principal = of_open(LoanBook::principal);
    let within = |receipt: &&Receipt| receipt.on >= month.first();
    let payments: Vec<StatedPayment> = close
        .receipts()
        .iter()
        .filter(within)
        .map(stated)
        .collect::<Option<_>>()
        .ok_or(LoanError::Overflow)?;
    if open.as_ref().is_some_and(|open| open.payoff().total.is_zero()) && payments.is_empty() {
        return Ok(None);
    }
    let overflow = || LoanError::Overflow;
    let drawn = if open.is_some() { Money::ZERO } else { close.terms().principal };
    let repaid = Money::checked_sum(payments.iter().map(|payment| payment.principal));
    let repaid = repaid.ok_or_else(overflow)?;
    let closing_principal = close.principal();
    let without = opening_principal.checked_add(drawn).and_then(|sum| sum.checked_sub(repaid));
    let added = without.and_then(|without| closing_principal.checked_sub(without));
    let earned = |book: &LoanBook| -> Result<(Money, Money), LoanError> {
        Ok((book.earned_interest()?, book.earned_penalty()?))
    };
    let (interest_before, penalty_before) =
        open.as_ref().map_or(Ok((Money::ZERO, Money::ZERO)), earned)?;
    let (interest, penalty) = earned(&close)?;
    let owed = close.accrued_interest().checked_add(close.penalty_interest());
    let month = LoanMonth {
        loan_id: loan.loan_id.to_owned(),
        product_name: loan.product_name.clone(),
        opening_principal,
        drawn,
        added: added.ok_or_else(overflow)?,
        repaid,
        closing_principal,
        interest: interest.checked_sub(interest_before).ok_or_else(overflow)?,
        penalty: penalty.checked_sub(penalty_before).ok_or_else(overflow)?,
        closing_interest: owed.ok_or_else(overflow)?,
        payments,
    };
    Ok(Some((drawn_on, month)))
}

#[cfg(feature = "documents")]
fn stated(receipt: &Receipt) -> Option<StatedPayment> {
    Some(StatedPayment {
        on: receipt.on,
        amount: receipt.amount,
        principal: receipt.principal,
        interest: receipt.interest.checked_add(receipt.penalty)?,
        fee: receipt.fee,
    })
}
