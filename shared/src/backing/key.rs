//! What names a paper, however it was typed and whoever presents it.

use crate::identifier::{BankCard, BillNumber, DocumentNumber, InvoiceNumber, Uscc};
use serde::{Deserialize, Serialize};

/// What names a paper; a store keeps it unique among all borrowers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PaperKey(String);

impl PaperKey {
    /// An invoice, whatever it is presented as.
    pub fn invoice(number: &InvoiceNumber) -> Self {
        Self(["invoice:", number.as_str()].concat())
    }

    /// A buyer's order.
    pub fn order(buyer: &Uscc, number: &DocumentNumber) -> Self {
        Self(["order:", buyer.as_str(), ":", &number.code()].concat())
    }

    /// An electronic bill.
    pub fn bill(number: &BillNumber) -> Self {
        Self(["bill:", number.as_str()].concat())
    }

    /// A property, by its certificate.
    pub fn property(certificate: &DocumentNumber) -> Self {
        Self(["property:", &certificate.code()].concat())
    }

    /// A seller's contract; the seller is known by the account it is paid to.
    pub fn purchase(account: &BankCard, number: &DocumentNumber) -> Self {
        Self(["purchase:", account.as_str(), ":", &number.code()].concat())
    }

    /// The text a store keeps.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_paper_has_the_same_key_however_it_is_typed() {
        let invoice = |text: &str| PaperKey::invoice(&text.parse().unwrap());
        assert_eq!(invoice("25512000000012345678"), invoice("２５５１２０００ 0000 1234 5678"));
        let buyer: Uscc = "91330100799655058B".parse().unwrap();
        let order = |text: &str| PaperKey::order(&buyer, &text.parse().unwrap());
        assert_eq!(order("po-17"), order("ＰＯ 17"));
        assert_ne!(order("po-17"), order("po-18"));
    }

    #[test]
    fn the_same_number_of_two_buyers_names_two_papers() {
        let number = "PO-1".parse().unwrap();
        let one = PaperKey::order(&"91330100799655058B".parse().unwrap(), &number);
        assert_ne!(one, PaperKey::order(&"9144030071526726XG".parse().unwrap(), &number));
    }
}
