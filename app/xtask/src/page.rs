//! The page: `app/index.html` with its placeholders filled, and the policy it is served under.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

use crate::style::Sheet;

/// Opens the part of the first paint that is the quote's own.
const HEADLINE_START: &str = "<!-- The quote's headline. -->";
/// Closes it.
const HEADLINE_END: &str = "<!-- End of the quote's headline. -->";

/// What the page refers to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts<'a> {
    /// Address of the module.
    pub(crate) wasm: &'a str,
    /// Address of the script.
    pub(crate) script: &'a str,
    /// The style sheet. It stands in the page: as a file of its own, the first paint would wait for
    /// a second round trip (0.56 s on slow 4G).
    pub(crate) sheet: &'a Sheet,
}

/// The page a browser receives.
///
/// # Errors
/// When `template` names something that is not one of `parts`.
pub(crate) fn fill(template: &str, parts: Parts<'_>) -> Result<String> {
    let page = compact(template)
        .replace("{{wasm}}", parts.wasm)
        .replace("{{script}}", parts.script)
        .replace("{{frame_style}}", &parts.sheet.frame)
        .replace("{{style}}", &parts.sheet.rest);
    ensure!(!page.contains("{{"), "app/index.html has a placeholder nobody fills");
    Ok(page)
}

/// `template` without the quote's headline, which stands between two comments: the first paint of
/// a page that shows something else.
pub(crate) fn without_headline(template: &str) -> String {
    match (template.split_once(HEADLINE_START), template.split_once(HEADLINE_END)) {
        (Some((before, _)), Some((_, after))) => [before, after].concat(),
        _ => template.to_owned(),
    }
}

/// The `Content-Security-Policy` the pages need: WASM, and the style sheets inside them.
pub(crate) fn security_policy(sheets: &[Sheet]) -> String {
    let hashes: BTreeSet<_> = (sheets.iter().flat_map(|sheet| [&sheet.frame, &sheet.rest]))
        .map(|style| BASE64_STANDARD.encode(Sha256::digest(style.as_bytes())))
        .map(|hash| format!("'sha256-{hash}'"))
        .collect();
    [
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        &format!("style-src 'self' {}", Vec::from_iter(hashes).join(" ")),
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
    .join("; ")
}

/// Without comments and indentation.
fn compact(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str) -> Option<String> {
        let sheet = Sheet { frame: "p{}".to_owned(), rest: "q{}".to_owned() };
        fill(template, Parts { wasm: "/a.wasm", script: "/a.js", sheet: &sheet }).ok()
    }

    #[test]
    fn placeholders_are_filled_and_comments_left_out() {
        let page = filled("<!-- why -->\n  {{frame_style}} {{style}}\n\n<p>{{wasm}}{{script}}");
        assert_eq!(page.as_deref(), Some("p{} q{}\n<p>/a.wasm/a.js"));
    }

    #[test]
    fn a_page_without_the_headline_keeps_everything_else() {
        let template = format!("<a>{HEADLINE_START}<h1>{HEADLINE_END}<b>");
        assert_eq!(without_headline(&template), "<a><b>");
    }

    #[test]
    fn an_unknown_placeholder_is_refused() {
        assert_eq!(filled("{{font}}"), None);
    }

    #[test]
    fn the_policy_allows_exactly_these_style_sheets() {
        let sheet = |rest: &str| Sheet { frame: String::new(), rest: rest.to_owned() };
        let policy = security_policy(&[sheet("a{}"), sheet("b{}")]);
        assert!(policy.contains("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"));
        assert_eq!(policy.matches("sha256-").count(), 3, "{policy}");
    }
}
