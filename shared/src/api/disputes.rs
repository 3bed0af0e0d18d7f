//! What the bank holds and the borrower says is wrong.

use super::endpoint::{Empty, endpoints};
use crate::desk::{Dispute, Outcome};
use crate::facts::Source;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

endpoints! {
    /// Says that a datum the bank holds is wrong; a person looks into it by the time promised.
    DisputeDatum: Post "/api/v1/disputes", DisputeRequest => DisputeView;
    /// The disputes of the person signed in, newest first.
    GetDisputes: Get "/api/v1/disputes", Empty => Disputes;
}

/// A datum that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DisputeRequest {
    /// Metric key.
    pub metric: String,
    /// Who vouches for what is held.
    pub source: Source,
    /// What it is instead, as canonical text; left out by somebody who does not know.
    #[serde(default)]
    pub says: Option<String>,
    /// Why, in their own words; 1 to 500 characters.
    pub why: String,
}

/// A dispute and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DisputeView {
    /// Identifier.
    pub dispute_id: String,
    /// The application the datum is held for.
    pub application_id: String,
    /// The datum, and what was said.
    pub dispute: Dispute,
    /// Until when an answer was promised.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub promised_by: Timestamp,
    /// How it ended, once it has.
    pub outcome: Option<Outcome>,
}

/// Every dispute of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Disputes {
    /// Newest first.
    pub disputes: Vec<DisputeView>,
}
