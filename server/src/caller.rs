//! Where a request comes from, for rate limits.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::installation::Installation;

/// The address a request comes from, as bytes; one shared value when it is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller(pub Vec<u8>);

impl FromRequestParts<Installation> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        here: &Installation,
    ) -> Result<Self, Self::Rejection> {
        if here.institution.behind_proxy
            && let Some(address) = told_by_proxy(&parts.headers)
        {
            return Ok(Self(address));
        }
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(match address.map(|ConnectInfo(address)| address.ip()) {
            Some(IpAddr::V4(address)) => address.octets().to_vec(),
            Some(IpAddr::V6(address)) => address.octets().to_vec(),
            None => Vec::new(),
        }))
    }
}

/// The last address in `X-Forwarded-For`: the one our own proxy saw. Earlier ones are
/// whatever the caller wrote.
fn told_by_proxy(headers: &HeaderMap) -> Option<Vec<u8>> {
    let told = headers.get_all("x-forwarded-for").into_iter().next_back()?.to_str().ok()?;
    let last = told.rsplit(',').next()?.trim();
    (!last.is_empty()).then(|| last.as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_our_own_proxy_saw_counts() {
        let mut headers = HeaderMap::new();
        assert_eq!(told_by_proxy(&headers), None);
        headers.append("x-forwarded-for", "1.2.3.4, 10.0.0.1".parse().unwrap());
        headers.append("x-forwarded-for", "9.9.9.9, 203.0.113.7".parse().unwrap());
        assert_eq!(told_by_proxy(&headers).as_deref(), Some(b"203.0.113.7".as_slice()));
    }
}
