//! What fell due, and when it was met.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::money::Money;

/// Something that fell due, as it was asked for.
///
/// `interest` includes what was paid ahead of it; what a payment has to meet on the due date is
/// `principal + interest + fee − paid_ahead`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FallenDue {
    /// The day it was due.
    #[serde(with = "crate::date_text")]
    pub due_date: NaiveDate,
    /// The instalment it was; none for what falls due beside the plan, such as a fee for
    /// ending the loan.
    pub number: Option<u16>,
    /// Principal asked for.
    pub principal: Money,
    /// Interest asked for.
    pub interest: Money,
    /// Fees asked for.
    pub fee: Money,
    /// Part of the interest that had been paid before.
    pub paid_ahead: Money,
    /// The day nothing of it was owed any more, penalty included.
    #[serde(with = "crate::date_text::optional")]
    pub met_on: Option<NaiveDate>,
}

impl FallenDue {
    /// Days from the due date to the day it was met, or to `today` while it is not.
    pub fn days_late(&self, today: NaiveDate) -> u32 {
        let until = self.met_on.unwrap_or(today);
        u32::try_from(crate::day_count::actual_days(self.due_date, until)).unwrap_or(0)
    }
}
