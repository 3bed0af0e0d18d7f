//! A facility as its owner sees it, and everything of one person.

use axum::Json;
use axum::extract::{Path, State};
use chrono::NaiveDate;
use shared::api::{ApplicationView, FacilityView, Overview};
use shared::application::Stage;

use super::payment_route::own_draws;
use super::{AccountRecord, Facility, drawn_on, limit_on, status_on};
use crate::applications::{self, Case};
use crate::as_of::AsOf;
use crate::backing::{Presented, papers_view};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::loans::{Loan, summary};
use crate::session::SignedIn;

/// The facility as its owner sees it.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn view(here: &Installation, facility: &Facility) -> Result<FacilityView, Failure> {
    view_with(here, facility, &Presented::all(here, facility).await?).await
}

/// The same with these papers, as they will be once a command has taken effect.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn view_with(
    here: &Installation,
    facility: &Facility,
    papers: &[Presented],
) -> Result<FacilityView, Failure> {
    let today = here.today();
    let case = Case::open(here, &facility.borrower, &facility.record.application_id).await?;
    let account = AccountRecord::find(here, facility).await?;
    let loans = Loan::all(here, &facility.borrower).await?;
    let of_this = loans.iter().filter(|loan| loan.record.facility_id == facility.id);
    Ok(FacilityView {
        facility_id: facility.id.clone(),
        application_id: facility.record.application_id.clone(),
        offer: facility.record.offer.clone(),
        limit: facility.limit,
        drawn: facility.drawn,
        available: facility.available(today),
        status: facility.status(today),
        papers: papers_view(here, facility, &case, papers),
        own_draws: own_draws(here, &facility.borrower, today).await?,
        expires_on: facility.record.expires_on,
        account: account.as_ref().map(AccountRecord::view),
        loans: of_this.map(|loan| summary(loan, today)).collect::<Result<_, _>>()?,
        today,
    })
}

/// One facility, as of today or of a past day.
///
/// # Errors
/// [`Failure`] when it is not this borrower's, or was not open by that day.
pub async fn get(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    as_of: AsOf,
) -> Result<Json<FacilityView>, Failure> {
    let facility = Facility::open(&here, &who.borrower, &id).await?;
    let seen = match as_of.0 {
        Some(day) => view_on(&here, &facility, day).await?,
        None => view(&here, &facility).await?,
    };
    Ok(Json(seen))
}

/// The facility as it stood at the end of a past day.
async fn view_on(
    here: &Installation,
    facility: &Facility,
    day: NaiveDate,
) -> Result<FacilityView, Failure> {
    let application = &facility.record.application_id;
    let case = Case::open(here, &facility.borrower, application).await?;
    if let Stage::Signed { signed_at, .. } = case.application.stage
        && day < signed_at.date_in_china()
    {
        return Err(AsOf::before_it_began());
    }
    let mut seen = view(here, facility).await?;
    let loans = Loan::all(here, &facility.borrower).await?;
    let of_this = loans
        .iter()
        .filter(|loan| loan.record.facility_id == facility.id && loan.record.terms.start <= day);
    seen.limit = limit_on(here, facility, day).await?;
    seen.drawn = drawn_on(here, facility, day).await?;
    seen.available = facility.record.available(seen.limit, seen.drawn, day);
    seen.own_draws = own_draws(here, &facility.borrower, day).await?;
    seen.papers = None;
    seen.status = status_on(here, facility, day).await?;
    seen.loans = of_this.map(|loan| summary(loan, day)).collect::<Result<_, _>>()?;
    seen.today = day;
    Ok(seen)
}

/// Everything of the person signed in, newest first.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn overview(
    State(here): State<Installation>,
    who: SignedIn,
) -> Result<Json<Overview>, Failure> {
    let mut seen: Vec<ApplicationView> = Vec::new();
    for case in Case::all(&here, &who.borrower).await? {
        seen.push(applications::view::view(&here, &case).await?);
    }
    let mut facilities = Vec::new();
    for facility in Facility::all(&here, &who.borrower).await? {
        facilities.push(view(&here, &facility).await?);
    }
    Ok(Json(Overview { applications: seen, facilities }))
}
