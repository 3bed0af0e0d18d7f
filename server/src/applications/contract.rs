//! The agreement: made out, read, its key clauses acknowledged one by one.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::de::DeserializeOwned;
use shared::agreement::{self, ContractReferences, Parties};
use shared::api::{AcknowledgeClausesRequest, ContractView, ProblemCode};
use shared::application::{Application, Stage};
use shared::canonical::Digest;
use shared::contract::{Contract, changes};
use shared::decision::Offer;
use shared::evidence::EvidenceBody;
use shared::identifier::Mobile;

use super::Case;
use super::case::paper;
use crate::adapters::Party;
use crate::command::Commanded;
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::store::acts::{Answer, FindPaper};

/// The agreement of an application; equal applications give equal agreements, as long as the lender, the
/// borrower's number and the log's key are the same.
///
/// # Errors
/// [`Failure`]: nothing to agree to.
pub async fn make_out(
    here: &Installation,
    who: &SignedIn,
    application: &Application,
    offer: &Offer,
    cost_sheet: Digest,
) -> Result<Contract, Failure> {
    let missing = || Failure::of(ProblemCode::NotFromHere);
    let identity = application.identity.clone().ok_or_else(missing)?;
    let decision = application.decision.as_ref().ok_or_else(missing)?;
    let mobile: Mobile = who.mobile.parse().map_err(Failure::internal)?;
    let parties = Parties {
        lender: here.lender(),
        segment: application.segment(),
        identity,
        signatory: application.signatory.clone(),
        mobile,
    };
    let references = ContractReferences {
        number: number(application),
        cost_sheet,
        decision: decision.digests.output,
        log_key: here.notary.verifier(&here.store).await?,
    };
    Ok(agreement::contract(offer, &parties, references))
}

/// `PH-` and the end of the application's identifier, which is its random part.
fn number(application: &Application) -> String {
    let compact: String = application.id.chars().filter(char::is_ascii_alphanumeric).collect();
    let tail = compact.get(12..).unwrap_or(&compact).to_ascii_uppercase();
    format!("PH-{tail}")
}

/// The agreement that stands: made out anew until it is signed, then the one that was.
///
/// # Errors
/// [`Failure`]: nothing has been accepted.
pub async fn standing(
    here: &Installation,
    who: &SignedIn,
    case: &Case,
) -> Result<(Contract, Digest), Failure> {
    match &case.application.stage {
        Stage::Accepted { offer, cost_sheet, .. } => {
            let contract = make_out(here, who, &case.application, offer, *cost_sheet).await?;
            let digest = contract.digest()?;
            Ok((contract, digest))
        }
        Stage::Signed { contract, .. } => {
            let kept = kept(here, case, *contract).await?;
            Ok((kept.ok_or(Failure::of(ProblemCode::NotFound))?, *contract))
        }
        Stage::Expired { .. } => Err(Failure::of(ProblemCode::OfferExpired)),
        _ => Err(Failure::of(ProblemCode::NotFromHere)),
    }
}

/// The agreement that stands, when it is the one the borrower saw.
///
/// # Errors
/// [`ProblemCode::DocumentChanged`] with every difference, when it is not.
pub async fn standing_as_seen(
    here: &Installation,
    who: &SignedIn,
    case: &Case,
    seen: Digest,
) -> Result<Contract, Failure> {
    let (contract, digest) = standing(here, who, case).await?;
    if digest == seen {
        return Ok(contract);
    }
    let seen: Option<Contract> = kept(here, case, seen).await?;
    let differences = seen.map(|seen| changes(&seen, &contract)).unwrap_or_default();
    Err(Failure::of(ProblemCode::DocumentChanged).with_fields(differences.iter().map(|change| {
        FieldRefusal::because(
            &change.what.zh,
            "changed",
            &format!("{}：“{}”改为“{}”", change.what.zh, change.before.zh, change.after.zh),
            &format!("{}: “{}” became “{}”", change.what.en, change.before.en, change.after.en),
        )
    })))
}

async fn kept<T: DeserializeOwned>(
    here: &Installation,
    case: &Case,
    digest: Digest,
) -> Result<Option<T>, Failure> {
    let find = FindPaper {
        borrower: case.borrower.clone(),
        application: case.application.id.clone(),
        digest,
    };
    let paper = here.store.paper(find).await?;
    Ok(paper.map(|paper| paper.read("paper")).transpose()?)
}

/// The agreement to read.
///
/// # Errors
/// [`Failure`]: the cost sheet has not been acknowledged.
pub async fn get(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<ContractView>, Failure> {
    let case = Case::open(&here, &who.borrower, &id).await?;
    let (contract, digest) = standing(&here, &who, &case).await?;
    Ok(Json(view(&here, &case.application.stage, contract, digest)))
}

fn view(here: &Installation, stage: &Stage, contract: Contract, digest: Digest) -> ContractView {
    let acknowledged = match stage {
        Stage::Accepted { acknowledged, .. } => acknowledged.of(digest),
        _ => key_clauses(&contract),
    };
    ContractView {
        contract,
        digest,
        acknowledged: acknowledged.into_iter().collect(),
        certification_simulated: here.outside.is_simulated(Party::Certification),
        timestamp_simulated: here.outside.is_simulated(Party::Timestamp),
    }
}

/// The numbers of the clauses that must be acknowledged before signing.
pub fn key_clauses(contract: &Contract) -> BTreeSet<u16> {
    contract.key_clauses().map(|clause| clause.number).collect()
}

/// Acknowledges key clauses, each with a record of its own.
///
/// # Errors
/// [`Failure`]: another agreement than the one that stands, clauses that need no acknowledgement.
pub async fn acknowledge(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<AcknowledgeClausesRequest>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || acknowledge_new(&here, &who, &id, &command)).await
}

async fn acknowledge_new(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    command: &Commanded<AcknowledgeClausesRequest>,
) -> Result<Answer, Failure> {
    let mut case = Case::open(here, &who.borrower, id).await?;
    let digest = command.value.contract_digest;
    let contract = standing_as_seen(here, who, &case, digest).await?;
    let asked: BTreeSet<u16> = command.value.clauses.iter().copied().collect();
    if asked.is_empty() || !asked.is_subset(&key_clauses(&contract)) {
        return Err(Failure::field(
            "clauses",
            "not_key",
            "请指明要确认的重点条款编号。",
            "Name the key clauses to acknowledge by their numbers.",
        ));
    }
    let before = match &case.application.stage {
        Stage::Accepted { acknowledged, .. } => acknowledged.of(digest),
        _ => BTreeSet::new(),
    };
    let stage = case.application.stage.clone();
    case.application.stage = stage.acknowledge_clauses(digest, &asked, here.today())?;
    let answered = view(here, &case.application.stage, contract.clone(), digest);
    let answered = command.answered_with(here, &who.borrower, &answered)?;
    let answer = answered.answer.clone();
    let mut step = case.step(here)?;
    step.command = Some(answered);
    // Made out anew since it was last recorded, as after a new key of the log.
    if kept::<Contract>(here, &case, digest).await?.is_none() {
        step.with = vec![paper("contract", &contract)?.1];
        step.evidence = vec![EvidenceBody::ContractRendered { contract: digest }];
    }
    for clause in contract.key_clauses() {
        if asked.contains(&clause.number) && !before.contains(&clause.number) {
            step.evidence.push(EvidenceBody::ClauseAcknowledged {
                clause: clause.number,
                contract: digest,
                text: clause.digest()?,
            });
        }
    }
    here.store.advance_application(step).await?;
    Ok(answer)
}
