//! Complaints, and whatever else a person is asked to look at.

use super::endpoint::{Empty, endpoints};
use crate::language::Label;
use crate::retention::Line;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

endpoints! {
    /// Complains, or asks for a person to look at something; the answer is promised by a time.
    AskForPerson: Post "/api/v1/service-requests", AskForPersonRequest => ServiceRequestView;
    /// What was asked of people, newest first.
    GetServiceRequests: Get "/api/v1/service-requests", Empty => ServiceRequestsView;
    /// Takes a request to a person back.
    WithdrawServiceRequest: Delete "/api/v1/service-requests/{request_id}", Empty => ServiceRequestView;
}

/// A request to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskForPersonRequest {
    /// What kind.
    pub kind: ServiceRequestKind,
    /// The loan it is about, if one.
    #[serde(default)]
    pub loan_id: Option<String>,
    /// In the borrower's words; 1 to 1,000 characters.
    pub text: String,
}

/// What a person is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ServiceRequestKind {
    /// 投诉.
    Complaint,
    /// 人工复核: a person looks at something a machine decided or worked out.
    Review,
    /// 删除个人资料: what the law keeps of what somebody asked to have deleted is explained by a person. Opened by
    /// asking for deletion ([`AskDeletion`](super::AskDeletion)), never by [`AskForPerson`].
    Deletion,
}

impl ServiceRequestKind {
    /// The stable name, as stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Review => "review",
            Self::Deletion => "deletion",
        }
    }
}

/// A request to a person and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceRequestView {
    /// Identifier.
    pub request_id: String,
    /// What kind.
    pub kind: ServiceRequestKind,
    /// The loan it is about, if one.
    pub loan_id: Option<String>,
    /// In the borrower's words; empty where a deletion is asked for, which needs none.
    pub text: String,
    /// Of a deletion: what went, and what stays until when by which rule, as of asking and, once it is answered, of the
    /// answer. Empty otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fates: Vec<Line>,
    /// Where it stands.
    pub state: ServiceRequestState,
    /// Asked at.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub asked_at: Timestamp,
    /// Answered by this time, promised.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub promised_by: Timestamp,
    /// What the bank answered, once it has.
    pub answer: Option<Label>,
}

/// Where a request to a person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ServiceRequestState {
    /// A person has it.
    Open,
    /// Answered.
    Answered,
    /// Taken back.
    Withdrawn,
}

impl ServiceRequestState {
    /// The stable name, as stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What was asked of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceRequestsView {
    /// Newest first.
    pub requests: Vec<ServiceRequestView>,
}
