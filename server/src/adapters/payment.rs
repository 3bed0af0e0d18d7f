//! What the payment rail is told, and what it says.

use serde::{Deserialize, Serialize};
use shared::money::Money;
use shared::timestamp::Timestamp;

use crate::store::acts::Direction;

/// An order as the payment rail is told it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaymentOrder {
    /// The order's identifier, by which the rail carries it out at most once.
    pub order: String,
    /// `disburse`, `collect` or `return`.
    pub direction: &'static str,
    /// Yuan, canonical text.
    pub amount: Money,
    /// The account that is paid, or charged.
    pub account: String,
    /// Whose account it is, where it is not the borrower's own.
    pub payee: Option<String>,
}

impl PaymentOrder {
    /// The order the rail is told.
    pub const fn new(
        order: String,
        direction: Direction,
        amount: Money,
        account: String,
        payee: Option<String>,
    ) -> Self {
        Self { order, direction: direction.word(), amount, account, payee }
    }

    /// The order to give money back that came in by itself.
    pub const fn giving_back(order: String, amount: Money, account: String) -> Self {
        Self { order, direction: "return", amount, account, payee: None }
    }
}

/// How an order went.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CarriedOut {
    /// The order's identifier.
    pub order: String,
    /// Whether money moved.
    pub state: RailState,
    /// When.
    pub at: Timestamp,
}

/// Whether money moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RailState {
    /// It did.
    Done,
    /// It did not and will not.
    Refused,
}
