//! Turns failures and axum's own refusals into problems.

use std::any::Any;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{Failure, FieldProblem, Language, Problem, Told};

/// Middleware over the API: every refusal leaves as a problem in the asked language.
pub async fn tell(request: Request, next: Next) -> Response {
    let language = Language::of(request.headers());
    let mut response = next.run(request).await;
    if let Some(Told(failure)) = response.extensions_mut().remove::<Told>() {
        return render(&failure, language, response);
    }
    match refusal_of_the_framework(response.status()) {
        Some(failure) if !is_problem(&response) => render(&failure, language, response),
        _ => response,
    }
}

/// What a caught panic becomes.
pub fn panicked(payload: Box<dyn Any + Send + 'static>) -> Response {
    let message = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned());
    tracing::error!(message = message.unwrap_or_default(), "a handler panicked");
    Failure::Panicked.into_response()
}

fn is_problem(response: &Response) -> bool {
    response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == "application/problem+json")
}

/// Axum's own refusals, by status.
fn refusal_of_the_framework(status: StatusCode) -> Option<Failure> {
    match status {
        StatusCode::BAD_REQUEST => Some(Failure::AddressUnreadable),
        StatusCode::NOT_FOUND => Some(Failure::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Some(Failure::MethodNotAllowed),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Failure::BodyTooLarge),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(Failure::ContentTypeUnsupported),
        StatusCode::REQUEST_TIMEOUT => Some(Failure::ServiceUnavailable { service: "puhui" }),
        _ => None,
    }
}

fn render(failure: &Failure, language: Language, answered: Response) -> Response {
    let status = failure.code().status();
    if status.is_server_error() {
        log_chain(failure);
    }
    let problem = failure.problem(language);
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let (mut parts, _) = answered.into_parts();
    parts.status = status;
    parts.headers.remove("content-length");
    parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    parts.headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    if let Failure::TooManyRequests { retry_after } = failure {
        parts.headers.insert(RETRY_AFTER, HeaderValue::from(retry_after.as_secs().max(1)));
    }
    Response::from_parts(parts, Body::from(body))
}

/// Logs a failure on our side with everything that caused it.
fn log_chain(failure: &Failure) {
    let mut causes = Vec::new();
    let mut cause = std::error::Error::source(failure);
    while let Some(error) = cause {
        causes.push(error.to_string());
        cause = error.source();
    }
    tracing::error!(%failure, causes = causes.join(": "), "a request failed on our side");
}

impl Failure {
    /// The wire form in `language`.
    pub fn problem(&self, language: Language) -> Problem {
        let code = self.code();
        let fields = match self {
            Self::FieldsRefused(fields) => fields
                .iter()
                .map(|refusal| FieldProblem {
                    field: refusal.field.clone(),
                    detail: refusal.sentence.text(language).to_owned(),
                })
                .collect(),
            _ => Vec::new(),
        };
        let retry_at = match self {
            Self::SignInLocked { until } => Some(*until),
            _ => None,
        };
        Problem {
            kind: "about:blank".to_owned(),
            title: self.title().text(language).to_owned(),
            status: code.status().as_u16(),
            code,
            detail: self.detail().text(language).to_owned(),
            fields,
            retry_at,
        }
    }
}
