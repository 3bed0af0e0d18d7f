//! What a chain company says it owes its suppliers.

use super::{PaperKey, share};
use crate::identifier::{InvoiceNumber, Uscc};
use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedPayable {
    /// Who is owed.
    pub supplier: Uscc,
    /// The invoice it rests on.
    pub invoice: InvoiceNumber,
    /// How much.
    pub amount: Money,
    /// When it is due.
    #[serde(with = "crate::date_text")]
    pub due: NaiveDate,
}

/// A chain company's list as of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayablesList {
    /// Who owes.
    pub company: Uscc,
    /// As of this day.
    #[serde(with = "crate::date_text")]
    pub as_of: NaiveDate,
    /// What it owes.
    pub payables: Vec<ListedPayable>,
}

/// Why a list is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListRefused {
    /// The same invoice on two lines; lines are counted from one.
    #[error("line {line} repeats an invoice; list each once")]
    Repeated {
        /// The second of them.
        line: usize,
    },
    /// Nothing or less is owed.
    #[error("line {line}: write an amount above zero")]
    Nothing {
        /// Which.
        line: usize,
    },
    /// Owed to the company itself.
    #[error("line {line}: the company cannot owe itself")]
    OwesItself {
        /// Which.
        line: usize,
    },
}

impl PayablesList {
    /// # Errors
    /// [`ListRefused`], the first line that cannot stand.
    pub fn check(&self) -> Result<(), ListRefused> {
        let mut seen = BTreeSet::new();
        for (index, payable) in self.payables.iter().enumerate() {
            let line = index.saturating_add(1);
            if !payable.amount.is_positive() {
                return Err(ListRefused::Nothing { line });
            }
            if payable.supplier.as_str() == self.company.as_str() {
                return Err(ListRefused::OwesItself { line });
            }
            if !seen.insert(&payable.invoice) {
                return Err(ListRefused::Repeated { line });
            }
        }
        Ok(())
    }

    /// What the list says is owed to a supplier and not yet due on a day; `None` beyond what an
    /// amount can be.
    pub fn owed_to(&self, supplier: &Uscc, on: NaiveDate) -> Option<Money> {
        Money::checked_sum(self.of(supplier, on).map(|payable| payable.amount))
    }

    /// What can be lent to a supplier: a share of what is owed.
    pub fn fundable(&self, supplier: &Uscc, percent: u16, on: NaiveDate) -> Option<Money> {
        self.owed_to(supplier, on).map(|owed| share(owed, percent))
    }

    /// What financing a supplier occupies in the register.
    pub fn keys(&self, supplier: &Uscc, on: NaiveDate) -> Vec<PaperKey> {
        self.of(supplier, on).map(|payable| PaperKey::invoice(&payable.invoice)).collect()
    }

    fn of<'a>(
        &'a self,
        supplier: &'a Uscc,
        on: NaiveDate,
    ) -> impl Iterator<Item = &'a ListedPayable> {
        let of_supplier = move |payable: &&ListedPayable| {
            payable.supplier.as_str() == supplier.as_str() && payable.due > on
        };
        self.payables.iter().filter(of_supplier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> PayablesList {
        serde_json::from_str(
            r#"{"company":"91330100799655058B","as_of":"2026-11-01","payables":[
            {"supplier":"91510500MA6PH0001D","invoice":"25512000000012345678","amount":"60000.00","due":"2026-12-31"},
            {"supplier":"91510500MA6PH0001D","invoice":"25512000000012345679","amount":"40000.00","due":"2026-11-10"},
            {"supplier":"9144030071526726XG","invoice":"25512000000012345680","amount":"9.00","due":"2026-12-31"}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn a_supplier_is_financed_on_what_is_owed_to_it_and_not_yet_due() {
        let list = list();
        let supplier: Uscc = "91510500MA6PH0001D".parse().unwrap();
        let on = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        assert_eq!(list.check(), Ok(()));
        assert_eq!(list.fundable(&supplier, 85, on).unwrap().to_string(), "51000.00");
        assert_eq!(list.keys(&supplier, on).len(), 1);
    }

    #[test]
    fn an_invoice_on_two_lines_names_the_line() {
        let mut list = list();
        list.payables[2].invoice = list.payables[0].invoice.clone();
        assert_eq!(list.check(), Err(ListRefused::Repeated { line: 3 }));
    }
}
