//! Where all loans stand together on a day: counts, what is owed, how long overdue, the ledger.
//!
//! A [`Portfolio`] takes loans in one at a time and keeps sums only, so its size does not depend on how
//! many there are; two of them join, so several hands can work.

use crate::ledger::{Account, Position};
use crate::loan::{LoanBook, LoanError, LoanStatus};
use crate::money::Money;
use serde::Serialize;

/// Loans taken together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Portfolio {
    /// Loans with nothing overdue.
    pub performing: u64,
    /// Loans with something overdue.
    pub overdue: u64,
    /// Loans repaid in full.
    pub settled: u64,
    /// Principal owed on loans by how long they are overdue.
    pub by_days_past_due: ByDays,
    /// What the accounts of the ledger hold, interest accrued to the day; it adds up to zero.
    pub position: Position,
}

/// Principal owed on loans by how long they are overdue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ByDays {
    /// Not overdue.
    pub none: Money,
    /// 1 to 30 days.
    pub up_to_30: Money,
    /// 31 to 60 days.
    pub up_to_60: Money,
    /// 61 to 90 days.
    pub up_to_90: Money,
    /// Longer.
    pub longer: Money,
}

impl ByDays {
    const fn bucket(&mut self, days: u32) -> &mut Money {
        match days {
            0 => &mut self.none,
            1..=30 => &mut self.up_to_30,
            31..=60 => &mut self.up_to_60,
            61..=90 => &mut self.up_to_90,
            _ => &mut self.longer,
        }
    }

    fn plus(&self, other: &Self) -> Option<Self> {
        Some(Self {
            none: self.none.checked_add(other.none)?,
            up_to_30: self.up_to_30.checked_add(other.up_to_30)?,
            up_to_60: self.up_to_60.checked_add(other.up_to_60)?,
            up_to_90: self.up_to_90.checked_add(other.up_to_90)?,
            longer: self.longer.checked_add(other.longer)?,
        })
    }
}

impl Portfolio {
    /// Takes a loan in, as of the day its book stands at.
    ///
    /// # Errors
    /// [`LoanError::Overflow`] where the sums do not fit, with the portfolio as before.
    pub fn take(&mut self, book: &LoanBook) -> Result<(), LoanError> {
        let position = self.position.clone().plus(Position::of(book)?.balances());
        let mut by_days_past_due = self.by_days_past_due;
        let bucket = by_days_past_due.bucket(book.days_past_due());
        *bucket = bucket.checked_add(book.principal()).ok_or(LoanError::Overflow)?;
        self.position = position.ok_or(LoanError::Overflow)?;
        self.by_days_past_due = by_days_past_due;
        let count = match book.status() {
            LoanStatus::Performing => &mut self.performing,
            LoanStatus::Overdue { .. } => &mut self.overdue,
            LoanStatus::Settled { .. } => &mut self.settled,
        };
        *count = count.saturating_add(1);
        Ok(())
    }

    /// This portfolio and another together; none where the sums do not fit.
    #[must_use]
    pub fn join(self, other: &Self) -> Option<Self> {
        Some(Self {
            performing: self.performing.saturating_add(other.performing),
            overdue: self.overdue.saturating_add(other.overdue),
            settled: self.settled.saturating_add(other.settled),
            by_days_past_due: self.by_days_past_due.plus(&other.by_days_past_due)?,
            position: self.position.plus(other.position.balances())?,
        })
    }

    /// All loans.
    pub const fn loans(&self) -> u64 {
        self.performing.saturating_add(self.overdue).saturating_add(self.settled)
    }

    /// Principal owed on all loans.
    pub fn principal(&self) -> Money {
        self.position.of_account(Account::LoanPrincipal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::loan::{LoanEvent, Servicing};
    use crate::rate::AnnualRate;
    use crate::schedule::{RepaymentMethod, TermMonths, Terms};
    use chrono::NaiveDate;

    fn book(yuan: i64, on: &str) -> LoanBook {
        let date = |text: &str| -> NaiveDate { crate::date_text::parse(text).unwrap() };
        let terms = Terms::new(
            Money::from_yuan(yuan).unwrap(),
            AnnualRate::from_basis_points(360).unwrap(),
            date("2026-01-15"),
            TermMonths::new(12).unwrap(),
            RepaymentMethod::InterestOnly,
        );
        let events = [LoanEvent::drawn(terms, Servicing::default())];
        LoanBook::rebuild(&events, date(on), &Calendar::china()).unwrap()
    }

    #[test]
    fn loans_add_up_whoever_adds_them() {
        let (mut whole, mut one, mut other) =
            (Portfolio::default(), Portfolio::default(), Portfolio::default());
        for (yuan, on) in [(1_000, "2026-01-20"), (2_000, "2026-03-20"), (4_000, "2026-06-30")] {
            whole.take(&book(yuan, on)).unwrap();
            if yuan == 2_000 { &mut one } else { &mut other }.take(&book(yuan, on)).unwrap();
        }
        assert_eq!(one.join(&other), Some(whole.clone()));
        assert_eq!((whole.loans(), whole.overdue), (3, 2));
        assert_eq!(whole.principal().to_string(), "7000.00");
        assert_eq!(whole.by_days_past_due.longer.to_string(), "4000.00");
        assert_eq!(whole.position.sum(), Some(Money::ZERO));
    }
}
