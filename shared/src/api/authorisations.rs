//! What somebody has allowed, and what was asked under it.

use super::endpoint::{Empty, endpoints};
use crate::canonical::Digest;
use crate::catalogue::Label;
use crate::consent::{ConsentKind, ConsentText};
use crate::facts::Source;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

endpoints! {
    /// Every authorisation the person signed in has given, live and past, newest first.
    GetAuthorisations: Get "/api/v1/authorisations", Empty => AuthorisationsView;
    /// The receipt of one, to keep.
    GetReceipt: Get "/api/v1/authorisations/{authorisation_id}/receipt", Empty => ConsentReceipt;
    /// Every question asked of an outside party about the person signed in, newest first.
    GetQueryLog: Get "/api/v1/queries", Empty => QueryLog;
}

/// Every authorisation of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorisationsView {
    /// Each, newest first.
    pub authorisations: Vec<AuthorisationView>,
}

/// How an authorisation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AuthorisationState {
    /// It allows questions.
    Live,
    /// Its time is over.
    Lapsed,
    /// It was taken back.
    Withdrawn,
}

/// One authorisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorisationView {
    /// Its identifier.
    pub authorisation_id: String,
    /// The application it was given for.
    pub application_id: String,
    /// The product applied for.
    pub product_name: Label,
    /// What it allows.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: ConsentKind,
    /// How it stands.
    pub state: AuthorisationState,
    /// When it was given, microseconds since 1970.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub given_at: Timestamp,
    /// The last moment a question to decide on the application is allowed.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub valid_until: Timestamp,
    /// The last moment a question to look after the facility is allowed, where one is.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub facility_until: Option<Timestamp>,
    /// When it was taken back.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub withdrawn_at: Option<Timestamp>,
    /// How often somebody was asked under it.
    pub times_asked: u32,
    /// What taking it back changes, as the text that was agreed to says.
    pub effect_of_withdrawal: Label,
}

/// Proof of what was agreed to, for the person who agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentReceipt {
    /// `puhui-consent-receipt-1`.
    pub format: String,
    /// The authorisation as it stands.
    pub authorisation: AuthorisationView,
    /// Who agreed, masked.
    pub given_by: Label,
    /// To whom.
    pub given_to: Label,
    /// The whole text, word for word.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub text: ConsentText,
    /// SHA-256 of its canonical bytes; the evidence chain names the text by it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub text_digest: Digest,
    /// When this receipt was made out.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub made_out_at: Timestamp,
}

/// Every question about one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueryLog {
    /// Who asked them: the institution.
    pub asked_by: Label,
    /// Each, newest first.
    pub queries: Vec<LoggedQuery>,
}

/// How a question went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum QueryOutcome {
    /// The answer is awaited.
    Waiting,
    /// It was answered.
    Answered,
    /// There was no usable answer.
    Failed,
}

/// One question to an outside party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoggedQuery {
    /// When it was asked, microseconds since 1970.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub asked_at: Timestamp,
    /// Who was asked.
    pub source: Source,
    /// What the authorisation allows.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: ConsentKind,
    /// The authorisation it was asked under.
    pub authorisation_id: String,
    /// The application it was asked for.
    pub application_id: String,
    /// How it went.
    pub outcome: QueryOutcome,
    /// When it was answered or given up.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub answered_at: Option<Timestamp>,
    /// Whether a labelled simulator was asked.
    pub simulated: bool,
}
