//! The accounts of the books.

use crate::language::Label;
use serde::{Deserialize, Serialize};

/// An account of the bank's books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// Principal borrowers owe, due or not. An asset.
    LoanPrincipal,
    /// Interest earned and not paid. An asset.
    InterestReceivable,
    /// Penalty interest counted and not paid. An asset.
    PenaltyReceivable,
    /// Money between the payment rail and the bank. An asset.
    CashClearing,
    /// Money that came in and is nobody's debt paid: held, or on its way back. A liability.
    HeldPayments,
    /// The risk-compensation pool the bank keeps for its contributors. A liability.
    RiskPool,
    /// Interest earned. Income.
    InterestIncome,
    /// Penalty interest counted. Income.
    PenaltyIncome,
    /// Fees received. Income, recognised when paid.
    FeeIncome,
    /// Losses on loans that the pool made good. Income.
    LossCompensation,
}

impl Account {
    /// Every account, in the order books list them.
    pub const ALL: [Self; 10] = [
        Self::LoanPrincipal,
        Self::InterestReceivable,
        Self::PenaltyReceivable,
        Self::CashClearing,
        Self::HeldPayments,
        Self::RiskPool,
        Self::InterestIncome,
        Self::PenaltyIncome,
        Self::FeeIncome,
        Self::LossCompensation,
    ];

    /// The stable name, as stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::LoanPrincipal => "loan_principal",
            Self::InterestReceivable => "interest_receivable",
            Self::PenaltyReceivable => "penalty_receivable",
            Self::CashClearing => "cash_clearing",
            Self::HeldPayments => "held_payments",
            Self::RiskPool => "risk_pool",
            Self::InterestIncome => "interest_income",
            Self::PenaltyIncome => "penalty_income",
            Self::FeeIncome => "fee_income",
            Self::LossCompensation => "loss_compensation",
        }
    }

    /// The account of a stored name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|account| account.key() == key)
    }

    /// Its name.
    pub fn label(self) -> Label {
        let (zh, en) = match self {
            Self::LoanPrincipal => ("贷款本金", "loan principal"),
            Self::InterestReceivable => ("应收利息", "interest receivable"),
            Self::PenaltyReceivable => ("应收罚息", "penalty receivable"),
            Self::CashClearing => ("清算资金", "cash clearing"),
            Self::HeldPayments => ("待处理款项", "held payments"),
            Self::RiskPool => ("风险补偿资金池", "risk pool"),
            Self::InterestIncome => ("利息收入", "interest income"),
            Self::PenaltyIncome => ("罚息收入", "penalty income"),
            Self::FeeIncome => ("手续费收入", "fee income"),
            Self::LossCompensation => ("风险补偿收入", "loss compensation"),
        };
        Label::new(zh, en)
    }
}

#[cfg(test)]
mod tests {
    use super::Account;

    #[test]
    fn the_key_is_the_json_name_and_reads_back() {
        for account in Account::ALL {
            let json = serde_json::to_value(account).unwrap();
            assert_eq!(json, account.key());
            assert_eq!(Account::from_key(account.key()), Some(account));
        }
    }
}
