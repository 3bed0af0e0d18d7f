//! A facility as of a past day: its limit, what was drawn, whether it was frozen.

use chrono::NaiveDate;
use shared::api::{FacilityStatus, LimitIncreaseState};
use shared::money::Money;
use shared::timestamp::Timestamp;

use super::Facility;
use super::increase::Wish;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::loans::{Loan, book_on};
use crate::store::acts::ListIncreases;

/// The limit at the end of a day: as signed, then as raised.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn limit_on(
    here: &Installation,
    facility: &Facility,
    day: NaiveDate,
) -> Result<Money, Failure> {
    let find = ListIncreases { borrower: facility.borrower.clone(), facility: facility.id.clone() };
    let mut limit = facility.record.offer.limit;
    // Newest first; the last one accepted by that day counts.
    for stored in here.store.list_increases(find).await? {
        let wish: Wish = stored.document.read("limit increase")?;
        let accepted = wish.accepted_at.filter(|at| at.date_in_china() <= day);
        if accepted.is_some() && wish.state == LimitIncreaseState::Accepted {
            limit = wish.possible;
            break;
        }
    }
    Ok(limit)
}

/// The principal owed at the end of a day.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn drawn_on(
    here: &Installation,
    facility: &Facility,
    day: NaiveDate,
) -> Result<Money, Failure> {
    let mut drawn = Money::ZERO;
    for loan in Loan::all(here, &facility.borrower).await? {
        if loan.record.facility_id == facility.id
            && let Some(book) = book_on(&loan.events, day)?
        {
            drawn = drawn.checked_add(book.principal()).unwrap_or(drawn);
        }
    }
    Ok(drawn)
}

/// Whether it could be drawn on at the end of a day.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn status_on(
    here: &Installation,
    facility: &Facility,
    day: NaiveDate,
) -> Result<FacilityStatus, Failure> {
    let night = Timestamp::start_of_day_in_china(day).plus_days(1);
    let freezes = here.store.freezes(facility.name()).await?;
    let frozen = freezes
        .iter()
        .any(|freeze| freeze.frozen_at < night && freeze.lifted_at.is_none_or(|at| at >= night));
    Ok(facility.status_when(day, frozen))
}
