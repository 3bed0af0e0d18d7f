//! Keys that make a command safe to send again.

use std::fmt::Write as _;

use shared::canonical::Digest;

use crate::saved;

/// A key nobody has used: 128 random bits in hexadecimal.
pub fn fresh_key() -> String {
    let mut random = [0_u8; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut random);
    }
    let mut key = String::with_capacity(32);
    for byte in random {
        let _ = write!(key, "{byte:02x}");
    }
    key
}

/// The key of the command `body` to `path`: the kept one when the very same command, asked for under
/// the same `seen` figures, is still unanswered, else a fresh one, kept from now on.
pub fn kept_key(path: &str, body: &[u8], seen: &str) -> String {
    let fingerprint = Digest::of(&[body, seen.as_bytes()].concat()).short();
    let slot = slot(path);
    if let Some(kept) = saved::read(&slot)
        && let Some((of, key)) = kept.split_once(' ')
        && of == fingerprint
    {
        return key.to_owned();
    }
    let key = fresh_key();
    saved::write(&slot, &[&fingerprint, " ", &key].concat());
    key
}

/// The server has answered the last command to `path`.
pub fn answered(path: &str) {
    saved::forget(&slot(path));
}

fn slot(path: &str) -> String {
    ["puhui.key.v1:", path].concat()
}
