//! Everything the bank holds about somebody, in one file, and what can be deleted of it.

use super::authorisations::{AuthorisationView, LoggedQuery};
use super::endpoint::{Empty, endpoints};
use super::passkeys::PasskeyView;
use super::sessions::SessionEntry;
use crate::catalogue::Label;
use crate::retention::Line;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

endpoints! {
    /// Everything held about the person signed in, as one file; asks for a fresh verification.
    GetExport: Get "/api/v1/export", Empty => PersonalExport;
    /// What would become of everything if its deletion were asked for now.
    GetDeletionPlan: Get "/api/v1/deletion-plan", Empty => DeletionPlan;
    /// Asks for deletion: what can go goes at once; asks for a fresh verification.
    AskDeletion: Post "/api/v1/deletion-requests", Empty => DeletionDone;
}

/// Everything held about one person. Numbers are in full: they are the person's own.
///
/// Left out are keys and hashes made from these values, and the answers kept for repeated commands,
/// which are copies of parts of this.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonalExport {
    /// `puhui-export-1`.
    pub format: String,
    /// Who holds it.
    pub held_by: Label,
    /// When this file was made, microseconds since 1970.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub made_at: Timestamp,
    /// The mobile number.
    pub mobile: String,
    /// Sessions that are alive.
    pub sessions: Vec<SessionEntry>,
    /// Passkeys.
    pub passkeys: Vec<PasskeyView>,
    /// Authorisations, live and past.
    pub authorisations: Vec<AuthorisationView>,
    /// Questions asked of outside parties.
    pub queries: Vec<LoggedQuery>,
    /// Quotes made while signed in, as kept.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub quotes: Vec<Value>,
    /// Applications with everything that belongs to them.
    pub applications: Vec<ExportedApplication>,
    /// Facilities with their loans.
    pub facilities: Vec<ExportedFacility>,
    /// Requests to people at the bank, as written.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub service_requests: Vec<Value>,
    /// Deletions asked for before.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub deletion_requests: Vec<Value>,
}

/// One application, as kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedApplication {
    /// What was applied for, by whom, with what authorisations, and where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub application: Value,
    /// What outside parties answered.
    pub answers: Vec<ExportedAnswer>,
    /// Every decision, oldest first, with the facts it rests on.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub decisions: Vec<Value>,
    /// What people of the bank wrote down, oldest first.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub written_down: Vec<Value>,
    /// What waited for people of the bank, disputes among it, oldest first.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub tasks: Vec<Value>,
    /// Documents as they were shown: authorisations, cost sheet, agreement.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub documents: Vec<Value>,
    /// The evidence chain.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub evidence: Vec<Value>,
}

/// What one outside party answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedAnswer {
    /// Under which authorisation's purpose.
    pub service: String,
    /// The answer, word for word.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answer: Value,
}

/// One facility, as kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedFacility {
    /// Its identifier.
    pub facility_id: String,
    /// The terms signed.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub terms: Value,
    /// The account money goes to and is repaid from.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub account: Option<Value>,
    /// Papers presented to stand behind draws.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub papers: Vec<Value>,
    /// Monthly statements.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub statements: Vec<Value>,
    /// Wishes for a higher limit.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub limit_increases: Vec<Value>,
    /// Its loans.
    pub loans: Vec<ExportedLoan>,
}

/// One loan, as kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedLoan {
    /// Its identifier.
    pub loan_id: String,
    /// The loan.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub loan: Value,
    /// What happened to it, oldest first.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub events: Vec<Value>,
    /// What was asked for after the draw, as previewed.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub proposals: Vec<Value>,
    /// Money that came in for it from outside.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub incoming: Vec<Value>,
    /// Text messages about it.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub messages: Vec<Value>,
}

/// What would become of everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeletionPlan {
    /// Kind by kind.
    pub lines: Vec<Line>,
    /// Whether the account itself goes, so that nobody is signed in any more.
    pub closes_account: bool,
    /// Whether applications under way are taken back by it.
    pub takes_back_applications: u32,
}

/// What became of everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeletionDone {
    /// Names the request; the bank answers for it under this name.
    pub request_id: String,
    /// When it was asked for, microseconds since 1970.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub asked_at: Timestamp,
    /// What went and what stays.
    pub plan: DeletionPlan,
    /// Where something stays and the account with it: a person explains it by then, microseconds since 1970, among the
    /// requests to people.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub answer_promised_by: Option<Timestamp>,
}
