//! Decodes request bodies; every way that fails is a [`Failure`].

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use shared::api::ProblemCode;

use crate::failure::Failure;

/// The longest body accepted, in bytes.
pub const BODY_BYTES_MAX: usize = 64 * 1024;

/// A decoded JSON body.
#[derive(Clone, Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let bytes = read(request, state).await?;
        decode(&bytes).map(Self)
    }
}

/// The bytes of a JSON body; none at all stands for `{}`.
///
/// # Errors
/// [`Failure`] when the body is not declared as JSON, too large or cut short.
pub async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Failure> {
    let declared_json = is_json(&request);
    let declared = request.headers().contains_key(CONTENT_TYPE);
    let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Failure::of(ProblemCode::BodyTooLarge)
        } else {
            Failure::of(ProblemCode::MalformedBody)
        }
    })?;
    if bytes.is_empty() && !declared {
        return Ok(Bytes::from_static(b"{}"));
    }
    if !declared_json {
        return Err(Failure::of(ProblemCode::WrongContentType));
    }
    Ok(bytes)
}

fn is_json(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// Reads JSON; a text that is not JSON, or not of the right shape, names the place.
///
/// # Errors
/// [`ProblemCode::MalformedBody`].
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    // Keeping track of the place costs as much as reading: what does not read is read again.
    serde_json::from_slice(bytes).or_else(|_| decode_tracking(bytes))
}

fn decode_tracking<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let place = error.path().to_string();
        malformed(&place, &error.into_inner())
    })?;
    deserializer.end().map_err(|error| malformed(".", &error))?;
    Ok(value)
}

fn malformed(place: &str, error: &serde_json::Error) -> Failure {
    Failure::of(ProblemCode::MalformedBody).because(
        format!("提交的内容在“{place}”处格式不对：{error}"),
        format!("What was sent is not in the expected form at `{place}`: {error}"),
    )
}
