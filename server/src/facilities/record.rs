//! A facility as kept and as read.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::api::{FacilityStatus, ProblemCode};
use shared::decision::Offer;
use shared::money::Money;

use crate::failure::Failure;
use crate::installation::Installation;
use crate::randomness::is_identifier;
use crate::store::acts::{FindFacility, FrozenBy, StoredFacility};

/// What was signed; limit and drawn amount are columns beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacilityRecord {
    /// The application it came from.
    pub application_id: String,
    /// The terms signed; later versions of the product never change them.
    pub offer: Offer,
    /// Last day it can be drawn on.
    #[serde(with = "shared::date_text")]
    pub expires_on: NaiveDate,
}

/// A facility with what is drawn on it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facility {
    /// Its identifier.
    pub id: String,
    /// Whose it is.
    pub borrower: String,
    /// The most that may be drawn at once.
    pub limit: Money,
    /// What is drawn now.
    pub drawn: Money,
    /// Why it is frozen now, when it is.
    pub frozen: Option<(FrozenBy, String)>,
    /// What was signed.
    pub record: FacilityRecord,
}

impl FacilityRecord {
    /// Whether its last day is over.
    pub fn has_expired(&self, day: NaiveDate) -> bool {
        day > self.expires_on
    }

    /// What can be drawn on a day: limit less what is drawn, nothing once the last day is over. The
    /// store's constraints keep it from going below zero.
    pub fn available(&self, limit: Money, drawn: Money, day: NaiveDate) -> Money {
        self.revolving(limit, drawn, day).unwrap_or(Money::ZERO)
    }

    /// The same where what is repaid comes back; none once the last day is over.
    pub fn revolving(&self, limit: Money, drawn: Money, day: NaiveDate) -> Option<Money> {
        (!self.has_expired(day)).then(|| left(limit, drawn))
    }
}

impl Facility {
    /// Opens one of the borrower's facilities.
    ///
    /// # Errors
    /// [`ProblemCode::NotFound`], for somebody else's as well.
    pub async fn open(here: &Installation, borrower: &str, id: &str) -> Result<Self, Failure> {
        if !is_identifier(id) {
            return Err(Failure::of(ProblemCode::NotFound));
        }
        let find = FindFacility { borrower: borrower.to_owned(), facility: id.to_owned() };
        let stored = here.store.find_facility(find).await?;
        Self::read(borrower, &stored.ok_or(Failure::of(ProblemCode::NotFound))?)
    }

    /// The borrower's facilities, newest first.
    ///
    /// # Errors
    /// [`Failure`] when the store cannot be read.
    pub async fn all(here: &Installation, borrower: &str) -> Result<Vec<Self>, Failure> {
        let stored = here.store.list_facilities(borrower.to_owned()).await?;
        stored.iter().map(|stored| Self::read(borrower, stored)).collect()
    }

    fn read(borrower: &str, stored: &StoredFacility) -> Result<Self, Failure> {
        Ok(Self {
            id: stored.facility.clone(),
            borrower: borrower.to_owned(),
            limit: Money::from_fen(stored.limit_fen),
            drawn: Money::from_fen(stored.drawn_fen),
            frozen: stored.frozen.clone(),
            record: stored.document.read("facility")?,
        })
    }

    /// What can be drawn today; what a freeze keeps back is counted.
    pub fn available(&self, today: NaiveDate) -> Money {
        self.record.available(self.limit, self.drawn, today)
    }

    /// Whether it can be drawn on today.
    pub fn status(&self, today: NaiveDate) -> FacilityStatus {
        self.status_when(today, self.frozen.is_some())
    }

    /// Whether it could be drawn on, on a day on which it was frozen or not.
    pub(super) fn status_when(&self, day: NaiveDate, frozen: bool) -> FacilityStatus {
        if self.record.has_expired(day) {
            FacilityStatus::Expired
        } else if frozen {
            FacilityStatus::Frozen
        } else {
            FacilityStatus::Active
        }
    }

    /// What names this facility in the store.
    pub fn name(&self) -> FindFacility {
        FindFacility { borrower: self.borrower.clone(), facility: self.id.clone() }
    }
}

/// What an amount leaves of a limit.
pub fn left(limit: Money, amount: Money) -> Money {
    limit.checked_sub(amount).unwrap_or(Money::ZERO).max(Money::ZERO)
}
