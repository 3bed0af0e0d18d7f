//! State changes may only be asked for by our own pages.

use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use shared::api::ProblemCode;

use crate::failure::Failure;

/// Refuses state changes that another site asks for.
///
/// Browsers send `Sec-Fetch-Site` and, on every request that is not a plain read,
/// `Origin`; programs that are not browsers send neither and carry no ambient cookie.
pub async fn own_origin_only(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || is_own(request.headers()) {
        next.run(request).await
    } else {
        Failure::of(ProblemCode::ForeignOrigin).into_response()
    }
}

fn is_own(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none") {
        return false;
    }
    match (text(ORIGIN), text(HOST)) {
        (None, _) => true,
        (Some(origin), Some(host)) => {
            origin.split_once("://").is_some_and(|(_, authority)| authority == host)
        }
        (Some(_), None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_our_own_pages_and_programs_may_change_state() {
        let host = ("host", "puhui.example:8380");
        for (pairs, own) in [
            (vec![host], true),
            (vec![host, ("origin", "http://puhui.example:8380")], true),
            (vec![host, ("origin", "https://evil.example")], false),
            (vec![host, ("origin", "http://puhui.example:8381")], false),
            (vec![host, ("origin", "null")], false),
            (vec![host, ("sec-fetch-site", "cross-site")], false),
            (vec![host, ("sec-fetch-site", "same-site")], false),
            (vec![host, ("sec-fetch-site", "same-origin")], true),
        ] {
            assert_eq!(is_own(&headers(&pairs)), own, "{pairs:?}");
        }
    }
}
