//! One planned payment.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::rate::AnnualRate;

/// One planned payment of a schedule.
///
/// `total = principal + interest + fee` and
/// `balance_after = opening_balance − principal`, always.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// The contract rate on the last of these days.
    pub annual_rate: AnnualRate,
    /// Principal outstanding after; zero after the last.
    pub balance_after: Money,
    /// Actual days of interest.
    pub days: u32,
    /// The day it is due.
    #[serde(with = "crate::date_text")]
    pub due_date: NaiveDate,
    /// Fees due.
    pub fee: Money,
    /// Interest runs from this day.
    #[serde(with = "crate::date_text")]
    pub from: NaiveDate,
    /// Interest due.
    pub interest: Money,
    /// The due date before a holiday moved it.
    #[serde(with = "crate::date_text")]
    pub nominal_date: NaiveDate,
    /// The first is 1.
    pub number: u16,
    /// Principal outstanding before.
    pub opening_balance: Money,
    /// Principal due; negative only where a grace spell adds interest to the debt.
    pub principal: Money,
    /// Whether a holiday not yet announced may still move the due date.
    pub provisional: bool,
    /// What is to be paid.
    pub total: Money,
}
