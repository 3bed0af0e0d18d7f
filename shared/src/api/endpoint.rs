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
    /// JSON body sent; [`Empty`] where there is none.
    type Request: Serialize + DeserializeOwned;
    /// JSON body received on success.
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

/// Declares endpoints: `Name: Method "path", Request => Response;`. Every `Post` is a command and
/// carries an idempotency key.
macro_rules! endpoints {
    ($($(#[doc = $doc:literal])* $name:ident: $method:ident $path:literal, $request:ty => $response:ty;)*) => {
        $(
            $(#[doc = $doc])*
            pub enum $name {}
            impl $crate::api::Endpoint for $name {
                const METHOD: $crate::api::Method = $crate::api::Method::$method;
                const PATH: &'static str = $path;
                const IDEMPOTENT: bool = matches!($crate::api::Method::$method, $crate::api::Method::Post);
                type Request = $request;
                type Response = $response;
            }
        )*
    };
}

pub(super) use endpoints;
