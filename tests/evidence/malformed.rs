//! A thousand files that are not evidence files, or not quite.

use serde_json::{Value, json};
use server::randomness::Randomness;
use shared::canonical;
use shared::evidence::EvidenceBundle;

/// A thousand files made out of `bundle`, the same ones every time.
pub(crate) fn files(bundle: &EvidenceBundle) -> Vec<Vec<u8>> {
    let dice = Dice(Randomness::seeded(20_261_123));
    let file = canonical::bytes(bundle).expect("a file");
    let value: Value = serde_json::from_slice(&file).expect("JSON");
    (0..1000).map(|number| one(&dice, number, &file, &value)).collect()
}

/// Reproducible chance.
struct Dice(Randomness);

impl Dice {
    fn below(&self, end: usize) -> usize {
        let bytes = self.0.bytes::<8>().expect("a seed gives bytes");
        usize::try_from(u64::from_be_bytes(bytes) % end.max(1) as u64).expect("below `end`")
    }
}

fn one(dice: &Dice, number: usize, file: &[u8], value: &Value) -> Vec<u8> {
    let mut bytes = file.to_vec();
    match number % 10 {
        0 => {
            let at = dice.below(bytes.len());
            bytes[at] ^= 1 << dice.below(8);
        }
        1 => bytes.truncate(dice.below(bytes.len())),
        2 => bytes.insert(dice.below(bytes.len()), b" \"{[,:0\\\x00\xff"[dice.below(10)]),
        3 => {
            let (start, end) = (dice.below(bytes.len()), dice.below(bytes.len()));
            bytes.drain(start.min(end)..start.max(end));
        }
        4 => {
            let length = dice.below(400);
            bytes = (0..length).map(|_| u8::try_from(dice.below(256)).expect("a byte")).collect();
        }
        5 => {
            let opening = ["[", "{\"a\":", "[[[1,", "\"\\u", "{\"format\":"][dice.below(5)];
            bytes = opening.repeat(dice.below(3000)).into_bytes();
        }
        6 => bytes = odd_notation(dice, value).into_bytes(),
        _ => {
            let mut changed = value.clone();
            let replacement = odd_value(dice);
            replace(&mut changed, dice, replacement);
            bytes = serde_json::to_vec(&changed).expect("JSON");
        }
    }
    bytes
}

/// The same value in JSON that is not canonical.
fn odd_notation(dice: &Dice, value: &Value) -> String {
    let text = value.to_string();
    match dice.below(8) {
        0 => format!("{text}\n"),
        1 => format!("\u{feff}{text}"),
        2 => serde_json::to_string_pretty(value).expect("JSON"),
        3 => text.replacen("\"at\":", "\"at\":1.0,\"was\":", 1),
        4 => text.replacen("\"sequence\":1", "\"sequence\":1e0", 1),
        5 => text.replacen("\"index\":0", "\"index\":-0", 1).replacen(':', ": ", 1),
        6 => text.replacen("\"format\":", "\"format\":\"x\",\"format\":", 1),
        _ => text.replacen('p', "\\u0070", 1),
    }
}

fn odd_value(dice: &Dice) -> Value {
    let odd = [
        json!(null),
        json!(true),
        json!(-1),
        json!(u64::MAX),
        json!(1.5),
        json!(""),
        json!("\u{0}\u{1F600}\u{202e}"),
        json!("0".repeat(64)),
        json!([]),
        json!({}),
        json!([[[[]]]]),
        json!({ "": { "": null } }),
    ];
    odd[dice.below(odd.len())].clone()
}

/// Puts `replacement` somewhere into the tree.
fn replace(value: &mut Value, dice: &Dice, replacement: Value) {
    let children = match value {
        Value::Array(values) => values.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    };
    if children == 0 || dice.below(6) == 0 {
        *value = replacement;
        return;
    }
    let child = match value {
        Value::Array(values) => values.get_mut(dice.below(children)),
        Value::Object(members) => members.values_mut().nth(dice.below(children)),
        _ => None,
    };
    replace(child.expect("a child"), dice, replacement);
}
