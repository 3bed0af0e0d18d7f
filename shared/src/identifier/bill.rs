//! The number of an electronic bill of exchange.

use super::checked_text;
use super::folding::folded_code;
use crate::language::{Language, Say};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// An electronic bill's 30 digits. Its check digit's rule was not read, so it is not held to it (未核实).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9]{30}$"))]
pub struct BillNumber(String);

checked_text!(BillNumber, BillNumberError);

/// Why a text is not the number of an electronic bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write the 30 digits of the electronic bill")]
pub struct BillNumberError;

impl BillNumber {
    /// The last four digits, the rest hidden.
    pub fn masked(&self) -> String {
        super::mask(&self.0, 0, 4)
    }
}

impl FromStr for BillNumber {
    type Err = BillNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let folded = folded_code(text);
        let fits = folded.len() == 30 && folded.bytes().all(|byte| byte.is_ascii_digit());
        if fits { Ok(Self(folded)) } else { Err(BillNumberError) }
    }
}

impl Say for BillNumberError {
    fn code(&self) -> &'static str {
        "bill_number"
    }

    fn say(&self, language: Language) -> String {
        language
            .pick("请填写电子票据的30位数字号码。", "Enter the 30 digits of the electronic bill.")
            .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_digits_however_they_are_typed_and_nothing_else() {
        let typed = "1 302651000018 20260901 12345678 9";
        let bill: BillNumber = typed.parse().unwrap();
        assert_eq!(bill.as_str().len(), 30);
        for text in ["", "130265100001820260901123456789a", "13026510000182026090112345678"] {
            assert_eq!(text.parse::<BillNumber>(), Err(BillNumberError), "{text}");
        }
    }
}
