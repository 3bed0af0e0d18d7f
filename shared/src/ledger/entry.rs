//! An entry: what an act posts, balanced.

use super::account::Account;
use super::position::Position;
use crate::money::Money;
use chrono::NaiveDate;
use serde::Serialize;

/// A balanced set of postings. One that exists adds up to zero and posts something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    #[serde(with = "crate::date_text")]
    on: NaiveDate,
    postings: Position,
}

/// Why postings are no entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// Debits and credits differ.
    #[error("debits and credits differ by {difference}")]
    Unbalanced {
        /// Debits less credits.
        difference: Money,
    },
    /// An amount does not fit.
    #[error("the amounts are too large to add")]
    Overflow,
}

impl Entry {
    /// The entry of these postings; none when they post nothing.
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn of(on: NaiveDate, postings: Position) -> Result<Option<Self>, EntryError> {
        let difference = postings.sum().ok_or(EntryError::Overflow)?;
        if !difference.is_zero() {
            return Err(EntryError::Unbalanced { difference });
        }
        let posts_nothing = postings == Position::default();
        Ok((!posts_nothing).then_some(Self { on, postings }))
    }

    /// What leads from one position to another.
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn between(
        on: NaiveDate,
        before: &Position,
        after: &Position,
    ) -> Result<Option<Self>, EntryError> {
        Self::of(on, after.since(before).ok_or(EntryError::Overflow)?)
    }

    /// The day it counts on.
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// Account and amount, in the order books list accounts; debits positive, never zero.
    pub fn postings(&self) -> impl Iterator<Item = (Account, Money)> {
        self.postings.balances()
    }
}

/// The sum of entries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TrialBalance(Position);

impl TrialBalance {
    /// Takes an entry in.
    ///
    /// # Errors
    /// [`EntryError::Overflow`], with the balance as before.
    pub fn add(&mut self, entry: &Entry) -> Result<(), EntryError> {
        self.0 = self.0.clone().plus(entry.postings()).ok_or(EntryError::Overflow)?;
        Ok(())
    }

    /// The balance of each account.
    pub const fn position(&self) -> &Position {
        &self.0
    }

    /// Whether debits and credits agree.
    pub fn is_balanced(&self) -> bool {
        self.0.sum() == Some(Money::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_that_differ_or_post_nothing_are_no_entry() {
        let on = NaiveDate::MIN;
        let yuan = |amount| Money::from_yuan(amount).unwrap();
        let lone = Position::from_iter([(Account::CashClearing, yuan(1))]);
        let refused = Err(EntryError::Unbalanced { difference: yuan(1) });
        assert_eq!(Entry::of(on, lone), refused);
        assert_eq!(Entry::of(on, Position::default()), Ok(None));
        let huge = [(Account::CashClearing, Money::MAX), (Account::RiskPool, Money::MAX)];
        assert_eq!(Entry::of(on, Position::from_iter(huge)), Err(EntryError::Overflow));
    }
}
