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

/// What every answer carries. HTTPS, for a year, where it was reached over HTTPS.
static FOR_EVERYTHING: [(HeaderName, HeaderValue); 3] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains")),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

/// What pages and the API carry as well.
static FOR_PAGES: [(HeaderName, HeaderValue); 4] = [
    (CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=()"),
    ),
];

/// What the API carries as well: nobody keeps what is personal.
static FOR_THE_API: [(HeaderName, HeaderValue); 1] =
    [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];

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
    let mut set = |more: &[(HeaderName, HeaderValue)]| {
        headers.reserve(more.len());
        for (name, value) in more {
            headers.entry(name).or_insert_with(|| value.clone());
        }
    };
    set(&FOR_EVERYTHING);
    if !is_file {
        set(&FOR_PAGES);
    }
    if personal {
        set(&FOR_THE_API);
    }
    response
}
