//! The receipt of a payment's interest (利息回单), for the borrower's own books.

use crate::catalogue::Label;
#[cfg(feature = "documents")]
use crate::loan::Receipt;
use crate::money::Money;
#[cfg(feature = "documents")]
use crate::money::capitals;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a payment on a loan paid for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InterestReceipt {
    /// The receipt's number: the loan, the day, and the payment's place in the day.
    pub number: String,
    /// Who received it.
    pub lender: Label,
    /// Who paid; a name as the agreement has it.
    pub borrower: String,
    /// The loan.
    pub loan_id: String,
    /// The day it counted.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// Interest paid.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub interest: Money,
    /// Penalty interest paid.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub penalty: Money,
    /// Fees paid.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub fee: Money,
    /// Interest, penalty and fees together: what the borrower can book as a cost.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub cost: Money,
    /// The same in capitals, as Chinese books want it.
    pub cost_in_capitals: String,
    /// Principal repaid with the same payment.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub principal: Money,
}

/// The interest receipt of one payment; none where the amounts do not fit.
#[cfg(feature = "documents")]
pub fn interest_receipt(
    loan_id: &str,
    lender: &Label,
    borrower: &str,
    receipt: &Receipt,
) -> Option<InterestReceipt> {
    let cost = Money::checked_sum([receipt.interest, receipt.penalty, receipt.fee])?;
    let day = crate::date_text::format(receipt.on);
    Some(InterestReceipt {
        number: format!("{loan_id}/{day}/{}", receipt.sequence),
        lender: lender.clone(),
        borrower: borrower.to_owned(),
        loan_id: loan_id.to_owned(),
        on: receipt.on,
        interest: receipt.interest,
        penalty: receipt.penalty,
        fee: receipt.fee,
        cost,
        cost_in_capitals: capitals(cost),
        principal: receipt.principal,
    })
}
