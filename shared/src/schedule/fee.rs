//! Charges besides interest.

use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::rounding::Rounding;

/// A charge besides interest, or one that is waived and shown so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// Stable name, such as `guarantee` or `notary`.
    pub code: String,
    /// How much.
    pub amount: FeeAmount,
    /// When.
    pub when: FeeWhen,
    /// Who bears it.
    pub payer: Payer,
    /// Who receives it.
    pub payee: String,
    /// Whether an upfront fee is added to the debt instead of paid in cash. It is never
    /// taken out of the amount drawn (Civil Code 670).
    #[serde(default)]
    pub financed: bool,
    /// Whether it is named but not charged.
    #[serde(default)]
    pub waived: bool,
}

/// How much a fee is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeAmount {
    /// An amount each time it falls due.
    Fixed(Money),
    /// A part of the amount drawn.
    OfPrincipal {
        /// Millionths of the amount drawn: 7,500 is 0.75 %.
        per_million: u32,
    },
    /// A part of the balance before the instalment; at the start, of the amount drawn.
    OfBalance {
        /// Millionths of the balance.
        per_million: u32,
    },
}

/// When a fee falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeWhen {
    /// On the day the money is drawn.
    Upfront,
    /// With every instalment.
    EachInstalment,
    /// With the last instalment, or with what ends the loan before it (退出费).
    AtEnd,
    /// On principal repaid before it is due (提前还款违约金): [`FeeAmount::OfBalance`] of that
    /// principal. No part of a schedule, which repays nothing early.
    Prepayment,
}

/// Who bears a fee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payer {
    /// The borrower: part of the annualised cost.
    Borrower,
    /// The institution: shown, not part of the borrower's cost.
    Institution,
}

impl Fee {
    /// Whether the borrower is charged.
    pub fn is_charged(&self) -> bool {
        !self.waived && self.payer == Payer::Borrower
    }

    /// The fee on a loan of `principal` whose balance is `balance`.
    ///
    /// # Rounding
    /// By `rounding`, once, to the fen.
    ///
    /// # Errors
    /// `None` when it does not fit [`Money`].
    pub fn on(&self, principal: Money, balance: Money, rounding: Rounding) -> Option<Money> {
        let (base, per_million) = match self.amount {
            FeeAmount::Fixed(amount) => return Some(amount),
            FeeAmount::OfPrincipal { per_million } => (principal, per_million),
            FeeAmount::OfBalance { per_million } => (balance, per_million),
        };
        let product = i128::from(base.fen()).checked_mul(i128::from(per_million))?;
        let fen = rounding.div(product, 1_000_000)?;
        i64::try_from(fen).ok().map(Money::from_fen)
    }
}

/// The sum of the fees charged to the borrower at `when`.
pub(crate) fn charged(
    fees: &[Fee],
    when: FeeWhen,
    principal: Money,
    balance: Money,
    rounding: Rounding,
) -> Option<Money> {
    fees.iter()
        .filter(|fee| fee.when == when && fee.is_charged())
        .try_fold(Money::ZERO, |sum, fee| sum.checked_add(fee.on(principal, balance, rounding)?))
}
