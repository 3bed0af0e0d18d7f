//! Every way a request fails, and how it is told.
//!
//! A handler returns a [`Failure`]; [`tell()`] turns it, and every refusal axum makes
//! by itself, into an RFC 9457 problem in the language the request asks for. The
//! cause of a 5xx is logged here, once, and never shown.

mod sentence;
mod signing;
mod tell;

pub use sentence::Sentence;
pub use tell::{panicked, tell};

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use shared::api::ProblemCode;
use shared::application::TransitionRefused;
use shared::canonical::CanonicalError;
use shared::face_check::FaceCheckRefused;
use shared::language::{Language, Say};
use shared::signatory::MayNotSign;

use crate::log::{LogError, NotaryError};
use crate::randomness::RandomnessError;
use crate::store::StoreError;

/// Why a request was not answered with success.
#[derive(Debug)]
pub struct Failure {
    code: ProblemCode,
    detail: Option<Sentence>,
    fields: Vec<FieldRefusal>,
    retry_after_seconds: Option<u32>,
    attempts_left: Option<u32>,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// One field that is not acceptable, and what to do about it.
#[derive(Clone, Debug)]
pub struct FieldRefusal {
    field: String,
    code: String,
    sentence: Sentence,
}

impl FieldRefusal {
    /// A field, refused for a reason that knows how to say itself.
    pub fn new(field: &str, reason: &impl Say) -> Self {
        let sentence = Sentence::new(reason.say(Language::Zh), reason.say(Language::En));
        Self { field: field.to_owned(), code: reason.code().to_owned(), sentence }
    }

    /// A field, refused with a code and a sentence of our own.
    pub fn because(field: &str, code: &str, zh: &str, en: &str) -> Self {
        let sentence = Sentence::new(zh, en);
        Self { field: field.to_owned(), code: code.to_owned(), sentence }
    }
}

impl Failure {
    /// A failure that its code explains.
    pub const fn of(code: ProblemCode) -> Self {
        Self {
            code,
            detail: None,
            fields: Vec::new(),
            retry_after_seconds: None,
            attempts_left: None,
            cause: None,
        }
    }

    /// Fields that are not acceptable.
    pub fn fields(fields: Vec<FieldRefusal>) -> Self {
        Self { fields, ..Self::of(ProblemCode::InvalidFields) }
    }

    /// One field that is not acceptable.
    pub fn field(field: &str, code: &str, zh: &str, en: &str) -> Self {
        Self::fields(vec![FieldRefusal::because(field, code, zh, en)])
    }

    /// A fault on our side, logged with its cause and told without.
    pub fn internal(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self { cause: Some(Box::new(cause)), ..Self::of(ProblemCode::Internal) }
    }

    /// The same failure, naming a field of the request and why it stands against it.
    #[must_use]
    pub fn at(mut self, field: FieldRefusal) -> Self {
        self.fields.push(field);
        self
    }

    /// The same failure with a sentence that says more than its code.
    #[must_use]
    pub fn because(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.detail = Some(Sentence::new(zh, en));
        self
    }

    /// The same failure, saying more about single places.
    #[must_use]
    pub fn with_fields(mut self, fields: impl IntoIterator<Item = FieldRefusal>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// The same failure, saying when trying again makes sense.
    #[must_use]
    pub const fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after_seconds = Some(seconds);
        self
    }

    /// The same failure, saying how many tries are left.
    #[must_use]
    pub const fn attempts_left(mut self, attempts: u32) -> Self {
        self.attempts_left = Some(attempts);
        self
    }

    /// The stable code.
    pub const fn code(&self) -> ProblemCode {
        self.code
    }

    /// The HTTP status of the code.
    pub const fn status(&self) -> StatusCode {
        status(self.code)
    }
}

/// The HTTP status each code is answered with, as `shared::api` documents it.
const fn status(code: ProblemCode) -> StatusCode {
    match code {
        ProblemCode::MalformedBody | ProblemCode::IdempotencyKeyInvalid => StatusCode::BAD_REQUEST,
        ProblemCode::SignInRequired
        | ProblemCode::NoticeUnsigned
        | ProblemCode::WrongCode
        | ProblemCode::CodeExpired
        | ProblemCode::CodeUsed
        | ProblemCode::PasskeyUnknown => StatusCode::UNAUTHORIZED,
        ProblemCode::ForeignOrigin
        | ProblemCode::NotYourDuty
        | ProblemCode::StepUpRequired
        | ProblemCode::PasskeyOtherSite => StatusCode::FORBIDDEN,
        ProblemCode::NotFound => StatusCode::NOT_FOUND,
        ProblemCode::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        ProblemCode::CatalogueStale
        | ProblemCode::QuoteOutdated
        | ProblemCode::QuoteDiffers
        | ProblemCode::NotFromHere
        | ProblemCode::CostSheetUnread
        | ProblemCode::DocumentChanged
        | ProblemCode::ClausesUnacknowledged
        | ProblemCode::NotTheSignatory
        | ProblemCode::FaceCheckRequired
        | ProblemCode::FaceCheckAtTheDesk
        | ProblemCode::SigningExpired
        | ProblemCode::CertificateInvalid
        | ProblemCode::OfferExpired
        | ProblemCode::ConsentMissing
        | ProblemCode::AboveAvailable
        | ProblemCode::FacilityNotActive
        | ProblemCode::AccountMissing
        | ProblemCode::PapersMissing
        | ProblemCode::PaperNotFree
        | ProblemCode::PaperFinanced
        | ProblemCode::PaperPresented
        | ProblemCode::AbovePapers
        | ProblemCode::PayeeMissing
        | ProblemCode::LoanSettled
        | ProblemCode::AboveOwed
        | ProblemCode::DebitRefused
        | ProblemCode::FacilityFrozen
        | ProblemCode::FacilityExpired
        | ProblemCode::BankHoliday
        | ProblemCode::OverdueFirst
        | ProblemCode::ServicingRefused
        | ProblemCode::ProposalOutdated
        | ProblemCode::NotSettled
        | ProblemCode::DateGoesBackwards
        | ProblemCode::InProgress
        | ProblemCode::ChallengeUsed
        | ProblemCode::PasskeyTaken
        | ProblemCode::CaseChanged
        | ProblemCode::TaskClosed
        | ProblemCode::AlreadyDisputed
        | ProblemCode::PoolRefused
        | ProblemCode::NotCovered
        | ProblemCode::VersionConflict => StatusCode::CONFLICT,
        ProblemCode::QuoteExpired | ProblemCode::ChallengeExpired => StatusCode::GONE,
        ProblemCode::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ProblemCode::WrongContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ProblemCode::InvalidFields
        | ProblemCode::SignatureInvalid
        | ProblemCode::PasskeyInvalid
        | ProblemCode::IdempotencyKeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        ProblemCode::SignInLocked => StatusCode::LOCKED,
        ProblemCode::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
        ProblemCode::OutsidePartyDown => StatusCode::SERVICE_UNAVAILABLE,
        ProblemCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Carries a failure from the handler to [`tell()`].
#[derive(Clone, Debug)]
struct Told(Arc<Failure>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Told(Arc::new(self)));
        response
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Changed => Self::of(ProblemCode::VersionConflict),
            StoreError::LimitExceeded => Self::of(ProblemCode::AboveAvailable),
            StoreError::NotVerified => Self::of(ProblemCode::StepUpRequired),
            StoreError::PaperPresented => Self::of(ProblemCode::PaperPresented),
            StoreError::PaperFinanced(_) => Self::of(ProblemCode::PaperFinanced),
            StoreError::Frozen => Self::of(ProblemCode::FacilityFrozen),
            StoreError::NotAuthorised => Self::of(ProblemCode::ConsentMissing),
            StoreError::NotCovered => Self::of(ProblemCode::NotCovered),
            StoreError::Pool(refused) => crate::pools::refused(&refused),
            StoreError::AlreadyAnswered => Self::of(ProblemCode::InProgress),
            error => Self::internal(error),
        }
    }
}

impl From<RandomnessError> for Failure {
    fn from(error: RandomnessError) -> Self {
        Self::internal(error)
    }
}

impl From<LogError> for Failure {
    fn from(error: LogError) -> Self {
        Self::internal(error)
    }
}

impl From<NotaryError> for Failure {
    fn from(error: NotaryError) -> Self {
        Self::internal(error)
    }
}

impl From<CanonicalError> for Failure {
    fn from(error: CanonicalError) -> Self {
        Self::internal(error)
    }
}

impl From<MayNotSign> for Failure {
    fn from(refused: MayNotSign) -> Self {
        let (zh, en) = (refused.capacity.label(Language::Zh), refused.capacity.label(Language::En));
        Self::of(ProblemCode::NotTheSignatory).because(
            format!("市场监管登记的{zh}不是申请人：请由{zh}本人用自己的手机号登录申请并签署；登记已变更的，请重新查询登记。"),
            format!("The business registry names another {en}. They sign in with their own phone and apply; if the registration has changed, have the registry asked again."),
        )
    }
}

impl From<FaceCheckRefused> for Failure {
    fn from(refused: FaceCheckRefused) -> Self {
        Self::of(match refused {
            FaceCheckRefused::AtTheDesk => ProblemCode::FaceCheckAtTheDesk,
            FaceCheckRefused::Settled | FaceCheckRefused::NotAtTheDesk => ProblemCode::NotFromHere,
        })
    }
}

impl From<TransitionRefused> for Failure {
    fn from(refused: TransitionRefused) -> Self {
        match refused {
            TransitionRefused::NotFromHere { .. } => Self::of(ProblemCode::NotFromHere),
            TransitionRefused::OtherDocument => Self::of(ProblemCode::DocumentChanged),
            TransitionRefused::TooEarly { seconds_left } => {
                Self::of(ProblemCode::CostSheetUnread).retry_after(seconds_left).because(
                    format!("请先阅读综合融资成本明示表，还需{seconds_left}秒。"),
                    format!("Please read the cost sheet for {seconds_left} more seconds."),
                )
            }
            TransitionRefused::ClausesUnread { clauses } => {
                let unread = |clause: u16| {
                    FieldRefusal::because(
                        &format!("clause_{clause}"),
                        "unacknowledged",
                        &format!("第{clause}条还没有确认。"),
                        &format!("Clause {clause} has not been acknowledged."),
                    )
                };
                Self::of(ProblemCode::ClausesUnacknowledged)
                    .with_fields(clauses.into_iter().map(unread))
            }
            TransitionRefused::OfferExpired { valid_until } => Self::of(ProblemCode::OfferExpired)
                .because(
                    format!("授信方案的有效期至{valid_until}，请重新申请。"),
                    format!("The offer stood until {valid_until}. Please apply again."),
                ),
        }
    }
}
