//! The evidence chain with everything it names and its place in the log, for its owner to keep and verify.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::{Path, State};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use shared::canonical::Digest;
use shared::evidence::head::{LogHead, SignedChainHead};
use shared::evidence::{EvidenceBody, EvidenceBundle, EvidenceEvent, Inclusion};

use super::Case;
use super::signed::SignedContract;
use super::signing::files;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::loans::Loan;
use crate::log;
use crate::session::SignedIn;
use crate::store::Document;
use crate::store::acts::FileKind;

/// Every event of the chain, first to last, every document and file kept that one of them names, and the proof
/// that the log holds each event.
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
    let events: Vec<EvidenceEvent<Value>> =
        events.iter().map(|event| event.read("evidence event")).collect::<Result<_, _>>()?;
    // What has just happened is in the log before anybody asks for the proof of it.
    log::append(&here.store).await?;
    let head = log::read_head(&here.store).await?;
    let keys = here.store.log_keys(()).await?;
    let named = named(&events);
    Ok(Json(EvidenceBundle {
        chain_head: chain_head(&here, &keys, &events, head)?,
        documents: documents(&here, &case, &named).await?,
        files: kept_files(&here, &case, &named).await?,
        format: EvidenceBundle::FORMAT.to_owned(),
        inclusion: inclusion(&here, &case, events.len(), head.size).await?,
        log_head: here.notary.sign_log_head(&keys, head)?,
        events,
        keys,
    }))
}

/// The digests of documents and files that events name.
fn named(events: &[EvidenceEvent<Value>]) -> BTreeSet<Digest> {
    let bodies = events
        .iter()
        .filter_map(|event| serde_json::from_value::<EvidenceBody>(event.body.clone()).ok());
    bodies.flat_map(|body| [body.documents(), body.files()].concat()).collect()
}

fn chain_head(
    here: &Installation,
    keys: &[shared::evidence::LogKey],
    events: &[EvidenceEvent<Value>],
    log: LogHead,
) -> Result<String, Failure> {
    let Some(last) = events.last() else { return Ok(String::new()) };
    let head = SignedChainHead {
        application_id: last.application_id.clone(),
        head: last.head(),
        size: log.size,
    };
    Ok(here.notary.sign_chain_head(keys, &head)?)
}

async fn inclusion(
    here: &Installation,
    case: &Case,
    events: usize,
    size: u64,
) -> Result<Vec<Inclusion>, Failure> {
    let mut proofs = Vec::new();
    for place in here.store.log_places(case.name()).await?.into_iter().take(events) {
        let hashes = log::inclusion(&here.store, place.leaf, size).await?;
        proofs.push(Inclusion { hashes, index: place.leaf });
    }
    Ok(proofs)
}

async fn documents(
    here: &Installation,
    case: &Case,
    named: &BTreeSet<Digest>,
) -> Result<BTreeMap<Digest, String>, Failure> {
    let mut documents = here.store.papers(case.name()).await?;
    documents.extend(loan_terms(here, case).await?);
    let texts = documents.iter().map(|document| document.as_str().to_owned());
    let by_digest = texts.map(|text| (Digest::of(text.as_bytes()), text));
    Ok(by_digest.filter(|(digest, _)| named.contains(digest)).collect())
}

/// The terms of the loans drawn under an application; they are kept with the loans.
async fn loan_terms(here: &Installation, case: &Case) -> Result<Vec<Document>, Failure> {
    let loans = Loan::all(here, &case.borrower).await?;
    let under = loans.iter().filter(|loan| loan.record.application_id == case.application.id);
    Ok(under.map(|loan| Document::of(&loan.record.terms)).collect::<Result<_, _>>()?)
}

/// Certificates and tokens that events name, and the agreement as it is signed now.
async fn kept_files(
    here: &Installation,
    case: &Case,
    named: &BTreeSet<Digest>,
) -> Result<BTreeMap<Digest, String>, Failure> {
    let mut found = BTreeMap::new();
    let mut add = |content: Vec<u8>| {
        let digest = Digest::of(&content);
        if named.contains(&digest) {
            found.insert(digest, STANDARD.encode(content));
        }
    };
    for kind in [FileKind::Certificate, FileKind::Issuer, FileKind::Token] {
        files(here, case, kind).await?.into_iter().for_each(&mut add);
    }
    if let Some(signed) = SignedContract::of(here, case).await? {
        add(signed.pdf()?);
    }
    Ok(found)
}
