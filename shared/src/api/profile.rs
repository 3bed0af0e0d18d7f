//! What the bank holds about the person signed in.

use super::applications::IdentityView;
use super::endpoint::{Empty, endpoints};
use crate::catalogue::Label;
use crate::consent::ConsentKind;
use crate::cross_check::Finding;
use crate::desk::Officer;
use crate::facts::{Metric, Source};
use crate::timestamp::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

endpoints! {
    /// Every datum the bank holds about the person signed in and their businesses, with where it comes
    /// from, of which day, and under which authorisation it was fetched (PIPL art. 45).
    GetProfile: Get "/api/v1/profile", Empty => Profile;
}

/// Everything held about one person and their businesses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    /// Who they said they are, masked; one entry per business, newest first.
    pub people: Vec<IdentityView>,
    /// Data that came together, by source, newest first.
    pub groups: Vec<HeldGroup>,
    /// What does not fit, from the latest decision on each application.
    pub findings: Vec<HeldFinding>,
}

/// Data that came together: one answer of an outside party, one file, one set of answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldGroup {
    /// Whose word it is.
    pub source: Source,
    /// Whom it is about: a registration code, or a masked resident ID.
    pub subject: String,
    /// The latest application it serves.
    pub application_id: String,
    /// How it came here.
    pub came: HowItCame,
    /// The data.
    pub data: Vec<HeldDatum>,
}

/// How data came to the bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HowItCame {
    /// The person typed it.
    Declared {
        /// When.
        #[cfg_attr(feature = "openapi", schema(value_type = i64))]
        at: Timestamp,
    },
    /// The person imported a file.
    Imported {
        /// When.
        #[cfg_attr(feature = "openapi", schema(value_type = i64))]
        at: Timestamp,
        /// How many lines it had.
        lines: u32,
    },
    /// It follows from the resident ID.
    Derived {},
    /// A person of the bank saw proof of it and wrote it down.
    Recorded {
        /// When.
        #[cfg_attr(feature = "openapi", schema(value_type = i64))]
        at: Timestamp,
        /// Who.
        by: Officer,
    },
    /// An outside party was asked.
    Fetched {
        /// When it answered.
        #[cfg_attr(feature = "openapi", schema(value_type = i64))]
        at: Timestamp,
        /// What it was asked under.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        kind: ConsentKind,
        /// That authorisation; nothing where an early installation did not note it.
        under: Option<HeldUnder>,
        /// The answer comes from the labelled simulator.
        simulated: bool,
    },
}

/// The authorisation an outside party was asked under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldUnder {
    /// When it was given.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub given_at: Timestamp,
    /// When it lapses, or lapsed, by itself.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub valid_until: Timestamp,
    /// When it was withdrawn.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub withdrawn_at: Option<Timestamp>,
}

/// One datum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldDatum {
    /// What is known.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub metric: Metric,
    /// Canonical text.
    pub value: String,
    /// Of which day.
    #[serde(with = "crate::date_text")]
    pub as_of: NaiveDate,
    /// What the person said instead, where somebody else found otherwise.
    pub declared: Option<String>,
}

/// A finding, and the application it was made on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldFinding {
    /// Which application.
    pub application_id: String,
    /// What it is for.
    pub product_name: Label,
    /// The finding.
    pub finding: Finding,
}
