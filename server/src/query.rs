//! The typed query of a `Get` endpoint.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use shared::api::ProblemCode;

use crate::failure::Failure;

/// The query of an endpoint, decoded; a query that is none is refused with what to write.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        match axum::extract::Query::<T>::try_from_uri(&parts.uri) {
            Ok(query) => Ok(Self(query.0)),
            Err(rejection) => {
                let why = rejection.body_text();
                Err(Failure::of(ProblemCode::MalformedBody).because(
                    "地址中的参数无法识别，请检查后再试。",
                    format!("The query cannot be read: {why}"),
                ))
            }
        }
    }
}
