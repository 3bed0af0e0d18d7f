//! JSON string escaping, the same as `serde_json`'s.

/// Appends `text` to `out` with `"`, `\` and control characters escaped.
pub(super) fn push_escaped(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| needs_escape(*byte)) {
        let (plain, tail) = rest.split_at(at);
        out.extend_from_slice(plain);
        let Some((byte, tail)) = tail.split_first() else { return };
        push_escape(out, *byte);
        rest = tail;
    }
    out.extend_from_slice(rest);
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
