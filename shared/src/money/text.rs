//! The canonical text of an amount.

use super::Money;
use crate::digits::Digits;

/// The amount in yuan with exactly two decimals.
pub(super) fn canonical(money: Money) -> Digits {
    let mut text = Digits::new();
    let mut left = money.fen().unsigned_abs();
    text.push_last_digit(&mut left);
    text.push_last_digit(&mut left);
    text.push(b'.');
    text.push_number(left);
    if money.is_negative() {
        text.push(b'-');
    }
    text
}
