//! What an endpoint is.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The HTTP method of an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads; changes nothing.
    Get,
    /// A command.
    Post,
    /// Replaces something that has an address.
    Put,
    /// Takes something back.
    Delete,
}

/// One operation of the API.
pub trait Endpoint {
    /// HTTP method.
    const METHOD: Method;
    /// Path from the origin; `{name}` stands for an identifier.
    const PATH: &'static str;
    /// Whether the caller must send an `Idempotency-Key`.
    const IDEMPOTENT: bool = false;
    /// Whether the caller may ask how things stood at the end of a past day, with `?as_of=2026-05-31`.
    const DATED: bool = false;
    /// Media type of what is received on success.
    const MEDIA_TYPE: &'static str = "application/json";
    /// JSON body sent, or of a `Get` the query; [`Empty`] where there is none.
    type Request: Serialize + DeserializeOwned;
    /// Received on success: a JSON body, or the text of a file.
    type Response: Serialize + DeserializeOwned;
}

/// No content: `{}` as a request, `204` or `{}` as a response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Empty {}

/// A PDF: the answer's body is the file itself, not JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pdf {}

/// The path of an endpoint with its identifiers filled in, in order.
///
/// # Example
/// ```
/// use shared::api::{GetLoan, path};
/// assert_eq!(path::<GetLoan>(&["0192"]), "/api/v1/loans/0192");
/// ```
pub fn path<E: Endpoint>(identifiers: &[&str]) -> String {
    fill(E::PATH, identifiers)
}

fn fill(pattern: &str, identifiers: &[&str]) -> String {
    let mut out = String::with_capacity(pattern.len().saturating_add(36));
    let mut identifiers = identifiers.iter();
    for segment in pattern.split('/').skip(1) {
        out.push('/');
        let value = if segment.starts_with('{') { identifiers.next().copied() } else { None };
        out.push_str(value.unwrap_or(segment));
    }
    out
}

/// The address of a `Get` endpoint with its identifiers and its query filled in. Members of the
/// request that are left out are no part of the query.
///
/// # Example
/// ```
/// use shared::api::{PreviewRepayment, PreviewRepaymentQuery, address};
/// let query = PreviewRepaymentQuery { amount: "100.00".parse().ok(), on: None };
/// let address = address::<PreviewRepayment>(&["0192"], &query);
/// assert_eq!(address, "/api/v1/loans/0192/payment-preview?amount=100.00");
/// ```
#[cfg(feature = "every-product")]
pub fn address<E: Endpoint>(identifiers: &[&str], request: &E::Request) -> String {
    let mut out = path::<E>(identifiers);
    let Ok(serde_json::Value::Object(members)) = serde_json::to_value(request) else { return out };
    let mut before = '?';
    for (name, value) in members {
        let text = match value {
            serde_json::Value::Null => continue,
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        };
        out.push(before);
        out.push_str(&name);
        out.push('=');
        push_escaped(&mut out, &text);
        before = '&';
    }
    out
}

/// The address of a dated endpoint as of the end of a past day.
///
/// # Example
/// ```
/// use shared::api::{GetLoan, as_of, path};
/// let day = shared::date_text::parse("2026-05-31").unwrap();
/// assert_eq!(as_of(path::<GetLoan>(&["0192"]), day), "/api/v1/loans/0192?as_of=2026-05-31");
/// ```
#[cfg(feature = "every-product")]
pub fn as_of(mut address: String, day: chrono::NaiveDate) -> String {
    address.push_str(if address.contains('?') { "&as_of=" } else { "?as_of=" });
    address.push_str(&crate::date_text::format(day));
    address
}

/// Everything but letters, digits and `-._~` as `%` and its bytes (RFC 3986).
#[cfg(feature = "every-product")]
fn push_escaped(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let digit = |of: u8| {
                char::from(b"0123456789ABCDEF".get(usize::from(of)).copied().unwrap_or(b'0'))
            };
            out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
}

/// Declares endpoints: `Name: Method "path", Request => Response;`. Every `Post` is a command and
/// carries an idempotency key. `@dated` before the method: the answer can be asked for as of a past
/// day. A media type after the response: a file, not JSON.
macro_rules! endpoints {
    ($($(#[doc = $doc:literal])* $name:ident: $(@$dated:ident)? $method:ident $path:literal, $request:ty => $response:ty $(as $media:literal)?;)*) => {
        $(
            $(#[doc = $doc])*
            pub enum $name {}
            impl $crate::api::Endpoint for $name {
                const METHOD: $crate::api::Method = $crate::api::Method::$method;
                const PATH: &'static str = $path;
                const IDEMPOTENT: bool = matches!($crate::api::Method::$method, $crate::api::Method::Post);
                $(const DATED: bool = { let $dated = true; $dated };)?
                $(const MEDIA_TYPE: &'static str = $media;)?
                type Request = $request;
                type Response = $response;
            }
        )*
    };
}

pub(super) use endpoints;
