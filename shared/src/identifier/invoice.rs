//! The number of an invoice: what makes sure that none is financed twice.

use super::folding::folded_code;
use crate::language::{Language, Say};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A digital invoice's 20 digits, or an older one's code of 10 or 12 digits and number of 8, joined.
///
/// However it was typed or scanned, the same invoice has the same number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String))]
pub struct InvoiceNumber(String);

super::checked_text!(InvoiceNumber, InvoiceNumberError);

/// Why a text is not the number of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvoiceNumberError {
    /// Something that is not a digit.
    #[error("write digits only")]
    NotDigits,
    /// Neither 20 digits nor 10 or 12 and 8.
    #[error("write the 20 digits of a digital invoice, or code and number of an older one")]
    Length,
}

impl Say for InvoiceNumberError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotDigits => "invoice_number_not_digits",
            Self::Length => "invoice_number_length",
        }
    }

    fn say(&self, language: Language) -> String {
        match self {
            Self::NotDigits => language.pick("发票号码只能是数字。", "Digits only."),
            Self::Length => language.pick(
                "请填写20位数电票号码，或发票代码加8位号码。",
                "Enter the 20 digits of a digital invoice, or code and 8-digit number of an older one.",
            ),
        }
        .to_owned()
    }
}

impl FromStr for InvoiceNumber {
    type Err = InvoiceNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let folded = folded_code(text);
        if !folded.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvoiceNumberError::NotDigits);
        }
        if matches!(folded.len(), 18 | 20) {
            Ok(Self(folded))
        } else {
            Err(InvoiceNumberError::Length)
        }
    }
}

impl InvoiceNumber {
    /// The last four digits, the rest hidden.
    pub fn masked(&self) -> String {
        super::mask(&self.0, 0, 4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_invoice_has_the_same_number_however_it_is_typed() {
        let one: InvoiceNumber = "25512000000012345678".parse().unwrap();
        assert_eq!("２５５１２０００ 0000-1234 5678".parse(), Ok(one));
        assert!("5100191130 12345678".parse::<InvoiceNumber>().is_ok());
    }

    #[test]
    fn what_is_not_a_number_says_what_to_write() {
        assert_eq!(
            "2551200000001234567O".parse::<InvoiceNumber>(),
            Err(InvoiceNumberError::NotDigits)
        );
        assert_eq!("12345678".parse::<InvoiceNumber>(), Err(InvoiceNumberError::Length));
    }
}
