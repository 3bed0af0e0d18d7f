//! The evidence chain and the documents it names, for its owner to keep and verify.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, State};
use shared::canonical::Digest;
use shared::evidence::{EvidenceBundle, EvidenceEvent};

use super::Case;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::loans::Loan;
use crate::session::SignedIn;
use crate::store::Document;

/// Every event of the chain, first to last, and every document kept that one of them names.
///
/// # Errors
/// [`Failure`] when the application is not this borrower's.
pub async fn get(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<EvidenceBundle>, Failure> {
    let case = Case::open(&here, &who.borrower, &id).await?;
    let events = here.store.evidence(case.name()).await?;
    let events: Vec<EvidenceEvent> =
        events.iter().map(|event| event.read("evidence event")).collect::<Result<_, _>>()?;
    let mut documents = here.store.papers(case.name()).await?;
    documents.extend(loan_terms(&here, &case).await?);
    let named: BTreeSet<Digest> = events.iter().flat_map(|event| event.body.documents()).collect();
    let texts = documents.iter().map(Document::as_str);
    let texts = texts.filter(|text| named.contains(&Digest::of(text.as_bytes())));
    Ok(Json(EvidenceBundle::new(events, texts.map(str::to_owned))))
}

/// The terms of the loans drawn under an application; they are kept with the loans.
async fn loan_terms(here: &Installation, case: &Case) -> Result<Vec<Document>, Failure> {
    let loans = Loan::all(here, &case.borrower).await?;
    let under = loans.iter().filter(|loan| loan.record.application_id == case.application.id);
    Ok(under.map(|loan| Document::of(&loan.record.terms)).collect::<Result<_, _>>()?)
}
