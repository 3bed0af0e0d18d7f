//! Logs: what happened, to which identifier, how long it took; never personal data.
//!
//! Request spans carry the matched route, not the address asked for, so an
//! identifier in a query string cannot reach the log.

use axum::extract::{MatchedPath, Request};
use tracing::Span;
use tracing_subscriber::EnvFilter;

/// Starts writing logs to standard error; `RUST_LOG` chooses what is written.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = if std::env::var("PUHUI_LOG").is_ok_and(|format| format == "json") {
        builder.json().try_init()
    } else {
        builder.with_target(false).try_init()
    };
    if let Err(error) = started {
        tracing::debug!(%error, "logs were already started");
    }
}

/// The span of one request.
pub fn request_span(request: &Request) -> Span {
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    tracing::info_span!("request", method = %request.method(), route)
}

/// Tells the person at the terminal why the program ends, with every cause.
#[expect(clippy::print_stderr, reason = "said to the person who started the program")]
pub fn explain(error: &dyn std::error::Error) {
    eprintln!("puhui: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        eprintln!("  because {error}");
        cause = error.source();
    }
}
