//! One determination of a floating rate.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::rate::AnnualRate;

/// A contract rate from a day on, with everything it was computed from.
///
/// `annual_rate = lpr + spread_bp − discount_bp`, unless `bound` says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fixing {
    /// The first day at this rate.
    #[serde(with = "crate::date_text")]
    pub from: NaiveDate,
    /// The contract rate.
    pub annual_rate: AnnualRate,
    /// The LPR that counts.
    pub lpr: AnnualRate,
    /// The day it was published.
    #[serde(with = "crate::date_text")]
    pub lpr_published: NaiveDate,
    /// Added to it, in basis points.
    pub spread_bp: i32,
    /// Taken off for discounts in force, in basis points.
    pub discount_bp: u32,
    /// Which bound the sum would have crossed, if any.
    pub bound: Option<Bound>,
}

/// A bound of the rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The lowest rate agreed.
    Floor,
    /// The highest rate agreed.
    Cap,
}
