//! One value, one text: canonical JSON, and the digest of it.
//!
//! Quotes, decisions, contracts and evidence are compared by digest across two
//! machines, so the same value must give the same bytes wherever it is written.
//! Start at [`bytes`]; the rules are:
//!
//! - object members are ordered by the UTF-8 bytes of their names, no name twice;
//! - no spaces; strings escape only `"`, `\` and control characters;
//! - numbers are integers. A float anywhere is an error: decimals travel as text;
//! - enum variants, options and units are written as `serde_json` writes them, so
//!   canonical bytes are ordinary JSON that any parser reads back.
//!
//! In another language the same text is, for example, Python's
//! `json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))`.

mod digest;
mod escape;
mod serializer;

pub use digest::{Digest, ParseDigestError};

use serde::Serialize;

/// What most documents that are kept fit into.
const DOCUMENT_BYTES: usize = 1024;

/// What most quotes, the largest values that are only digested, fit into.
const QUOTE_BYTES: usize = 16 * 1024;

/// Why a value has no canonical form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// A binary float, whose text differs between platforms and languages.
    #[error("floats have no canonical form; use an integer or a decimal as text")]
    Float,
    /// Two members of one object with the same name.
    #[error("the member `{0}` appears twice in one object")]
    RepeatedMember(String),
    /// A map key that is neither text nor an integer.
    #[error("a map key must be text or an integer")]
    KeyNotText,
    /// A member name or map key whose text would need escaping, so that its order is ambiguous.
    #[error("a member name must not contain quotes, backslashes or control characters")]
    KeyNeedsEscaping,
    /// The value's own `Serialize` refused.
    #[error("the value could not be written: {0}")]
    Refused(String),
}

impl serde::ser::Error for Box<CanonicalError> {
    fn custom<T: core::fmt::Display>(message: T) -> Self {
        Self::new(CanonicalError::Refused(message.to_string()))
    }
}

/// The canonical JSON of `value`.
///
/// # Errors
/// [`CanonicalError`] when the value holds a float, a repeated member or a key
/// that is not plain text.
///
/// # Example
/// ```
/// use std::collections::BTreeMap;
/// let value = BTreeMap::from([("b", 2), ("a", 1)]);
/// assert_eq!(shared::canonical::bytes(&value).unwrap(), br#"{"a":1,"b":2}"#);
/// assert!(shared::canonical::bytes(&0.5_f64).is_err());
/// ```
pub fn bytes<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    written(value, DOCUMENT_BYTES)
}

fn written<T: Serialize + ?Sized>(value: &T, room: usize) -> Result<Vec<u8>, CanonicalError> {
    let mut writer = serializer::Writer::with_capacity(room);
    value.serialize(&mut writer).map_err(|error| *error)?;
    Ok(writer.finish())
}

/// The SHA-256 digest of the canonical JSON of `value`.
///
/// # Errors
/// As [`bytes`].
pub fn digest<T: Serialize + ?Sized>(value: &T) -> Result<Digest, CanonicalError> {
    written(value, QUOTE_BYTES).map(|bytes| Digest::of(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    enum Shape {
        Unit,
        Newtype(u8),
        Tuple(u8, &'static str),
        Struct { zebra: u8, apple: Option<u8> },
    }

    #[derive(Serialize)]
    struct Unordered {
        zebra: u8,
        #[serde(skip_serializing_if = "Option::is_none")]
        absent: Option<u8>,
        apple: Shape,
        middle: Vec<Shape>,
    }

    fn text<T: Serialize>(value: &T) -> String {
        String::from_utf8(bytes(value).unwrap()).unwrap()
    }

    #[test]
    fn members_are_ordered_by_name_at_every_level() {
        let value = Unordered {
            zebra: 1,
            absent: None,
            apple: Shape::Struct { zebra: 2, apple: None },
            middle: vec![Shape::Unit, Shape::Newtype(3), Shape::Tuple(4, "五")],
        };
        assert_eq!(
            text(&value),
            r#"{"apple":{"Struct":{"apple":null,"zebra":2}},"middle":["Unit",{"Newtype":3},{"Tuple":[4,"五"]}],"zebra":1}"#
        );
    }

    #[test]
    fn floats_are_refused_even_when_they_are_not_numbers() {
        assert_eq!(bytes(&1.0_f64), Err(CanonicalError::Float));
        assert_eq!(bytes(&f32::INFINITY), Err(CanonicalError::Float));
        assert_eq!(bytes(&BTreeMap::from([("a", f64::NAN)])), Err(CanonicalError::Float));
    }

    #[test]
    fn a_member_written_twice_is_refused() {
        #[derive(Serialize)]
        struct Twice {
            #[serde(rename = "same")]
            one: u8,
            #[serde(rename = "same")]
            two: u8,
        }
        let refused = bytes(&Twice { one: 1, two: 2 });
        assert_eq!(refused, Err(CanonicalError::RepeatedMember("same".to_owned())));
    }

    #[test]
    fn a_name_comes_before_every_name_it_begins() {
        #[derive(Serialize)]
        struct Reversed {
            #[serde(rename = "a!")]
            longer: u8,
            a: u8,
        }
        let names = ["a", "a b", "a!", "a.", "aa", "", "abcdefgh", "abcdefgh i", "abcdefgi"];
        let map: BTreeMap<&str, u8> = names.into_iter().map(|name| (name, 0)).collect();
        assert_eq!(bytes(&map).unwrap(), serde_json::to_vec(&map).unwrap());
        assert_eq!(text(&Reversed { longer: 1, a: 2 }), r#"{"a":2,"a!":1}"#);
    }

    #[test]
    fn integer_keys_are_written_as_text_and_ordered_as_text() {
        assert_eq!(text(&BTreeMap::from([(9, 1), (10, 2), (-1, 3)])), r#"{"-1":3,"10":2,"9":1}"#);
    }

    #[test]
    fn keys_that_are_not_plain_text_are_refused() {
        assert_eq!(bytes(&BTreeMap::from([((1, 2), 3)])), Err(CanonicalError::KeyNotText));
        assert_eq!(bytes(&BTreeMap::from([(None::<u8>, 3)])), Err(CanonicalError::KeyNotText));
        assert_eq!(bytes(&BTreeMap::from([("\"", 3)])), Err(CanonicalError::KeyNeedsEscaping));
    }

    #[test]
    fn strings_escape_what_json_requires_and_nothing_else() {
        assert_eq!(text(&"a\"\\\n\u{1}\u{7f}/é你"), "\"a\\\"\\\\\\n\\u0001\u{7f}/é你\"");
    }

    #[test]
    fn integers_are_written_whole_up_to_128_bits() {
        assert_eq!(
            text(&(i64::MIN, u64::MAX, 0, i128::MIN, u128::MAX)),
            format!("[{},{},0,{},{}]", i64::MIN, u64::MAX, i128::MIN, u128::MAX)
        );
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 64, 8, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
                prop::collection::btree_map("[a-c !~你\u{1F600}]{0,10}", inner, 0..8)
                    .prop_map(|map| Value::Object(map.into_iter().collect::<Map<_, _>>())),
            ]
        })
    }

    proptest! {
        /// `serde_json`'s map is ordered, so it is an independent witness.
        #[test]
        fn canonical_text_equals_ordered_compact_json(value in any_value()) {
            prop_assert_eq!(bytes(&value).unwrap(), serde_json::to_vec(&value).unwrap());
        }
    }

    #[test]
    fn the_digest_is_sha_256_of_the_canonical_text() {
        // printf '{"a":1}' | sha256sum
        assert_eq!(
            digest(&json!({ "a": 1 })).unwrap().to_string(),
            "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"
        );
    }
}
