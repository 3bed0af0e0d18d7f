//! Every way a request fails, and how it is told.
//!
//! A handler returns a [`Failure`]; [`tell`] turns it, and every refusal axum makes
//! by itself, into an RFC 9457 problem in the language the request asks for. The
//! cause of a 5xx is logged here, once, and never shown.

mod language;
mod problem;
mod sentence;
mod tell;

pub use language::Language;
pub use problem::{FieldProblem, Problem, ProblemCode};
pub use sentence::Sentence;
pub use tell::{panicked, tell};

use std::time::Duration;

use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};

use crate::randomness::RandomnessError;
use crate::store::StoreError;

/// Why a request was not answered with success.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The body is not JSON of the expected shape.
    #[error("the body cannot be read: {0}")]
    BodyUnreadable(String),
    /// The body is longer than [`crate::body::BODY_BYTES_MAX`].
    #[error("the body is too large")]
    BodyTooLarge,
    /// The body is not `application/json`.
    #[error("the content type is not JSON")]
    ContentTypeUnsupported,
    /// A part of the address or query cannot be read.
    #[error("the address cannot be read")]
    AddressUnreadable,
    /// Values that are well formed and not acceptable, each with its field.
    #[error("some fields are not acceptable")]
    FieldsRefused(Vec<FieldRefusal>),
    /// Nothing here, or nothing of this borrower's.
    #[error("not found")]
    NotFound,
    /// The address exists, not with this method.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// No valid session.
    #[error("not signed in")]
    NotSignedIn,
    /// A state change asked for by another site.
    #[error("foreign origin")]
    ForeignOrigin,
    /// A command without a key.
    #[error("idempotency key missing")]
    IdempotencyKeyMissing,
    /// A key that is empty, longer than 255 characters or not visible ASCII.
    #[error("idempotency key malformed")]
    IdempotencyKeyMalformed,
    /// The key was used with another body.
    #[error("idempotency key reused")]
    IdempotencyKeyReused,
    /// A one-time code that does not match.
    #[error("code wrong")]
    CodeWrong {
        /// How many more tries there are before a lock.
        attempts_left: u32,
    },
    /// Too many wrong codes.
    #[error("sign-in locked")]
    SignInLocked {
        /// When sign-in is possible again.
        until: DateTime<Utc>,
    },
    /// The code is past its time, or none was asked for.
    #[error("code expired")]
    CodeExpired,
    /// The code has signed somebody in already.
    #[error("code used")]
    CodeUsed,
    /// Too many requests of this kind.
    #[error("too many requests")]
    TooManyRequests {
        /// How long to wait.
        retry_after: Duration,
    },
    /// An outside party cannot be reached now.
    #[error("service unavailable: {service}")]
    ServiceUnavailable {
        /// Which one.
        service: &'static str,
    },
    /// The store cannot answer.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// The operating system gave no randomness.
    #[error("no randomness")]
    Randomness(#[from] RandomnessError),
    /// A handler panicked.
    #[error("a handler panicked")]
    Panicked,
}

/// One field that is not acceptable, and what to do about it.
#[derive(Clone, Debug)]
pub struct FieldRefusal {
    /// The JSON path of the field, such as `business.uscc`.
    pub field: String,
    /// What a person should do.
    pub sentence: Sentence,
}

/// Carries a failure from the handler to [`tell`].
#[derive(Clone, Debug)]
struct Told(std::sync::Arc<Failure>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.code().status().into_response();
        response.extensions_mut().insert(Told(std::sync::Arc::new(self)));
        response
    }
}

impl Failure {
    /// One field that is not acceptable.
    pub fn field(field: &str, zh: &str, en: &str) -> Self {
        let sentence = Sentence::new(zh, en);
        Self::FieldsRefused(vec![FieldRefusal { field: field.to_owned(), sentence }])
    }

    /// The stable code of this failure.
    pub const fn code(&self) -> ProblemCode {
        match self {
            Self::BodyUnreadable(_) => ProblemCode::BodyUnreadable,
            Self::BodyTooLarge => ProblemCode::BodyTooLarge,
            Self::ContentTypeUnsupported => ProblemCode::ContentTypeUnsupported,
            Self::AddressUnreadable => ProblemCode::AddressUnreadable,
            Self::FieldsRefused(_) => ProblemCode::FieldsRefused,
            Self::NotFound => ProblemCode::NotFound,
            Self::MethodNotAllowed => ProblemCode::MethodNotAllowed,
            Self::NotSignedIn => ProblemCode::NotSignedIn,
            Self::ForeignOrigin => ProblemCode::ForeignOrigin,
            Self::IdempotencyKeyMissing => ProblemCode::IdempotencyKeyMissing,
            Self::IdempotencyKeyMalformed => ProblemCode::IdempotencyKeyMalformed,
            Self::IdempotencyKeyReused => ProblemCode::IdempotencyKeyReused,
            Self::CodeWrong { .. } => ProblemCode::CodeWrong,
            Self::SignInLocked { .. } => ProblemCode::SignInLocked,
            Self::CodeExpired => ProblemCode::CodeExpired,
            Self::CodeUsed => ProblemCode::CodeUsed,
            Self::TooManyRequests { .. } => ProblemCode::TooManyRequests,
            Self::ServiceUnavailable { .. } => ProblemCode::ServiceUnavailable,
            Self::Store(_) | Self::Randomness(_) | Self::Panicked => ProblemCode::Internal,
        }
    }
}
