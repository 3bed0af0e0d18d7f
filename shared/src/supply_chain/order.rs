//! An order, financed before it is delivered.

use super::{PaperKey, share};
use crate::identifier::Uscc;
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// A buyer's order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Who buys.
    pub buyer: Uscc,
    /// Who delivers.
    pub seller: Uscc,
    /// The buyer's number for it.
    pub number: String,
    /// What it is worth.
    pub amount: Money,
    /// What the buyer prepaid.
    pub prepaid: Money,
    /// Whether the buyer confirmed it.
    pub confirmed: bool,
}

impl Order {
    /// What can be lent on it: a share of its worth less what was prepaid; nothing unconfirmed.
    pub fn fundable(&self, percent: u16) -> Money {
        if !self.confirmed || self.buyer.as_str() == self.seller.as_str() {
            return Money::ZERO;
        }
        let left = share(self.amount, percent).checked_sub(self.prepaid.max(Money::ZERO));
        left.unwrap_or(Money::ZERO).max(Money::ZERO)
    }

    /// What it occupies in the register.
    pub fn key(&self) -> PaperKey {
        PaperKey::order(&self.buyer, &self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_buyer_prepaid_is_not_lent_again() {
        let mut order = Order {
            buyer: "91330100799655058B".parse().unwrap(),
            seller: "91510500MA6PH0001D".parse().unwrap(),
            number: "PO-1".to_owned(),
            amount: "100000.00".parse().unwrap(),
            prepaid: "30000.00".parse().unwrap(),
            confirmed: true,
        };
        assert_eq!(order.fundable(70).to_string(), "40000.00");
        order.prepaid = "80000.00".parse().unwrap();
        assert_eq!(order.fundable(70), Money::ZERO);
        order.prepaid = Money::ZERO;
        order.confirmed = false;
        assert_eq!(order.fundable(70), Money::ZERO);
    }
}
