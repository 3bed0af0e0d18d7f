//! JSON string escaping, the same as `serde_json`'s.

/// Appends `text` to `out` with `"`, `\` and control characters escaped.
pub(super) fn push_escaped(out: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|byte| needs_escape(*byte)) {
        let (plain, tail) = rest.split_at(at);
        out.extend_from_slice(plain);
        let Some((byte, tail)) = tail.split_first() else { return };
        push_escape(out, *byte);
        rest = tail;
    }
    out.extend_from_slice(rest);
}

/// Whether nothing in `bytes` needs escaping: eight bytes at a time, since nearly every
/// text is plain and every member name is looked at.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    let Some((first, mut rest)) = bytes.split_first_chunk::<8>() else {
        return is_short_plain(bytes);
    };
    let mut found = to_escape(u64::from_le_bytes(*first));
    while let Some((word, more)) = rest.split_first_chunk::<8>() {
        found |= to_escape(u64::from_le_bytes(*word));
        rest = more;
    }
    // The last word may overlap the one before it.
    found |= bytes.last_chunk().map_or(0, |last| to_escape(u64::from_le_bytes(*last)));
    found == 0
}

/// [`is_plain`] of fewer than eight bytes.
fn is_short_plain(bytes: &[u8]) -> bool {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            to_escape((u64::from(first) << 32) | u64::from(last)) == 0
        }
        _ => !bytes.iter().any(|byte| needs_escape(*byte)),
    }
}

/// Not zero when any byte of `word` needs escaping.
///
/// # Source
/// The usual tests for a byte below n and for a zero byte, on all eight at once; both are
/// exact about whether there is one.
const fn to_escape(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const QUOTES: u64 = 0x2222_2222_2222_2222;
    const BACKSLASHES: u64 = 0x5c5c_5c5c_5c5c_5c5c;
    let control = word.wrapping_sub(0x2020_2020_2020_2020) & !word;
    let quote = (word ^ QUOTES).wrapping_sub(ONES) & !(word ^ QUOTES);
    let backslash = (word ^ BACKSLASHES).wrapping_sub(ONES) & !(word ^ BACKSLASHES);
    (control | quote | backslash) & HIGH
}

/// Whether JSON requires `byte` to be escaped inside a string.
pub(super) const fn needs_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

fn push_escape(out: &mut Vec<u8>, byte: u8) {
    let short = match byte {
        b'"' => b'"',
        b'\\' => b'\\',
        0x08 => b'b',
        0x09 => b't',
        0x0a => b'n',
        0x0c => b'f',
        0x0d => b'r',
        _ => {
            const HEX: &[u8; 16] = b"0123456789abcdef";
            out.extend_from_slice(if byte < 0x10 { b"\\u000" } else { b"\\u001" });
            out.extend(HEX.get(usize::from(byte & 0x0f)));
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bytes_at_once_agree_with_each_byte_alone() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                for around in [b'a', 0x21, 0x7f, 0x80, 0xff] {
                    let mut word = [around; 8];
                    word[at] = byte;
                    assert_eq!(is_plain(&word), !needs_escape(byte), "{byte} at {at}");
                    let longer = [[around; 8], word].concat();
                    for text in [&longer[..=8 + at], &longer[..], &word[..=at]] {
                        assert_eq!(is_plain(text), !text.iter().any(|byte| needs_escape(*byte)));
                    }
                }
            }
        }
    }
}
