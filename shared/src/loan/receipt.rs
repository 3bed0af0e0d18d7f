//! What a payment did, and what is owed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::money::Money;

/// How one payment was applied (冲账).
///
/// `amount = fee + penalty + interest + principal + surplus`, always. `principal` is what
/// returns to the borrower's available limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The day it counted.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// The payment event's sequence.
    pub sequence: u32,
    /// Whose money it was.
    #[serde(default, skip_serializing_if = "PaidBy::is_borrower")]
    pub by: PaidBy,
    /// What was paid.
    pub amount: Money,
    /// Part that met fees.
    pub fee: Money,
    /// Part that met penalty interest.
    pub penalty: Money,
    /// Part that met interest.
    pub interest: Money,
    /// Part that repaid principal.
    pub principal: Money,
    /// Part beyond what was owed (溢缴款), to be returned.
    pub surplus: Money,
    /// Principal outstanding afterwards.
    pub principal_after: Money,
}

/// Whose money a payment was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaidBy {
    /// The borrower's.
    #[default]
    Borrower,
    /// That of a new loan which took this one's place (无还本续贷).
    Renewal,
}

impl PaidBy {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    const fn is_borrower(&self) -> bool {
        matches!(self, Self::Borrower)
    }
}

/// Amounts owed, by component.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// Principal.
    pub principal: Money,
    /// Interest.
    pub interest: Money,
    /// Penalty interest.
    pub penalty: Money,
    /// Fees.
    pub fee: Money,
    /// Everything together.
    pub total: Money,
}

impl Owed {
    pub(super) fn of(
        principal: Money,
        interest: Money,
        penalty: Money,
        fee: Money,
    ) -> Option<Self> {
        let total = Money::checked_sum([principal, interest, penalty, fee])?;
        Some(Self { principal, interest, penalty, fee, total })
    }

    /// Both together, unless that does not fit.
    pub fn plus(&self, other: &Self) -> Option<Self> {
        Self::of(
            self.principal.checked_add(other.principal)?,
            self.interest.checked_add(other.interest)?,
            self.penalty.checked_add(other.penalty)?,
            self.fee.checked_add(other.fee)?,
        )
    }
}

/// The next amount to be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextDue {
    /// The earliest due date with something unpaid; in the past when overdue.
    #[serde(with = "crate::date_text")]
    pub due_date: NaiveDate,
    /// What is to be paid then; when overdue, everything already due, penalty included.
    pub owed: Owed,
}
