//! The canonical text of an amount, written without a formatting engine or the heap: a quote
//! writes some hundred amounts.

use super::Money;

/// Sign, nineteen digits and the point.
const LONGEST: usize = 22;

/// The canonical text of one amount.
pub(super) struct MoneyText {
    bytes: [u8; LONGEST],
    length: usize,
}

impl MoneyText {
    pub(super) fn of(money: Money) -> Self {
        let mut text = Self { bytes: [0; LONGEST], length: 0 };
        let mut fen = money.fen().unsigned_abs();
        // Backwards: fen, point, yuan, sign.
        text.push_digit(&mut fen);
        text.push_digit(&mut fen);
        text.push(b'.');
        text.push_digit(&mut fen);
        while fen > 0 {
            text.push_digit(&mut fen);
        }
        if money.is_negative() {
            text.push(b'-');
        }
        if let Some(written) = text.bytes.get_mut(..text.length) {
            written.reverse();
        }
        text
    }

    pub(super) fn as_str(&self) -> &str {
        self.bytes.get(..self.length).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or("")
    }

    fn push_digit(&mut self, number: &mut u64) {
        let digit = u8::try_from(*number % 10).unwrap_or(0);
        *number /= 10;
        self.push(b'0'.saturating_add(digit));
    }

    fn push(&mut self, byte: u8) {
        if let Some(slot) = self.bytes.get_mut(self.length) {
            *slot = byte;
            self.length = self.length.saturating_add(1);
        }
    }
}
