//! Writes a value as canonical JSON in one pass.
//!
//! Members are written in declaration order and reordered in place when their
//! object closes, which costs nothing when they were ordered already. There is no
//! intermediate tree, and no allocation per object.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::CanonicalError;
use super::escape::{is_plain, needs_escape, push_escaped};
use crate::digits::Digits;

/// Errors are rare and results are everywhere: one pointer is all that is handed up.
type Written<T = ()> = Result<T, Box<CanonicalError>>;

/// Where one member of an object that is still open lies in the output.
#[derive(Clone, Copy)]
struct Member {
    /// The opening quote of the name.
    start: usize,
    /// Just past the closing quote of the name.
    name_end: usize,
    /// Just past the value; set when the object's members have to be put in order.
    end: usize,
}

impl Member {
    /// The name without its quotes: the closing one would sort after a space or `!`.
    fn name<'a>(&self, out: &'a [u8]) -> &'a [u8] {
        let inside = self.start.saturating_add(1)..self.name_end.saturating_sub(1);
        out.get(inside).unwrap_or_default()
    }
}

/// The output so far, and the members of the objects still open.
pub(super) struct Writer {
    out: Vec<u8>,
    members: Vec<Member>,
    scratch: Vec<u8>,
}

impl Writer {
    /// A writer with room for `capacity` bytes before it has to grow.
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Self { out: Vec::with_capacity(capacity), members: Vec::new(), scratch: Vec::new() }
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.out
    }

    fn push_string(&mut self, text: &str) {
        if is_plain(text.as_bytes()) {
            return self.push_plain(text);
        }
        self.out.push(b'"');
        push_escaped(&mut self.out, text);
        self.out.push(b'"');
    }

    /// Writes a string in which nothing needs escaping.
    fn push_plain(&mut self, text: &str) {
        self.out.push(b'"');
        self.out.extend_from_slice(text.as_bytes());
        self.out.push(b'"');
    }

    /// Writes an integer that fits 64 bits, without the cost of formatting.
    fn push_integer(&mut self, negative: bool, magnitude: u64) {
        let mut text = Digits::new();
        text.push_number(magnitude);
        if negative {
            text.push(b'-');
        }
        self.out.extend_from_slice(text.as_bytes());
    }

    fn push_display(&mut self, value: &(impl core::fmt::Display + ?Sized)) -> Written {
        use core::fmt::Write as _;
        write!(Escaping(&mut self.out), "{value}")
            .map_err(|_| CanonicalError::Refused("its Display failed".to_owned()).into())
    }

    fn open_object(&mut self) -> Object<'_> {
        self.out.push(b'{');
        let first = self.members.len();
        let body = self.out.len();
        Object { first, body, last: None, in_order: true, wrapped: false, writer: self }
    }

    fn open_array(&mut self) -> Array<'_> {
        self.out.push(b'[');
        Array { empty: true, wrapped: false, writer: self }
    }

    /// Opens `{"variant":`, closed by whoever set `wrapped`.
    fn open_variant(&mut self, variant: &'static str) {
        self.out.push(b'{');
        self.push_string(variant);
        self.out.push(b':');
    }

    /// Puts the members from `first` on in order, the object's body starting at `body`.
    fn order_members(&mut self, first: usize, body: usize) -> Written {
        let end = self.out.len();
        let members = self.members.get_mut(first..).unwrap_or_default();
        let mut next_start = None;
        for member in members.iter_mut().rev() {
            // A comma stands between a member and the next.
            member.end = next_start.map_or(end, |start: usize| start.saturating_sub(1));
            next_start = Some(member.start);
        }
        let out = &self.out;
        let order = |one: &Member, other: &Member| one.name(out).cmp(other.name(out));
        if !members.is_sorted_by(|one, other| order(one, other).is_lt()) {
            members.sort_unstable_by(order);
            let repeated = members
                .array_windows()
                .find(|[one, other]| one.name(out) == other.name(out))
                .map(|[one, _]| String::from_utf8_lossy(one.name(out)).into_owned());
            if let Some(name) = repeated {
                return Err(CanonicalError::RepeatedMember(name).into());
            }
            self.scratch.clear();
            for (index, member) in members.iter().enumerate() {
                if index > 0 {
                    self.scratch.push(b',');
                }
                self.scratch
                    .extend_from_slice(out.get(member.start..member.end).unwrap_or_default());
            }
            self.out.truncate(body);
            self.out.extend_from_slice(&self.scratch);
        }
        Ok(())
    }
}

/// Text on its way into a JSON string.
struct Escaping<'a>(&'a mut Vec<u8>);

impl core::fmt::Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        push_escaped(self.0, text);
        Ok(())
    }
}

/// An object being written.
pub(super) struct Object<'a> {
    writer: &'a mut Writer,
    first: usize,
    body: usize,
    /// The name of the last field.
    last: Option<&'static str>,
    /// Whether the members so far are known to be in order, as fields declared so are.
    in_order: bool,
    wrapped: bool,
}

impl Object<'_> {
    fn begin_member(&mut self) -> usize {
        if self.writer.members.len() > self.first {
            self.writer.out.push(b',');
        }
        self.writer.out.len()
    }

    fn end_name(&mut self, start: usize) {
        let name_end = self.writer.out.len();
        self.writer.members.push(Member { start, name_end, end: name_end });
        self.writer.out.push(b':');
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        self.name_field(name)?;
        value.serialize(&mut *self.writer)
    }

    fn name_field(&mut self, name: &'static str) -> Written {
        if !is_plain(name.as_bytes()) {
            return Err(CanonicalError::KeyNeedsEscaping.into());
        }
        self.in_order &= self.last.replace(name).is_none_or(|last| last < name);
        let Writer { out, members, .. } = &mut *self.writer;
        if members.len() > self.first {
            out.push(b',');
        }
        out.push(b'"');
        let start = out.len().saturating_sub(1);
        out.extend_from_slice(name.as_bytes());
        let name_end = out.len().saturating_add(1);
        members.push(Member { start, name_end, end: name_end });
        out.extend_from_slice(b"\":");
        Ok(())
    }

    /// Writes a map key: text as it is, an integer in quotes, anything else refused.
    fn key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.in_order = false;
        let start = self.begin_member();
        key.serialize(&mut *self.writer)?;
        let written = self.writer.out.get(start..).unwrap_or_default();
        match written {
            [b'"', inner @ .., b'"'] => {
                if inner.iter().any(|byte| needs_escape(*byte)) {
                    return Err(CanonicalError::KeyNeedsEscaping.into());
                }
            }
            [b'-' | b'0'..=b'9', ..] => {
                self.writer.out.insert(start, b'"');
                self.writer.out.push(b'"');
            }
            _ => return Err(CanonicalError::KeyNotText.into()),
        }
        self.end_name(start);
        Ok(())
    }

    fn close(self) -> Written {
        if !self.in_order {
            self.writer.order_members(self.first, self.body)?;
        }
        self.writer.members.truncate(self.first);
        self.writer.out.extend_from_slice(if self.wrapped { b"}}" } else { b"}" });
        Ok(())
    }
}

/// An array being written.
pub(super) struct Array<'a> {
    writer: &'a mut Writer,
    empty: bool,
    wrapped: bool,
}

impl Array<'_> {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        if !core::mem::take(&mut self.empty) {
            self.writer.out.push(b',');
        }
        value.serialize(&mut *self.writer)
    }

    fn close(self) {
        self.writer.out.extend_from_slice(if self.wrapped { b"]}" } else { b"]" });
    }
}

macro_rules! signed_integers {
    ($($method:ident: $integer:ty),+) => {
        $(fn $method(self, value: $integer) -> Written {
            self.push_integer(value < 0, u64::from(value.unsigned_abs()));
            Ok(())
        })+
    };
}

macro_rules! unsigned_integers {
    ($($method:ident: $integer:ty),+) => {
        $(fn $method(self, value: $integer) -> Written {
            self.push_integer(false, u64::from(value));
            Ok(())
        })+
    };
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Box<CanonicalError>;
    type SerializeSeq = Array<'a>;
    type SerializeTuple = Array<'a>;
    type SerializeTupleStruct = Array<'a>;
    type SerializeTupleVariant = Array<'a>;
    type SerializeMap = Object<'a>;
    type SerializeStruct = Object<'a>;
    type SerializeStructVariant = Object<'a>;

    signed_integers!(
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64
    );
    unsigned_integers!(
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64
    );

    fn serialize_i128(self, value: i128) -> Written {
        self.push_display(&value)
    }

    fn serialize_u128(self, value: u128) -> Written {
        self.push_display(&value)
    }

    fn collect_str<T: core::fmt::Display + ?Sized>(self, value: &T) -> Written {
        self.out.push(b'"');
        self.push_display(value)?;
        self.out.push(b'"');
        Ok(())
    }

    fn serialize_bool(self, value: bool) -> Written {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_f32(self, _: f32) -> Written {
        Err(CanonicalError::Float.into())
    }

    fn serialize_f64(self, _: f64) -> Written {
        Err(CanonicalError::Float.into())
    }

    fn serialize_char(self, value: char) -> Written {
        self.push_string(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Written {
        self.push_string(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Written {
        let mut array = self.open_array();
        for byte in value {
            array.element(byte)?;
        }
        array.close();
        Ok(())
    }

    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        self.open_variant(variant);
        value.serialize(&mut *self)?;
        self.out.push(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Written<Array<'a>> {
        Ok(self.open_array())
    }

    fn serialize_tuple(self, _: usize) -> Written<Array<'a>> {
        Ok(self.open_array())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Written<Array<'a>> {
        Ok(self.open_array())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Written<Array<'a>> {
        self.open_variant(variant);
        Ok(Array { wrapped: true, ..self.open_array() })
    }

    fn serialize_map(self, _: Option<usize>) -> Written<Object<'a>> {
        Ok(self.open_object())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Written<Object<'a>> {
        Ok(self.open_object())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Written<Object<'a>> {
        self.open_variant(variant);
        Ok(Object { wrapped: true, ..self.open_object() })
    }
}

macro_rules! arrays {
    ($($trait:ident $method:ident),+) => {
        $(impl $trait for Array<'_> {
            type Ok = ();
            type Error = Box<CanonicalError>;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
                self.element(value)
            }

            fn end(self) -> Written {
                self.close();
                Ok(())
            }
        })+
    };
}

arrays!(
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
);

macro_rules! objects {
    ($($trait:ident),+) => {
        $(impl $trait for Object<'_> {
            type Ok = ();
            type Error = Box<CanonicalError>;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Written {
                self.field(name, value)
            }

            fn end(self) -> Written {
                self.close()
            }
        })+
    };
}

objects!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Object<'_> {
    type Ok = ();
    type Error = Box<CanonicalError>;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Written {
        self.close()
    }
}
