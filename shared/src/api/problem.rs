//! What the API says when it says no: RFC 9457 problems with stable codes.

use crate::language::{Label, Language};
use serde::{Deserialize, Serialize};

/// The stable name of a refusal. Clients act on the code, people read the detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// 400: the body is not JSON of the right shape, or has unknown fields.
    MalformedBody,
    /// 413: the body is larger than the endpoint accepts: 64 KiB unless it says otherwise.
    BodyTooLarge,
    /// 415: the body is not `application/json`.
    WrongContentType,
    /// 422: fields cannot be accepted; `fields` says which and why.
    InvalidFields,
    /// 404: no such path, or nothing of yours by that name.
    NotFound,
    /// 405: the path exists, the method does not.
    MethodNotAllowed,
    /// 401: sign in first.
    SignInRequired,
    /// 403: the request came from another site.
    ForeignOrigin,
    /// 429: too many requests; try again after `retry_after_seconds`.
    TooManyRequests,
    /// 401: the one-time code is wrong; `attempts_left` says how often it may be tried.
    WrongCode,
    /// 401: the one-time code has expired; send a new one.
    CodeExpired,
    /// 401: the one-time code was used before; send a new one.
    CodeUsed,
    /// 423: too many wrong codes; sign-in is locked for `retry_after_seconds`.
    SignInLocked,
    /// 403: verify yourself for exactly this act first (`/api/v1/step-ups`).
    StepUpRequired,
    /// 410: the challenge was given too long ago, or by a clock far ahead; ask for a new one.
    ChallengeExpired,
    /// 409: the challenge was answered before; ask for a new one.
    ChallengeUsed,
    /// 401: nobody here registered this passkey.
    PasskeyUnknown,
    /// 403: the passkey answered for another site than this one.
    PasskeyOtherSite,
    /// 422: what the authenticator answered does not verify.
    PasskeyInvalid,
    /// 409: this passkey is registered already.
    PasskeyTaken,
    /// 409: the catalogue has changed since the quote; quote again.
    CatalogueStale,
    /// 409: the quote is of another day than today; quote again.
    QuoteOutdated,
    /// 409: the server computes another quote than was sent.
    QuoteDiffers,
    /// 410: the quote no longer stands.
    QuoteExpired,
    /// 409: the act is not possible at this stage.
    NotFromHere,
    /// 409: the cost sheet must be read longer; `retry_after_seconds` says how long.
    CostSheetUnread,
    /// 409: the document is not the one shown.
    DocumentChanged,
    /// 409: the offer no longer stands.
    OfferExpired,
    /// 409: key clauses of the agreement have not been acknowledged; `fields` says which.
    ClausesUnacknowledged,
    /// 409: the business registry names somebody else, or nobody, to sign for the business.
    NotTheSignatory,
    /// 409: at this limit it has to be seen first that whoever signs is the applicant: by photo, or by a person.
    FaceCheckRequired,
    /// 409: a person of the bank is to see who signs; no photo is compared any more.
    FaceCheckAtTheDesk,
    /// 422: the signature does not belong to this contract and key.
    SignatureInvalid,
    /// 409: what was prepared for signing is too old; prepare it again.
    SigningExpired,
    /// 409: the signer's certificate has expired or was revoked; prepare signing again.
    CertificateInvalid,
    /// 409: an authorisation this step needs has not been given.
    ConsentMissing,
    /// 409: the amount is above what is available.
    AboveAvailable,
    /// 409: the facility cannot be drawn on.
    FacilityNotActive,
    /// 409: no repayment account has been set.
    AccountMissing,
    /// 409: nothing is drawn without the papers the product asks for.
    PapersMissing,
    /// 409: a paper cannot stand behind a draw as it stands now.
    PaperNotFree,
    /// 409: a paper stands behind another financing already.
    PaperFinanced,
    /// 409: the paper was presented before.
    PaperPresented,
    /// 409: more than can be lent on the papers.
    AbovePapers,
    /// 409: this draw is paid to the seller; say whom, and what is bought.
    PayeeMissing,
    /// 409: the loan is settled.
    LoanSettled,
    /// 409: more was paid than is owed.
    AboveOwed,
    /// 409: the facility is frozen.
    #[cfg(feature = "every-product")]
    FacilityFrozen,
    /// 409: the facility can no longer be drawn on.
    #[cfg(feature = "every-product")]
    FacilityExpired,
    /// 409: the product pays out on the days banks work, and today is none.
    #[cfg(feature = "every-product")]
    BankHoliday,
    /// 409: something is overdue and has to be paid first.
    #[cfg(feature = "every-product")]
    OverdueFirst,
    /// 409: what was asked for after the draw is not possible; `fields` has the stable code of why.
    #[cfg(feature = "every-product")]
    ServicingRefused,
    /// 409: the proposal is of another day, or the loan has changed since; ask again.
    #[cfg(feature = "every-product")]
    ProposalOutdated,
    /// 409: a loan that is not settled has no certificate.
    #[cfg(feature = "every-product")]
    NotSettled,
    /// 409: the business date only moves forward.
    #[cfg(feature = "every-product")]
    DateGoesBackwards,
    /// 401: the notice does not carry the payment rail's signature.
    #[cfg(feature = "every-product")]
    NoticeUnsigned,
    /// 400: a command came without an `Idempotency-Key`, or with one over 255 characters.
    IdempotencyKeyInvalid,
    /// 422: the `Idempotency-Key` was used for another body.
    IdempotencyKeyReused,
    /// 409: the same command is being carried out right now.
    InProgress,
    /// 409: somebody else changed this; read it again.
    VersionConflict,
    /// 403: this address is for others: the desk for people of the bank with that duty, everything
    /// else for borrowers.
    NotYourDuty,
    /// 409: the case has been decided again since it was read; read it again.
    CaseChanged,
    /// 409: the task is over.
    TaskClosed,
    /// 409: a dispute about this datum is open already.
    AlreadyDisputed,
    /// 409: the pool cannot do that; the detail says why.
    PoolRefused,
    /// 409: the pool has no room, and the product lends nothing it does not cover.
    NotCovered,
    /// 409: the account could not be charged; no money moved.
    DebitRefused,
    /// 503: an outside party cannot be reached; nothing was lost.
    OutsidePartyDown,
    /// 500: a fault on our side.
    Internal,
}

/// One field that cannot be accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// Name of the field in the request.
    pub field: String,
    /// Stable code of what is wrong.
    pub code: String,
    /// What to do, in the request's language.
    pub detail: String,
    /// The detail in both languages, for a screen whose language changes while it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<Label>,
}

impl FieldProblem {
    /// The detail in a language, as far as it was told in it.
    pub fn said(&self, language: Language) -> &str {
        self.sentence.as_ref().map_or(&self.detail, |sentence| sentence.text(language))
    }
}

/// An `application/problem+json` body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `/problems/` followed by the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// Stable code.
    pub code: ProblemCode,
    /// The code in a few words.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What happened and what to do, in the request's language.
    pub detail: String,
    /// The detail in both languages, for a screen whose language changes while it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<Label>,
    /// Fields that cannot be accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// Seconds after which the same request can succeed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u32>,
    /// Tries left before sign-in locks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts_left: Option<u32>,
}

impl Problem {
    /// The detail in a language, as far as it was told in it.
    pub fn said(&self, language: Language) -> &str {
        self.sentence.as_ref().map_or(&self.detail, |sentence| sentence.text(language))
    }
}
