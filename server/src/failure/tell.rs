//! Turns failures and axum's own refusals into problems.

use std::any::Any;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER,
};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use shared::api::{FieldProblem, Problem, ProblemCode};
use shared::language::{Label, Language};

use super::sentence::texts;
use super::{Failure, Told};

/// The media type of a problem.
const PROBLEM: &str = "application/problem+json";

/// Middleware over the API: every refusal leaves as a problem in the asked language.
pub async fn tell(request: Request, next: Next) -> Response {
    let asked = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = Language::preferred(asked.unwrap_or_default());
    let mut response = next.run(request).await;
    if let Some(Told(failure)) = response.extensions_mut().remove::<Told>() {
        return render(&failure, language, response);
    }
    match refusal_of_the_framework(response.status()) {
        Some(code) if !is_problem(&response) => render(&Failure::of(code), language, response),
        _ => response,
    }
}

/// What a caught panic becomes.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the payload over")]
pub fn panicked(payload: Box<dyn Any + Send + 'static>) -> Response {
    let message = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned());
    tracing::error!(message = message.unwrap_or_default(), "a handler panicked");
    Failure::of(ProblemCode::Internal).into_response()
}

fn is_problem(response: &Response) -> bool {
    response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == PROBLEM)
}

/// Axum's own refusals, by status.
const fn refusal_of_the_framework(status: StatusCode) -> Option<ProblemCode> {
    match status {
        StatusCode::BAD_REQUEST => Some(ProblemCode::MalformedBody),
        StatusCode::NOT_FOUND => Some(ProblemCode::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Some(ProblemCode::MethodNotAllowed),
        StatusCode::PAYLOAD_TOO_LARGE => Some(ProblemCode::BodyTooLarge),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(ProblemCode::WrongContentType),
        StatusCode::REQUEST_TIMEOUT => Some(ProblemCode::OutsidePartyDown),
        _ => None,
    }
}

fn render(failure: &Failure, language: Language, answered: Response) -> Response {
    if failure.status().is_server_error() {
        log_chain(failure);
    }
    let problem = failure.problem(language);
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let (mut parts, _) = answered.into_parts();
    parts.status = failure.status();
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    parts.headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    if let Some(seconds) = failure.retry_after_seconds {
        parts.headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Response::from_parts(parts, Body::from(body))
}

/// Logs a failure on our side with everything that caused it.
fn log_chain(failure: &Failure) {
    let mut causes = Vec::new();
    let mut cause: Option<&(dyn std::error::Error + 'static)> =
        failure.cause.as_ref().map(|cause| &**cause as _);
    while let Some(error) = cause {
        causes.push(error.to_string());
        cause = error.source();
    }
    tracing::error!(code = ?failure.code, causes = causes.join(": "), "a request failed");
}

impl Failure {
    /// The wire form in `language`.
    pub fn problem(&self, language: Language) -> Problem {
        let [title_zh, detail_zh, title_en, detail_en] = texts(self.code);
        let sentence = match &self.detail {
            Some(sentence) => sentence.label(),
            None => Label::new(detail_zh, detail_en),
        };
        let code = serde_json::to_value(self.code).unwrap_or_default();
        Problem {
            kind: format!("/problems/{}", code.as_str().unwrap_or("internal")),
            code: self.code,
            title: language.pick(title_zh, title_en).to_owned(),
            status: self.status().as_u16(),
            detail: sentence.text(language).to_owned(),
            sentence: Some(sentence),
            fields: self
                .fields
                .iter()
                .map(|refusal| FieldProblem {
                    field: refusal.field.clone(),
                    code: refusal.code.clone(),
                    detail: refusal.sentence.text(language).to_owned(),
                    sentence: Some(refusal.sentence.label()),
                })
                .collect(),
            retry_after_seconds: self.retry_after_seconds,
            attempts_left: self.attempts_left,
        }
    }
}
