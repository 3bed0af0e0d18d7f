//! Lines of a stream, one at a time, however long the stream and whatever is in it.

use std::io::{BufRead, ErrorKind, Read as _, Result};

/// The longest line read, in bytes; a longer one is refused without being kept.
pub(super) const LINE_BYTES_MAX: usize = 1 << 20;

/// What the next line is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next<'a> {
    /// Its bytes, without the end of the line.
    Line(&'a [u8]),
    /// Longer than [`LINE_BYTES_MAX`].
    TooLong,
}

/// Lines of `source`, read into one buffer.
#[derive(Debug)]
pub(super) struct Lines<R> {
    source: R,
    line: Vec<u8>,
    /// Bytes read so far.
    pub(super) bytes: u64,
}

impl<R: BufRead> Lines<R> {
    /// The lines of `source`.
    pub(super) const fn of(source: R) -> Self {
        Self { source, line: Vec::new(), bytes: 0 }
    }

    /// The stream they come from.
    pub(super) const fn source(&self) -> &R {
        &self.source
    }

    /// The next line; `None` at the end of the stream.
    ///
    /// # Errors
    /// Those of the stream.
    pub(super) fn next(&mut self) -> Result<Option<Next<'_>>> {
        self.line.clear();
        let limit = u64::try_from(LINE_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
        let read = self.source.by_ref().take(limit).read_until(b'\n', &mut self.line)?;
        if read == 0 {
            return Ok(None);
        }
        self.count(read);
        if self.line.last() == Some(&b'\n') {
            self.line.pop();
        } else if read > LINE_BYTES_MAX {
            self.skip_rest()?;
            return Ok(Some(Next::TooLong));
        }
        Ok(Some(Next::Line(&self.line)))
    }

    fn skip_rest(&mut self) -> Result<()> {
        loop {
            let buffer = match self.source.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(buffer.len(), |end| end.saturating_add(1));
            self.source.consume(taken);
            self.count(taken);
            if end.is_some() || taken == 0 {
                return Ok(());
            }
        }
    }

    fn count(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_add(u64::try_from(bytes).unwrap_or(0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_too_long_is_passed_over_and_the_next_one_read() {
        let mut text = vec![b'x'; LINE_BYTES_MAX * 3];
        text.extend(b"\nnext\r\n\nlast");
        let mut lines = Lines::of(text.as_slice());
        assert_eq!(lines.next().unwrap(), Some(Next::TooLong));
        assert_eq!(lines.next().unwrap(), Some(Next::Line(b"next\r")));
        assert_eq!(lines.next().unwrap(), Some(Next::Line(b"")));
        assert_eq!(lines.next().unwrap(), Some(Next::Line(b"last")));
        assert_eq!(lines.next().unwrap(), None);
        assert_eq!(lines.bytes, u64::try_from(text.len()).unwrap());
    }
}
