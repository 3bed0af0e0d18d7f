//! The purchase contract of a scene: what is bought, from whom, and where the money goes.

use super::PaperKey;
use crate::entrusted_payment::Payee;
use crate::identifier::DocumentNumber;
use crate::language::Label;
use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A contract as its seller delivers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purchase {
    /// The seller's number for it.
    pub number: DocumentNumber,
    /// Who sells and is paid.
    pub seller: Payee,
    /// What is bought.
    pub goods: Label,
    /// For how much.
    pub amount: Money,
    /// As of this day.
    #[serde(with = "crate::date_text")]
    pub as_of: NaiveDate,
}

impl Purchase {
    /// What it occupies in the register.
    pub fn key(&self) -> PaperKey {
        PaperKey::purchase(&self.seller.account, &self.number)
    }
}
