//! What a borrower can ask for.

use crate::identifier::BankCard;
use crate::schedule::RepaymentMethod;
use serde::{Deserialize, Serialize};

/// What a borrower asks for after the draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ServicingAction {
    /// 延期还本: the next instalments ask for interest only.
    DeferPrincipal {
        /// How many.
        instalments: u16,
    },
    /// 展期: the loan matures later.
    Extend {
        /// So many months later.
        months: u16,
    },
    /// 无还本续贷: a new loan settles this one.
    Renew {
        /// Term of the new loan.
        term_months: u16,
        /// How the new loan is repaid.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        method: RepaymentMethod,
    },
    /// 变更还款方式: what is left is repaid by another method.
    ChangeMethod {
        /// Which.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        method: RepaymentMethod,
    },
    /// 利率优惠: the lower rate the product gives to who paid on time.
    DiscountRate,
    /// 变更还款账户: repayments are collected from another account of the borrower.
    ChangeAccount {
        /// Its number.
        number: BankCard,
    },
}

impl ServicingAction {
    /// The stable name.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::DeferPrincipal { .. } => "defer_principal",
            Self::Extend { .. } => "extend",
            Self::Renew { .. } => "renew",
            Self::ChangeMethod { .. } => "change_method",
            Self::DiscountRate => "discount_rate",
            Self::ChangeAccount { .. } => "change_account",
        }
    }
}
