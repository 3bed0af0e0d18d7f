//! Where a request comes from, for rate limits.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

/// The address a request comes from, as bytes; one shared value when it is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller(pub Vec<u8>);

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(address.map_or_else(
            || b"unknown".to_vec(),
            |ConnectInfo(address)| address.ip().to_string().into_bytes(),
        )))
    }
}
