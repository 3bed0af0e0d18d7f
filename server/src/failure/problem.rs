//! The wire form of a failure (RFC 9457).

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The stable name of a kind of failure; programs decide by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The body is not JSON of the expected shape.
    BodyUnreadable,
    /// The body is too long.
    BodyTooLarge,
    /// The body is not JSON by its type.
    ContentTypeUnsupported,
    /// The address or query cannot be read.
    AddressUnreadable,
    /// Fields are not acceptable.
    FieldsRefused,
    /// Nothing here for this caller.
    NotFound,
    /// The method is not supported here.
    MethodNotAllowed,
    /// No valid session.
    NotSignedIn,
    /// Asked for by another site.
    ForeignOrigin,
    /// A command without a key.
    IdempotencyKeyMissing,
    /// A malformed key.
    IdempotencyKeyMalformed,
    /// The key was used with another body.
    IdempotencyKeyReused,
    /// A wrong one-time code.
    CodeWrong,
    /// Too many wrong codes.
    SignInLocked,
    /// The code is past its time.
    CodeExpired,
    /// The code has been used.
    CodeUsed,
    /// Too many requests.
    TooManyRequests,
    /// An outside party cannot be reached.
    ServiceUnavailable,
    /// A fault on our side.
    Internal,
}

impl ProblemCode {
    /// The HTTP status this code is answered with.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::BodyUnreadable | Self::AddressUnreadable => StatusCode::BAD_REQUEST,
            Self::IdempotencyKeyMissing | Self::IdempotencyKeyMalformed => StatusCode::BAD_REQUEST,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::ContentTypeUnsupported => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::FieldsRefused | Self::IdempotencyKeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::CodeWrong | Self::CodeExpired | Self::CodeUsed => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotSignedIn => StatusCode::UNAUTHORIZED,
            Self::ForeignOrigin => StatusCode::FORBIDDEN,
            Self::SignInLocked | Self::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
            Self::ServiceUnavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// What one field needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldProblem {
    /// The JSON path of the field.
    pub field: String,
    /// What to do about it.
    pub detail: String,
}

/// A failure as it travels (`application/problem+json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// Where this kind of failure is explained.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short name, in the request's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable name.
    pub code: ProblemCode,
    /// What happened and what to do, in the request's language.
    pub detail: String,
    /// What each field needs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// When trying again makes sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_at: Option<chrono::DateTime<chrono::Utc>>,
}
