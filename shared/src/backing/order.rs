//! An order, financed before it is delivered.

use super::{PaperKey, share};
use crate::identifier::{DocumentNumber, Uscc};
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
    pub number: DocumentNumber,
    /// What it is worth.
    pub amount: Money,
    /// What the buyer prepaid.
    pub prepaid: Money,
}

impl Order {
    /// What can be lent on `worth`, what the buyer confirmed of it: a share of it less what was prepaid.
    pub fn lends(&self, worth: Money, percent: u16) -> Money {
        let left = share(worth, percent).checked_sub(self.prepaid.max(Money::ZERO));
        left.unwrap_or(Money::ZERO).max(Money::ZERO)
    }

    /// Whether the buyer prepaid at least this share of the order.
    pub fn is_prepaid(&self, least_percent: u16) -> bool {
        self.prepaid >= share(self.amount, least_percent) && self.prepaid.is_positive()
    }

    /// What it occupies in the register.
    pub fn key(&self) -> PaperKey {
        PaperKey::order(&self.buyer, &self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(prepaid: &str) -> Order {
        Order {
            buyer: "91330100799655058B".parse().unwrap(),
            seller: "91510500MA6PH0001D".parse().unwrap(),
            number: "PO-1".parse().unwrap(),
            amount: "100000.00".parse().unwrap(),
            prepaid: prepaid.parse().unwrap(),
        }
    }

    #[test]
    fn what_the_buyer_prepaid_is_not_lent_again() {
        let worth = order("0.00").amount;
        assert_eq!(order("30000.00").lends(worth, 70).to_string(), "40000.00");
        assert_eq!(order("80000.00").lends(worth, 70), Money::ZERO);
        assert_eq!(
            order("30000.00").lends(Money::from_yuan(50_000).unwrap(), 70).to_string(),
            "5000.00"
        );
    }

    #[test]
    fn an_order_without_prepayment_is_no_order_to_lend_on() {
        assert!(!order("0.00").is_prepaid(0) && !order("9999.99").is_prepaid(10));
        assert!(order("10000.00").is_prepaid(10));
    }
}
