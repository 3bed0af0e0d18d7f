//! What a chain company says it owes its suppliers.

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

/// One line of a list as the supplier can be financed on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payable {
    /// Who owes.
    pub company: Uscc,
    /// Who is owed.
    pub supplier: Uscc,
    /// The invoice it rests on.
    pub invoice: InvoiceNumber,
    /// How much.
    pub amount: Money,
    /// When it is due.
    #[serde(with = "crate::date_text")]
    pub due: NaiveDate,
    /// The day of the list.
    #[serde(with = "crate::date_text")]
    pub as_of: NaiveDate,
}

/// Why a list is refused; lines are counted from one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListRefused {
    /// The same invoice on two lines.
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
            if payable.supplier == self.company {
                return Err(ListRefused::OwesItself { line });
            }
            if !seen.insert(&payable.invoice) {
                return Err(ListRefused::Repeated { line });
            }
        }
        Ok(())
    }

    /// What a supplier can be financed on: what is owed to it and not yet due on a day.
    pub fn payable_to(&self, supplier: &Uscc, on: NaiveDate) -> Vec<Payable> {
        let of_supplier = self
            .payables
            .iter()
            .filter(|payable| payable.supplier == *supplier && payable.due > on);
        let payable = |listed: &ListedPayable| Payable {
            company: self.company.clone(),
            supplier: listed.supplier.clone(),
            invoice: listed.invoice.clone(),
            amount: listed.amount,
            due: listed.due,
            as_of: self.as_of,
        };
        of_supplier.map(payable).collect()
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
        let supplier: Uscc = "91510500MA6PH0001D".parse().unwrap();
        let on = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        assert_eq!(list().check(), Ok(()));
        let payable = list().payable_to(&supplier, on);
        assert_eq!(payable.len(), 1);
        assert_eq!(payable[0].amount.to_string(), "60000.00");
        assert_eq!(payable[0].as_of, list().as_of);
    }

    #[test]
    fn an_invoice_on_two_lines_names_the_line() {
        let mut list = list();
        list.payables[2].invoice = list.payables[0].invoice.clone();
        assert_eq!(list.check(), Err(ListRefused::Repeated { line: 3 }));
    }
}
