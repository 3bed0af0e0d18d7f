//! Where a loan stands in the ledger.

use super::account::Account;
use crate::loan::{LoanBook, LoanError, Receipt};
use crate::money::Money;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The balance of each account; accounts without one are left out. Debits are positive.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = Object))]
#[serde(transparent)]
pub struct Position(BTreeMap<Account, Money>);

impl Position {
    /// The position of a loan on the day its book stands at.
    ///
    /// No account is worked out from another: receivables are what the book says is owed, income is
    /// what its stretches of days earned, cash what was drawn and what its receipts brought.
    ///
    /// # Errors
    /// [`LoanError::Overflow`] only for absurd amounts.
    pub fn of(book: &LoanBook) -> Result<Self, LoanError> {
        let overflow = LoanError::Overflow;
        let received = |part: fn(&Receipt) -> Money| {
            Money::checked_sum(book.receipts().iter().map(part)).ok_or(LoanError::Overflow)
        };
        let paid_in = received(|receipt| receipt.amount)?;
        let fees = received(|receipt| receipt.fee)?.checked_add(book.financed_fee());
        let credit = |amount: Money| amount.checked_neg().ok_or(LoanError::Overflow);
        let mut position = Self::default();
        let balances = [
            (Account::LoanPrincipal, book.principal()),
            (Account::InterestReceivable, book.accrued_interest()),
            (Account::PenaltyReceivable, book.penalty_interest()),
            (
                Account::CashClearing,
                paid_in.checked_sub(book.terms().principal).ok_or(overflow.clone())?,
            ),
            (Account::HeldPayments, credit(received(|receipt| receipt.surplus)?)?),
            (Account::InterestIncome, credit(book.earned_interest()?)?),
            (Account::PenaltyIncome, credit(book.earned_penalty()?)?),
            (Account::FeeIncome, credit(fees.ok_or(overflow)?)?),
        ];
        for (account, amount) in balances {
            position.set(account, amount);
        }
        Ok(position)
    }

    /// The balance of one account.
    pub fn of_account(&self, account: Account) -> Money {
        self.0.get(&account).copied().unwrap_or(Money::ZERO)
    }

    /// The accounts that have a balance, in the order books list them.
    pub fn balances(&self) -> impl Iterator<Item = (Account, Money)> {
        self.0.iter().map(|(account, amount)| (*account, *amount))
    }

    /// Everything together: zero, unless something is wrong. `None` where it does not fit.
    pub fn sum(&self) -> Option<Money> {
        Money::checked_sum(self.0.values().copied())
    }

    /// This position with other balances added; `None` where they do not fit.
    #[must_use]
    pub fn plus(mut self, balances: impl IntoIterator<Item = (Account, Money)>) -> Option<Self> {
        for (account, amount) in balances {
            let sum = self.of_account(account).checked_add(amount)?;
            self.set(account, sum);
        }
        Some(self)
    }

    /// What leads from `earlier` to this position; `None` where it does not fit.
    pub(super) fn since(&self, earlier: &Self) -> Option<Self> {
        let taken =
            earlier.balances().map(|(account, amount)| Some((account, amount.checked_neg()?)));
        self.clone().plus(taken.collect::<Option<Vec<_>>>()?)
    }

    fn set(&mut self, account: Account, amount: Money) {
        if amount.is_zero() {
            self.0.remove(&account);
        } else {
            self.0.insert(account, amount);
        }
    }
}

impl FromIterator<(Account, Money)> for Position {
    /// Of several balances of one account the last counts.
    fn from_iter<I: IntoIterator<Item = (Account, Money)>>(balances: I) -> Self {
        let mut position = Self::default();
        for (account, amount) in balances {
            position.set(account, amount);
        }
        position
    }
}
