//! Entries of money that is no part of a loan's book: held, returned, the risk pool's.

use super::account::Account;
use super::entry::{Entry, EntryError};
use super::position::Position;
use crate::money::Money;
use crate::risk_pool::PoolEvent;
use chrono::NaiveDate;

/// Money came in that is not counted towards a loan, or not yet.
///
/// # Errors
/// [`EntryError::Overflow`] only for absurd amounts.
pub fn held(on: NaiveDate, amount: Money) -> Result<Option<Entry>, EntryError> {
    transfer(on, Account::CashClearing, Account::HeldPayments, amount)
}

/// Money is no longer held: it went back to whoever paid it, or it is counted towards a loan, whose
/// own entry takes it from clearing.
///
/// # Errors
/// [`EntryError::Overflow`] only for absurd amounts.
pub fn released(on: NaiveDate, amount: Money) -> Result<Option<Entry>, EntryError> {
    transfer(on, Account::HeldPayments, Account::CashClearing, amount)
}

/// What happens to the risk pool, with what [`RiskPool::happen`](crate::risk_pool::RiskPool::happen)
/// answered to it; none where no money moves.
///
/// # Errors
/// [`EntryError::Overflow`] only for absurd amounts.
pub fn pool(
    on: NaiveDate,
    event: &PoolEvent,
    answered: Money,
) -> Result<Option<Entry>, EntryError> {
    match event {
        PoolEvent::Contributed { amount, .. } => {
            transfer(on, Account::CashClearing, Account::RiskPool, *amount)
        }
        PoolEvent::Claimed { .. } => {
            transfer(on, Account::RiskPool, Account::LossCompensation, answered)
        }
        PoolEvent::Recovered { .. } => {
            transfer(on, Account::LossCompensation, Account::RiskPool, answered)
        }
        PoolEvent::TermsSet { .. } | PoolEvent::Covered { .. } | PoolEvent::Repaid { .. } => {
            Ok(None)
        }
    }
}

fn transfer(
    on: NaiveDate,
    debit: Account,
    credit: Account,
    amount: Money,
) -> Result<Option<Entry>, EntryError> {
    let credited = amount.checked_neg().ok_or(EntryError::Overflow)?;
    Entry::of(on, Position::from_iter([(debit, amount), (credit, credited)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::TrialBalance;
    use crate::risk_pool::Contributor;

    #[test]
    fn what_is_held_and_released_leaves_nothing_behind() {
        let (on, amount) = (NaiveDate::MIN, Money::from_fen(12_345));
        let mut books = TrialBalance::default();
        for entry in [held(on, amount), released(on, amount)] {
            books.add(&entry.unwrap().unwrap()).unwrap();
            assert!(books.is_balanced());
        }
        assert_eq!(books, TrialBalance::default());
    }

    #[test]
    fn the_pool_s_money_is_a_debt_to_its_contributors_until_it_pays() {
        let (on, amount) = (NaiveDate::MIN, Money::from_fen(10_000));
        let paid_in = PoolEvent::Contributed { by: Contributor::Government, amount };
        let claimed = PoolEvent::Claimed { loan: "loan".to_owned(), loss: amount };
        let mut books = TrialBalance::default();
        books.add(&pool(on, &paid_in, Money::ZERO).unwrap().unwrap()).unwrap();
        books.add(&pool(on, &claimed, Money::from_fen(8_000)).unwrap().unwrap()).unwrap();
        assert_eq!(books.position().of_account(Account::RiskPool), Money::from_fen(-2_000));
        assert!(books.is_balanced());
    }
}
