//! Agreed departures from even repayment: seasonal plans, grace, rate changes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::rate::AnnualRate;

/// When principal falls due under a seasonal loan. What is left falls due at maturity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrincipalPlan {
    /// In the months after a harvest, in proportion to the weights.
    Harvests(Vec<Harvest>),
    /// In equal parts every so many months: the sale of each herd.
    Cycle {
        /// Months from one sale to the next, at least 1.
        months: u8,
    },
    /// Agreed amounts on agreed dates, ascending.
    Dated(Vec<PlannedPrincipal>),
}

/// A calendar month in which a share of the principal falls due, each year of the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Harvest {
    /// January is 1.
    pub month: u8,
    /// The share, relative to the other harvests within the term.
    pub weight: u16,
}

/// An agreed amount of principal on an agreed date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedPrincipal {
    /// The due date before holidays move it.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// The principal due.
    pub amount: Money,
}

/// A spell of easier instalments (宽限期), at the start or during the life of a loan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grace {
    /// The first instalment concerned; the first of the loan is 1.
    pub from_number: u16,
    /// How many instalments.
    pub instalments: u16,
    /// What is not asked for.
    pub kind: GraceKind,
}

/// What a grace spell does not ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GraceKind {
    /// Interest is paid, principal is not.
    InterestOnly,
    /// Nothing is paid; the interest joins the principal at each due date.
    Capitalised,
    /// Nothing is paid; the interest falls due with the first instalment afterwards.
    Deferred,
    /// Principal is repaid in equal parts of the loan; no interest is charged.
    InterestFree,
}

/// A new contract rate from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateChange {
    /// The first day at the new rate.
    #[serde(with = "crate::date_text")]
    pub from: NaiveDate,
    /// The new rate.
    pub annual_rate: AnnualRate,
}
