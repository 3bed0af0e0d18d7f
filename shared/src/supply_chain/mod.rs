//! Papers of the supply chain: receivables with the debtor's confirmation, a chain company's list of
//! payables, orders with their prepayment, and the register that no paper is financed twice in.

mod order;
mod payables_list;
mod receivable;
mod register;

pub use order::Order;
pub use payables_list::{ListRefused, ListedPayable, PayablesList};
pub use receivable::{CONFIRMATION_DAYS, Confirmation, Receivable, ReceivableRefused};
pub use register::{AlreadyFinanced, FinancingRegister, PaperKey};

use crate::money::Money;

/// A share of an amount in per cent, rounded down to the fen; nothing for a share above the whole.
fn share(amount: Money, percent: u16) -> Money {
    let fen = i128::from(amount.fen()).saturating_mul(i128::from(percent)).div_euclid(100);
    Money::from_fen(i64::try_from(fen.max(0)).unwrap_or(i64::MAX))
}
