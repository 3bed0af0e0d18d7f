//! Decodes request bodies; every way that fails is a [`Failure`].

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use shared::canonical::Digest;

use crate::failure::Failure;

/// The longest body accepted, in bytes.
pub const BODY_BYTES_MAX: usize = 64 * 1024;

/// A decoded JSON body, and the digest of the bytes it was decoded from.
#[derive(Clone, Debug)]
pub struct Body<T> {
    /// What the body says.
    pub value: T,
    /// SHA-256 of the body's bytes, by which a repeated command is recognised.
    pub digest: Digest,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        if !is_json(&request) {
            return Err(Failure::ContentTypeUnsupported);
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
            if rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
                Failure::BodyTooLarge
            } else {
                Failure::BodyUnreadable("incomplete".to_owned())
            }
        })?;
        let value = decode(&bytes)?;
        Ok(Self { value, digest: Digest::of(&bytes) })
    }
}

/// Reads JSON: a text that is not JSON is 400, a value its type refuses is 422 and
/// names its field.
fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        let error = error.into_inner();
        if error.is_data() {
            let zh = format!("这一项无法识别，请检查后再试（{error}）。");
            Failure::field(&path, &zh, &error.to_string())
        } else {
            Failure::BodyUnreadable(error.to_string())
        }
    })?;
    deserializer.end().map_err(|error| Failure::BodyUnreadable(error.to_string()))?;
    Ok(value)
}

fn is_json(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}
