//! What a pool covers of a borrower's loans.

use axum::Json;
use axum::extract::{Path, State};
use shared::api::{LoanCovered, PoolCoverView};
use shared::risk_pool::Standing;

use super::pool_of;
use crate::facilities::Facility;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::loans::Loan;
use crate::session::SignedIn;
use crate::store::acts::{CoverDraw, FindCovers};

/// The cover to be asked for with a draw on a facility; none for products without a pool.
pub fn of_draw(here: &Installation, facility: &Facility) -> Option<CoverDraw> {
    let product_id = &facility.record.offer.product_id;
    let (product, terms) = pool_of(here, product_id).ok()?;
    Some(CoverDraw { pool: product.id.clone(), terms: terms.clone() })
}

/// What the pool behind one of the borrower's facilities covers.
///
/// # Errors
/// [`Failure`]: not this borrower's, or a product without a pool.
pub async fn of_facility(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<PoolCoverView>, Failure> {
    let facility = Facility::open(&here, &who.borrower, &id).await?;
    let (product, terms) = pool_of(&here, &facility.record.offer.product_id)?;
    let pool = here.store.find_pool(product.id.clone()).await?;
    let standing = pool.map_or_else(Standing::default, |pool| pool.standing);
    let find = FindCovers { borrower: who.borrower.clone(), pool: product.id.clone() };
    let covered = here.store.covers_of_borrower(find).await?;
    let loans = Loan::all(&here, &who.borrower).await?.into_iter();
    let of_this = loans.filter(|loan| loan.record.facility_id == facility.id);
    let loans = of_this
        .map(|loan| LoanCovered { covered: covered.contains(&loan.id), loan_id: loan.id })
        .collect();
    Ok(Json(PoolCoverView { terms: terms.clone(), room: standing.room(terms), loans }))
}
