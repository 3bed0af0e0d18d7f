//! A receivable: what a buyer owes a supplier, and the invoices that prove it.

use super::PaperKey;
use crate::identifier::{InvoiceNumber, Uscc};
use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a buyer owes a supplier. One that exists is owed by somebody else, rests on at least one
/// invoice and names none twice: [`PaperEntry`](super::PaperEntry) is the way in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receivable {
    /// Who is owed.
    pub creditor: Uscc,
    /// Who owes.
    pub debtor: Uscc,
    /// How much, as claimed.
    pub amount: Money,
    /// When it is due.
    #[serde(with = "crate::date_text")]
    pub due: NaiveDate,
    /// The invoices behind it, ascending.
    pub invoices: Vec<InvoiceNumber>,
}

impl Receivable {
    /// What it occupies in the register of financed papers: each of its invoices.
    pub fn keys(&self) -> Vec<PaperKey> {
        self.invoices.iter().map(PaperKey::invoice).collect()
    }
}
