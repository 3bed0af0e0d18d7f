//! Reads JSON into typed values by way of a tree.
//!
//! Why not `serde_json::from_str`: it unrolls its text parser into every type that is read, which
//! for the wire types is 100 kB of WASM. Here the text is parsed once, by one function, and the types
//! are read from the tree. Numbers are whole, as everywhere on this wire; amounts and rates are text.

use std::fmt;

use serde::{
    de::{
        DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, Expected,
        IntoDeserializer, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
        value::StringDeserializer,
    },
    forward_to_deserialize_any,
};

/// The text is not JSON, or not of the right shape. Nobody reads more than that on a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not the JSON expected")
    }
}

impl std::error::Error for Unreadable {}

impl Error for Unreadable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }
}

/// Reads a value.
///
/// # Errors
/// [`Unreadable`] when the text is not JSON or not a `T`.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    T::deserialize(parse(text)?)
}

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Json {
    Null,
    Bool(bool),
    Number(i64),
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

fn parse(text: &str) -> Result<Json, Unreadable> {
    let mut parser = Parser { bytes: text.as_bytes(), at: 0, depth: 0 };
    let value = parser.value()?;
    parser.skip_space();
    if parser.at == parser.bytes.len() { Ok(value) } else { Err(Unreadable) }
}

struct Parser<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: u8,
}

impl Parser<'_> {
    /// Deeper nesting than any of our documents has.
    const DEEPEST: u8 = 64;

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn take(&mut self, expected: u8) -> bool {
        self.skip_space();
        let is_next = self.peek() == Some(expected);
        if is_next {
            self.at += 1;
        }
        is_next
    }

    fn expect(&mut self, expected: u8) -> Result<(), Unreadable> {
        if self.take(expected) { Ok(()) } else { Err(Unreadable) }
    }

    fn word(&mut self, word: &str, value: Json) -> Result<Json, Unreadable> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if !rest.starts_with(word.as_bytes()) {
            return Err(Unreadable);
        }
        self.at += word.len();
        Ok(value)
    }

    fn value(&mut self) -> Result<Json, Unreadable> {
        self.skip_space();
        match self.peek().ok_or(Unreadable)? {
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'"' => self.text().map(Json::Text),
            b'[' => self.nested(Self::list),
            b'{' => self.nested(Self::object),
            _ => self.number(),
        }
    }

    fn nested(
        &mut self,
        read: fn(&mut Self) -> Result<Json, Unreadable>,
    ) -> Result<Json, Unreadable> {
        self.at += 1;
        self.depth += 1;
        if self.depth > Self::DEEPEST {
            return Err(Unreadable);
        }
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn list(&mut self) -> Result<Json, Unreadable> {
        let mut items = Vec::new();
        if self.take(b']') {
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value()?);
            if self.take(b']') {
                return Ok(Json::List(items));
            }
            self.expect(b',')?;
        }
    }

    fn object(&mut self) -> Result<Json, Unreadable> {
        let mut members = Vec::new();
        if self.take(b'}') {
            return Ok(Json::Object(members));
        }
        loop {
            self.skip_space();
            let name = self.text()?;
            self.expect(b':')?;
            members.push((name, self.value()?));
            if self.take(b'}') {
                return Ok(Json::Object(members));
            }
            self.expect(b',')?;
        }
    }

    fn number(&mut self) -> Result<Json, Unreadable> {
        let start = self.at;
        while let Some(b'-' | b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        let digits = self.bytes.get(start..self.at).unwrap_or_default();
        let digits = std::str::from_utf8(digits).map_err(|_| Unreadable)?;
        // A fraction or an exponent stops the parser at its sign, and the value is refused there.
        digits.parse().map(Json::Number).map_err(|_| Unreadable)
    }

    fn text(&mut self) -> Result<String, Unreadable> {
        self.expect(b'"')?;
        let mut out = Vec::new();
        loop {
            let byte = self.peek().ok_or(Unreadable)?;
            self.at += 1;
            match byte {
                b'"' => return String::from_utf8(out).map_err(|_| Unreadable),
                b'\\' => {
                    let character = self.escaped()?;
                    out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                }
                0..=0x1f => return Err(Unreadable),
                byte => out.push(byte),
            }
        }
    }

    fn escaped(&mut self) -> Result<char, Unreadable> {
        let byte = self.peek().ok_or(Unreadable)?;
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.code_point(),
            _ => return Err(Unreadable),
        })
    }

    fn code_point(&mut self) -> Result<char, Unreadable> {
        let first = self.four_digits()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first).ok_or(Unreadable);
        }
        // A pair of surrogates stands for one character beyond the basic plane.
        self.word("\\u", Json::Null)?;
        let second = self.four_digits()?.checked_sub(0xdc00).ok_or(Unreadable)?;
        let code_point = 0x1_0000 + ((first - 0xd800) << 10) + second;
        char::from_u32(code_point).ok_or(Unreadable)
    }

    fn four_digits(&mut self) -> Result<u32, Unreadable> {
        let mut value = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            value = value * 16 + digit.ok_or(Unreadable)?;
            self.at += 1;
        }
        Ok(value)
    }
}

/// Whole numbers, whatever their width: the visitor checks the range.
macro_rules! whole_numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            match self {
                Self::Number(value) => visitor.visit_i64(value),
                _ => Err(Unreadable),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for Json {
    type Error = Unreadable;

    /// Every type on this wire says what it is; nothing is guessed from the text.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unreadable> {
        Err(Unreadable)
    }

    whole_numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self {
            Self::Bool(value) => visitor.visit_bool(value),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self {
            Self::Text(value) => visitor.visit_string(value),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_string(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self {
            Self::Null => visitor.visit_none(),
            present => visitor.visit_some(present),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    /// The members in the order of the type's fields, so that only that one way of reading a
    /// struct is compiled. Members nobody knows are from a newer server, and left out.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(self.fields(fields)?)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(self.variant()?)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self {
            Self::List(items) => visitor
                .visit_seq(Items(items.into_iter().map(Some).collect::<Vec<_>>().into_iter())),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self {
            Self::Object(members) => visitor.visit_map(Members::of(members)),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct identifier
    }
}

impl Json {
    /// What the fields hold, in their order; nothing where a member is missing.
    fn fields(self, fields: &'static [&'static str]) -> Result<Items, Unreadable> {
        let Self::Object(mut members) = self else { return Err(Unreadable) };
        let take = |field: &&str| {
            let position = members.iter().position(|(name, _)| name == field)?;
            Some(members.swap_remove(position).1)
        };
        Ok(Items(fields.iter().map(take).collect::<Vec<_>>().into_iter()))
    }

    fn variant(self) -> Result<Variant, Unreadable> {
        let (name, content) = match self {
            Self::Text(name) => (name, Self::Null),
            Self::Object(members) => match <[_; 1]>::try_from(members) {
                Ok([member]) => member,
                Err(_) => return Err(Unreadable),
            },
            _ => return Err(Unreadable),
        };
        Ok(Variant { name, content })
    }
}

/// Values in order; a missing one ends a list, and lets a field take its default.
struct Items(std::vec::IntoIter<Option<Json>>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unreadable> {
        self.0.next().flatten().map(|item| seed.deserialize(item)).transpose()
    }
}

struct Members {
    rest: std::vec::IntoIter<(String, Json)>,
    value: Json,
}

impl Members {
    fn of(members: Vec<(String, Json)>) -> Self {
        Self { rest: members.into_iter(), value: Json::Null }
    }
}

impl<'de> MapAccess<'de> for Members {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unreadable> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        self.value = value;
        let name: StringDeserializer<Unreadable> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Unreadable> {
        seed.deserialize(std::mem::replace(&mut self.value, Json::Null))
    }
}

struct Variant {
    name: String,
    content: Json,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Unreadable;
    type Variant = Json;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Json), Unreadable> {
        let name: StringDeserializer<Unreadable> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, self.content))
    }
}

impl<'de> VariantAccess<'de> for Json {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        if self == Self::Null { Ok(()) } else { Err(Unreadable) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<T::Value, Unreadable> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(self.fields(fields)?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;
    use shared::{
        canonical,
        facts::{Facts, Segment},
    };

    use super::*;

    #[derive(Debug, PartialEq, Eq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Shape {
        Plain,
        With { side: u32 },
        Wrapped(String),
    }

    #[test]
    fn what_was_written_is_read_back() {
        let facts = Facts::new(Segment::Farmer);
        let bytes = canonical::bytes(&facts).expect("canonical bytes");
        assert_eq!(read(&String::from_utf8(bytes).expect("text")), Ok(facts));
    }

    #[test]
    fn enums_come_plain_or_with_content() {
        let text = r#"["plain", {"with": {"side": 3}}, {"wrapped": "x"}]"#;
        let shapes = vec![Shape::Plain, Shape::With { side: 3 }, Shape::Wrapped("x".to_owned())];
        assert_eq!(read::<Vec<Shape>>(text), Ok(shapes));
        assert_eq!(read::<Shape>(r#"{"plain": 1}"#), Err(Unreadable));
    }

    #[test]
    fn members_may_come_in_any_order_and_more_of_them_than_are_known() {
        #[derive(Debug, PartialEq, Eq, Deserialize)]
        struct Pair {
            left: u8,
            #[serde(default)]
            middle: Vec<u8>,
            right: Option<u8>,
        }
        let text = r#"{"new": {"x": []}, "right": null, "left": 1}"#;
        assert_eq!(read(text), Ok(Pair { left: 1, middle: Vec::new(), right: None }));
        assert_eq!(read::<Pair>(r#"{"right": 1}"#), Err(Unreadable));
    }

    #[test]
    fn escapes_and_characters_beyond_the_basic_plane_are_understood() {
        let read_text = |text: &str| read::<String>(text);
        assert_eq!(read_text(r#""a\n\"\\\u4e07""#), Ok("a\n\"\\万".to_owned()));
        assert_eq!(read_text(r#""\ud83d\udcb0""#), Ok("💰".to_owned()));
        assert_eq!(read_text(r#""\ud83d""#), Err(Unreadable));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "{", "[1,]", "1.5", "1e3", "\"a", "nul", "[1] 2", "{\"a\" 1}", "+1"] {
            assert!(read::<BTreeMap<String, u32>>(text).is_err(), "{text}");
            assert_eq!(parse(text), Err(Unreadable), "{text}");
        }
        assert_eq!(read::<u32>("-1"), Err(Unreadable));
    }

    #[test]
    fn nesting_without_end_is_refused_before_the_stack_is_gone() {
        assert_eq!(parse(&"[".repeat(100_000)), Err(Unreadable));
    }
}
