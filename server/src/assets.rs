//! Serves the built app: hashed files for ever, the page always fresh.
//!
//! Every file may have a `.br` and a `.gz` beside it, chosen by `Accept-Encoding`.

use std::borrow::Cow;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, SET_COOKIE, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use rust_embed::EmbeddedFile;

use crate::installation::Installation;

/// The built app: hands over a file by its name, when there is one.
pub type Site = fn(&str) -> Option<EmbeddedFile>;

/// No app: what is served when only the API is asked.
pub const fn no_app(_name: &str) -> Option<EmbeddedFile> {
    None
}

/// The page of the quote: the first a visitor downloads.
const QUOTE_PAGE: &str = "index.html";

/// The page of every other place of the app.
const ACCOUNT_PAGE: &str = "account.html";

/// The page that shows and checks evidence.
const PROOF_PAGE: &str = "proof.html";

/// The policy the page was built for; it is a header, not a file to fetch.
const POLICY_FILE: &str = "content-security-policy.txt";

/// Names change with content, so these never change.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Ask every time, and be told when nothing has changed.
const ASK_EVERY_TIME: &str = "no-cache";

/// What only the pages of a demonstration are sent with; it says nothing about who asks.
const DEMONSTRATION: &str = "puhui_demonstration=1; Path=/; SameSite=Strict";

/// What is shown before the app was built.
const NOT_BUILT: &str = "<!doctype html><meta charset=utf-8><title>普惠</title>\
    <p>The app has not been built yet. Run the build command of the README, then reload.";

/// Serves a file of the site, or the page for a place of the app.
pub async fn serve(
    State(here): State<Installation>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let name = uri.path().trim_start_matches('/');
    let site = here.site;
    let page = |name, status| marked(&here, page(site, name, status, &headers));
    match name {
        "" | "quote" => return page(QUOTE_PAGE, StatusCode::OK),
        ACCOUNT_PAGE | PROOF_PAGE => return page(name, StatusCode::OK),
        _ if is_proof(uri.path()) => return page(PROOF_PAGE, StatusCode::OK),
        _ if is_place(uri.path()) => return page(ACCOUNT_PAGE, StatusCode::OK),
        _ => {}
    }
    let hidden = name == POLICY_FILE || matches!(extension(name), "br" | "gz");
    match site(name) {
        Some(file) if !hidden => answer(site, name, file, &headers),
        // A missing file is not the page: a script must not receive HTML.
        _ if name.starts_with("assets/") || name.contains('.') => {
            StatusCode::NOT_FOUND.into_response()
        }
        _ => page(ACCOUNT_PAGE, StatusCode::NOT_FOUND),
    }
}

/// Tells the page of a demonstration that it is one before it has asked anything, so that the bar
/// with the business date has its place from the first frame on.
fn marked(here: &Installation, mut page: Response) -> Response {
    if !here.is_production() {
        page.headers_mut().append(SET_COOKIE, HeaderValue::from_static(DEMONSTRATION));
    }
    page
}

/// The places of the app that show and check evidence.
fn is_proof(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    matches!(parts.as_slice(), ["verify"] | ["applications", _, "evidence"])
}

/// The places of the app besides the quote, as its own router knows them.
fn is_place(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    matches!(
        parts.as_slice(),
        ["sign-in" | "apply" | "me" | "profile" | "disputes" | "requests" | "products" | "desk"]
            | ["desk", "pools"]
            | ["desk", "cases" | "pools", _]
            | ["applications" | "facilities" | "loans", _, _]
            | ["applications" | "facilities" | "loans" | "products", _]
            | ["me", "devices" | "authorisations" | "queries" | "data"]
    )
}

fn page(site: Site, name: &str, status: StatusCode, headers: &HeaderMap) -> Response {
    let mut response = match site(name) {
        Some(file) => answer(site, name, file, headers),
        None => ([(CONTENT_TYPE, "text/html; charset=utf-8")], NOT_BUILT).into_response(),
    };
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    let policy =
        site(POLICY_FILE).and_then(|file| HeaderValue::from_bytes(file.data.trim_ascii()).ok());
    if let Some(policy) = policy {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn answer(site: Site, name: &str, file: EmbeddedFile, headers: &HeaderMap) -> Response {
    let (file, encoding) = smallest(site, name, file, headers);
    let etag = etag(&file);
    let cache = if name.starts_with("assets/") { FOR_EVER } else { ASK_EVERY_TIME };
    let unchanged = etag.is_some() && headers.get(IF_NONE_MATCH) == etag.as_ref();
    let mut response = if unchanged {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        match file.data {
            Cow::Borrowed(bytes) => Body::from(bytes),
            Cow::Owned(bytes) => Body::from(bytes),
        }
        .into_response()
    };
    let answered = response.headers_mut();
    answered.insert(CONTENT_TYPE, HeaderValue::from_static(media_type(name)));
    answered.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    answered.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        answered.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if let Some(etag) = etag {
        answered.insert(ETAG, etag);
    }
    response
}

/// The file itself, or the compressed sibling the browser accepts.
fn smallest(
    site: Site,
    name: &str,
    file: EmbeddedFile,
    headers: &HeaderMap,
) -> (EmbeddedFile, Option<&'static str>) {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    for (encoding, suffix) in [("br", "br"), ("gzip", "gz")] {
        if accepts(accepted.unwrap_or_default(), encoding)
            && let Some(compressed) = site(&format!("{name}.{suffix}"))
        {
            return (compressed, Some(encoding));
        }
    }
    (file, None)
}

/// Whether `Accept-Encoding` names `encoding` with a weight above zero.
fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|range| {
        let (name, parameters) = range.split_once(';').unwrap_or((range, ""));
        let weight = parameters.trim().strip_prefix("q=").unwrap_or("1");
        let refused = weight.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        name.trim().eq_ignore_ascii_case(encoding) && !refused
    })
}

fn etag(file: &EmbeddedFile) -> Option<HeaderValue> {
    let digest = shared::canonical::Digest::from_bytes(file.metadata.sha256_hash());
    HeaderValue::try_from(format!("\"{digest}\"")).ok()
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn media_type(name: &str) -> &'static str {
    match extension(name) {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_accepted_only_by_name_and_weight() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("br;q=0", "br"));
        assert!(!accepts("br;q=0.000", "br"));
        assert!(!accepts("brotli", "br"));
    }

    #[test]
    fn places_of_the_app_are_known_and_everything_else_is_not() {
        for place in [
            "/me/devices",
            "/sign-in",
            "/applications/1/evidence",
            "/loans/1/interest",
            "/products/compare",
            "/desk/cases/1",
        ] {
            assert!(is_place(place), "{place}");
        }
        for place in ["/verify", "/verify/", "/applications/1/evidence"] {
            assert!(is_proof(place), "{place}");
        }
        for other in ["/admin", "/me/x", "/desk/cases", "/loans", "/applications/1/2/3"] {
            assert!(!is_place(other), "{other}");
        }
    }
}
