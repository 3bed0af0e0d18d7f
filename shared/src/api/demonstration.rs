//! What only a demonstration has: its business date can be set, forward, so that a year of a loan's
//! life can be walked through in minutes. In production these addresses do not exist.

use super::endpoint::{Empty, endpoints};
use crate::timestamp::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

endpoints! {
    /// The business date, and how far it is ahead of the real one.
    GetBusinessDate: Get "/api/v1/demonstration/business-date", Empty => BusinessDateView;
    /// Moves the business date forward and does everything that falls due on the way, in its order.
    MoveBusinessDate: Post "/api/v1/demonstration/business-date", MoveBusinessDateRequest => BusinessDateView;
}

/// The business date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BusinessDateView {
    /// Today at the bank.
    #[serde(with = "crate::date_text")]
    pub today: NaiveDate,
    /// Now at the bank.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub now: Timestamp,
    /// Days the bank is ahead of the real date; 0 until it is moved.
    pub days_ahead: u32,
    /// The latest day it can be moved to.
    #[serde(with = "crate::date_text")]
    pub latest: NaiveDate,
}

/// Where to move to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MoveBusinessDateRequest {
    /// The new business date, after the present one.
    #[serde(with = "crate::date_text")]
    pub to: NaiveDate,
}
