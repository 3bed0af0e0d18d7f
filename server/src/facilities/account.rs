//! The account that money goes to and is repaid from.

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use shared::api::{AccountView, FacilityView, SetAccountRequest};
use shared::identifier::BankCard;

use super::Facility;
use super::view::view;
use crate::applications::Case;
use crate::body::Body;
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::store::Document;
use crate::store::acts::{BindAccount, FindApplication};

/// The account as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRecord {
    /// Its number.
    pub number: BankCard,
    /// Whose it is, masked; the borrower's own.
    pub holder_masked: String,
}

impl AccountRecord {
    /// The account of a facility, once named.
    ///
    /// # Errors
    /// [`Failure`] when the store cannot be read.
    pub async fn find(here: &Installation, facility: &Facility) -> Result<Option<Self>, Failure> {
        let find = FindApplication {
            borrower: facility.borrower.clone(),
            application: facility.record.application_id.clone(),
        };
        let document = here.store.account(find).await?;
        Ok(document.map(|document| document.read("repayment account")).transpose()?)
    }

    /// The account as its owner sees it.
    pub fn view(&self) -> AccountView {
        AccountView {
            number_masked: self.number.masked(),
            holder_masked: self.holder_masked.clone(),
            unusual_number: !self.number.luhn_holds(),
        }
    }
}

/// Names the account that money goes to and is repaid from.
///
/// # Errors
/// [`Failure`] when the number cannot be one.
pub async fn set(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    Body(asked): Body<SetAccountRequest>,
) -> Result<Json<FacilityView>, Failure> {
    let facility = Facility::open(&here, &who.borrower, &id).await?;
    let number: BankCard = asked
        .number
        .parse()
        .map_err(|error| Failure::fields(vec![FieldRefusal::new("number", &error)]))?;
    let application_id = &facility.record.application_id;
    let case = Case::open(&here, &who.borrower, application_id).await?;
    let holder = case.application.identity.as_ref().map(|identity| {
        identity
            .business
            .as_ref()
            .map_or_else(|| identity.person_name.masked(), |business| business.name.masked())
    });
    let record = AccountRecord { number, holder_masked: holder.unwrap_or_default() };
    let act = BindAccount {
        borrower: who.borrower.clone(),
        application: application_id.clone(),
        document: Document::of(&record)?,
        at: here.now(),
    };
    here.store.bind_account(act).await?;
    Ok(Json(view(&here, &facility).await?))
}
