//! Numbers as decimal text, written without a formatting engine or the heap: a quote writes some
//! hundred of them.

/// Sign, twenty digits and a point fit; whole machine words, which are read at once.
const ROOM: usize = 32;

/// ASCII text written backwards, the last character first.
#[repr(align(16))]
pub(crate) struct Digits {
    bytes: [u8; ROOM],
    start: usize,
}

impl Digits {
    /// Nothing written yet.
    pub(crate) const fn new() -> Self {
        Self { bytes: [0; ROOM], start: ROOM }
    }

    /// Exactly these ASCII characters.
    pub(crate) fn of<const LENGTH: usize>(text: [u8; LENGTH]) -> Self {
        let mut written = Self::new();
        if let Some(end) = written.bytes.last_chunk_mut() {
            *end = text;
            written.start = ROOM.saturating_sub(LENGTH);
        }
        written
    }

    /// Puts an ASCII character before what is written.
    pub(crate) fn push(&mut self, byte: u8) {
        let before = self.start.saturating_sub(1);
        if let Some(slot) = self.bytes.get_mut(before) {
            *slot = byte;
            self.start = before;
        }
    }

    /// Takes the last digit off `number` and puts it before what is written.
    pub(crate) fn push_last_digit(&mut self, number: &mut u64) {
        let rest = *number / 10;
        let digit = number.wrapping_sub(rest.wrapping_mul(10));
        self.push(b'0'.wrapping_add(digit.to_le_bytes()[0]));
        *number = rest;
    }

    /// Puts every digit of `number` before what is written; zero is one digit.
    pub(crate) fn push_number(&mut self, mut number: u64) {
        self.push_last_digit(&mut number);
        while number > 0 {
            self.push_last_digit(&mut number);
        }
    }

    /// The text so far.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }

    /// The text so far.
    pub(crate) fn as_str(&self) -> &str {
        // The room before the text is zeros, which are ASCII too.
        str::from_utf8(&self.bytes).ok().and_then(|text| text.get(self.start..)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_numbers_fit_and_zero_is_a_digit() {
        for number in [0, 7, 10, 1_234_567_890, u64::MAX] {
            let mut text = Digits::new();
            text.push_number(number);
            assert_eq!(text.as_str(), number.to_string());
        }
    }
}
