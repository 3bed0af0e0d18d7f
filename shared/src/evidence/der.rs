//! Just enough DER to write what a signer's key signs: lengths, and one value after another.
//!
//! Written out here, and not left to a library, because the same bytes are made on the phone, on the
//! server and by whoever verifies; nothing here reads DER.

/// `BOOLEAN`, `INTEGER` and so on: the tags that are written.
pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const OBJECT_IDENTIFIER: u8 = 0x06;
pub(super) const UTF8_STRING: u8 = 0x0c;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;
/// `[0] IMPLICIT`, constructed.
pub(super) const CONTEXT_0: u8 = 0xa0;

/// A value with its tag and length; its content is `parts`, one after another.
pub(super) fn value(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let mut out = vec![tag];
    let length = content.len().to_be_bytes();
    let significant = length.iter().position(|byte| *byte != 0).unwrap_or(length.len());
    let length = length.get(significant..).unwrap_or_default();
    match length {
        [] => out.push(0),
        [short @ 0..0x80] => out.push(*short),
        long => {
            out.push(0x80 | u8::try_from(long.len()).unwrap_or_default());
            out.extend_from_slice(long);
        }
    }
    out.extend_from_slice(&content);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_as_short_as_they_can_be() {
        assert_eq!(value(SET, &[]), [0x31, 0]);
        assert_eq!(value(OCTET_STRING, &[&[1; 127]])[..2], [4, 127]);
        assert_eq!(value(OCTET_STRING, &[&[1; 100], &[2; 28]])[..3], [4, 0x81, 128]);
        assert_eq!(value(OCTET_STRING, &[&[1; 300]])[..4], [4, 0x82, 1, 44]);
    }
}
