//! Commands take effect once, however often they are sent.
//!
//! A command carries an `Idempotency-Key`. The first one to take effect stores its
//! answer in the same transaction; a repetition with the same content is given that
//! answer again (`Idempotency-Hit: true`), one with other content is refused. Refusals
//! are never stored, so a corrected command may use the same key. Keys belong to a
//! borrower: nobody meets another's key.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::api::ProblemCode;
use shared::canonical::Digest;

use crate::body;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::store::acts::{Answer, AnsweredBefore, Command};

/// The longest key accepted, in characters.
pub const KEY_CHARACTERS_MAX: usize = 255;

/// How often a command is decided again when what it was decided on has changed meanwhile.
const TRIES: u32 = 16;

/// The header that carries the key.
pub const KEY_HEADER: HeaderName = HeaderName::from_static("idempotency-key");

/// The header that marks an answer given again.
pub const HIT_HEADER: HeaderName = HeaderName::from_static("idempotency-hit");

/// A decoded command: its key, its content, and the digest that recognises it.
#[derive(Clone, Debug)]
pub struct Commanded<T> {
    /// What is asked.
    pub value: T,
    /// The caller's key.
    pub key: String,
    /// Digest of method, path and body.
    pub request_hash: Digest,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Commanded<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let key = key_of(request.headers())?;
        let addressed = [request.method().as_str(), " ", request.uri().path(), "\n"].concat();
        let bytes: Bytes = body::read(request, state).await?;
        let request_hash = Digest::of_parts(&[addressed.as_bytes(), &bytes]);
        Ok(Self { value: body::decode(&bytes)?, key, request_hash })
    }
}

fn key_of(headers: &HeaderMap) -> Result<String, Failure> {
    let key = headers.get(KEY_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let visible = key.bytes().all(|byte| byte.is_ascii_graphic());
    if key.is_empty() || key.len() > KEY_CHARACTERS_MAX || !visible {
        return Err(Failure::of(ProblemCode::IdempotencyKeyInvalid));
    }
    Ok(key.to_owned())
}

impl<T> Commanded<T> {
    /// What is asked, and the command without it.
    pub fn take(self) -> (T, Commanded<()>) {
        let Self { value, key, request_hash } = self;
        (value, Commanded { value: (), key, request_hash })
    }

    /// The command as the store keeps it, with the answer it will be given.
    ///
    /// # Errors
    /// [`Failure`] when the answer cannot be written.
    pub fn answered_with<R: Serialize>(
        &self,
        here: &Installation,
        scope: &str,
        response: &R,
    ) -> Result<Command, Failure> {
        Ok(Command {
            borrower: scope.to_owned(),
            key: self.key.clone(),
            request_hash: self.request_hash,
            at: here.now(),
            answer: self.answer(response)?,
        })
    }

    /// The answer to this command.
    ///
    /// # Errors
    /// [`Failure`] when the answer cannot be written.
    pub fn answer<R: Serialize>(&self, response: &R) -> Result<Answer, Failure> {
        let body = serde_json::to_vec(response).map_err(Failure::internal)?;
        Ok(Answer { request_hash: self.request_hash, status: StatusCode::OK.as_u16(), body })
    }

    /// Answers from memory when the key has been answered, otherwise carries the command
    /// out; decides again when what it was decided on has changed meanwhile.
    ///
    /// # Errors
    /// [`Failure`] from `carry_out`, or [`ProblemCode::IdempotencyKeyReused`].
    pub async fn once<F, R>(
        &self,
        here: &Installation,
        scope: &str,
        carry_out: F,
    ) -> Result<Response, Failure>
    where
        F: Fn() -> R,
        R: Future<Output = Result<Answer, Failure>>,
    {
        let mut tries = 1;
        loop {
            if let Some(answer) = self.answered(here, scope).await? {
                return Ok(answer_again(&answer));
            }
            match carry_out().await {
                Ok(answer) => return Ok(answer_first(&answer)),
                Err(failure) if tries < TRIES && may_succeed_again(&failure) => tries += 1,
                // Refused perhaps only because the same command took effect a moment ago.
                Err(failure) => {
                    let answer = self.answered(here, scope).await?;
                    return answer.map_or(Err(failure), |answer| Ok(answer_again(&answer)));
                }
            }
        }
    }

    async fn answered(&self, here: &Installation, scope: &str) -> Result<Option<Answer>, Failure> {
        let asked = AnsweredBefore { borrower: scope.to_owned(), key: self.key.clone() };
        match here.store.answered(asked).await? {
            Some(answer) if answer.request_hash != self.request_hash => {
                Err(Failure::of(ProblemCode::IdempotencyKeyReused))
            }
            answer => Ok(answer),
        }
    }
}

/// Decides again, a few times, when what was decided on has changed meanwhile: for changes
/// that are repeatable by nature and carry no key.
///
/// # Errors
/// [`Failure`] from `attempt`.
pub async fn decided_again<F, R, T>(attempt: F) -> Result<T, Failure>
where
    F: Fn() -> R,
    R: Future<Output = Result<T, Failure>>,
{
    let mut tries = 1;
    loop {
        match attempt().await {
            Err(failure) if tries < TRIES && may_succeed_again(&failure) => tries += 1,
            outcome => return outcome,
        }
    }
}

/// Another request won the race; its result can be read now.
const fn may_succeed_again(failure: &Failure) -> bool {
    matches!(failure.code(), ProblemCode::VersionConflict | ProblemCode::InProgress)
}

/// The media type of every answer.
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// An answer given for the first time.
pub fn answer_first(answer: &Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    (status, [(CONTENT_TYPE, JSON)], answer.body.clone()).into_response()
}

/// The same answer, given again.
pub fn answer_again(answer: &Answer) -> Response {
    let mut response = answer_first(answer);
    response.headers_mut().insert(HIT_HEADER, HeaderValue::from_static("true"));
    response
}
