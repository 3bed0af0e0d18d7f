//! The certificate that a loan is settled (结清证明).

use crate::catalogue::Label;
#[cfg(feature = "documents")]
use crate::legal::{amount_in_full, day};
#[cfg(feature = "documents")]
use crate::loan::{LoanBook, LoanStatus, Receipt};
use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the bank certifies about a settled loan. The signed document is made from exactly this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettlementCertificate {
    /// The loan.
    pub loan_id: String,
    /// Who certifies.
    pub lender: Label,
    /// Who borrowed; a name as the agreement has it.
    pub borrower: String,
    /// The product.
    pub product_name: Label,
    /// What was drawn.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub drawn: Money,
    /// When.
    #[serde(with = "crate::date_text")]
    pub drawn_on: NaiveDate,
    /// The day nothing was owed any more.
    #[serde(with = "crate::date_text")]
    pub settled_on: NaiveDate,
    /// Everything paid on the loan.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub paid: Money,
    /// Of it: interest and penalty interest.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub interest: Money,
    /// Of it: fees.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub fees: Money,
    /// The sentence certified.
    pub text: Label,
}

/// The certificate of a loan; none while something is owed on it.
///
/// `borrower` is the name to be certified. The same loan always gives the same certificate.
#[cfg(feature = "documents")]
pub fn settlement_certificate(
    loan_id: &str,
    lender: &Label,
    borrower: &str,
    product_name: &Label,
    book: &LoanBook,
) -> Option<SettlementCertificate> {
    let LoanStatus::Settled { on: settled_on } = book.status() else { return None };
    let sum = |part: fn(&Receipt) -> Money| Money::checked_sum(book.receipts().iter().map(part));
    let interest = sum(|receipt| receipt.interest)?.checked_add(sum(|receipt| receipt.penalty)?)?;
    let (drawn, drawn_on) = (book.terms().principal, book.terms().start);
    let (amount, from, to) = (amount_in_full(drawn), day(drawn_on), day(settled_on));
    let text = Label::new(
        format!(
            "兹证明：借款人{borrower}于{}在{}借款{}，本金、利息及各项费用已于{}全部结清，双方就该笔借款无未了债务。",
            from.zh, lender.zh, amount.zh, to.zh
        ),
        format!(
            "This certifies that {borrower}, who borrowed {} from {} on {}, had repaid principal, \
             interest and all charges in full by {}; nothing is owed on this loan.",
            amount.en, lender.en, from.en, to.en
        ),
    );
    Some(SettlementCertificate {
        loan_id: loan_id.to_owned(),
        lender: lender.clone(),
        borrower: borrower.to_owned(),
        product_name: product_name.clone(),
        drawn,
        drawn_on,
        settled_on,
        paid: sum(|receipt| receipt.amount)?,
        interest,
        fees: sum(|receipt| receipt.fee)?,
        text,
    })
}
