//! Headers every answer carries, so that a browser refuses what we never do.

use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// What a page may load when the site brings no policy of its own. WASM needs its own
/// permission to compile.
pub const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

/// A year, for browsers that reached us over HTTPS.
const HTTPS_ONLY: &str = "max-age=31536000; includeSubDomains";

/// What a page's media type begins with.
const PAGE: &[u8] = b"text/html";

/// Adds the headers to every answer that has not set its own. Files of the app go without what
/// governs only pages: on a first visit each would carry half a kilobyte for nothing.
pub async fn add(request: Request, next: Next) -> Response {
    let personal = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let kind = headers.get(CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let is_file = !personal && !kind.starts_with(PAGE);
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if !is_file {
        set(CONTENT_SECURITY_POLICY, POLICY);
        set(REFERRER_POLICY, "same-origin");
        set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
        set(
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=()",
        );
    }
    if personal {
        set(CACHE_CONTROL, "no-store");
    }
    response
}
