//! Papers that a chain company delivers: its list of payables, a scene's purchase contracts.

use axum::extract::{Path, State};
use axum::response::Response;
use shared::api::{Empty, FacilityStatus, ProblemCode};
use shared::application::Identity;
use shared::backing::{Backing, Claim, Holder};
use shared::catalogue::Paper;
use shared::consent::ConsentKind;

use super::query::ask_under;
use super::{Presented, told};
use crate::adapters::AdapterError;
use crate::applications::Case;
use crate::command::Commanded;
use crate::facilities::Facility;
use crate::facilities::view::view_with;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::store::acts::{Answer, KeepDelivery};

/// Fetches what a chain company delivers now; it takes the place of what was fetched before.
///
/// # Errors
/// [`Failure`]: the product takes no such papers, no live authorisation, nobody answers.
pub async fn fetch(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<Empty>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || fetch_new(&here, &who, &id, &command)).await
}

async fn fetch_new(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    command: &Commanded<Empty>,
) -> Result<Answer, Failure> {
    let facility = Facility::open(here, &who.borrower, id).await?;
    if facility.status(here.today()) != FacilityStatus::Active {
        return Err(Failure::of(ProblemCode::FacilityNotActive));
    }
    let paper = facility.record.offer.draws.paper().filter(|paper| paper.is_delivered());
    let (Some(paper), Some(kind)) = (paper, paper.and_then(Paper::authorisation)) else {
        return Err(Failure::of(ProblemCode::NotFromHere).because(
            "这笔额度的单据由您自己登记，不用获取。",
            "The papers of this facility are presented by you; nothing is delivered.",
        ));
    };
    let case = Case::open(here, &who.borrower, &facility.record.application_id).await?;
    let delivered = delivered(here, &case, paper, kind).await?;
    let delivered = delivered.map_err(|_| Failure::of(ProblemCode::OutsidePartyDown))?;
    let (stay, go): (Vec<_>, Vec<_>) =
        Presented::all(here, &facility).await?.into_iter().partition(stands_behind_a_loan);
    let mut come = Vec::new();
    for claim in delivered {
        let backing = Backing::delivered(claim, here.today());
        let new = Presented::new(here.identifier()?, facility.id.clone(), backing);
        let is_there = |paper: &Presented| paper.keys().iter().any(|key| new.keys().contains(key));
        if !stay.iter().any(is_there) {
            come.push(new);
        }
    }
    let papers: Vec<Presented> = come.iter().chain(&stay).cloned().collect();
    let view = view_with(here, &facility, &papers).await?;
    let answered = command.answered_with(here, &who.borrower, &view)?;
    let answer = answered.answer.clone();
    let act = KeepDelivery {
        command: answered,
        facility: facility.id,
        gone: go.into_iter().map(|paper| (paper.id, paper.version)).collect(),
        come: come.iter().map(Presented::to_keep).collect::<Result<_, _>>()?,
    };
    here.store.keep_delivery(act).await.map_err(|error| told(error, &who.borrower))?;
    Ok(answer)
}

/// Papers that stand behind a loan stay until it is repaid, whatever is delivered.
fn stands_behind_a_loan(paper: &Presented) -> bool {
    paper.held.as_ref().is_some_and(|held| matches!(held.by, Holder::Loan(_)))
}

/// What the chain company delivers for this borrower, ready to be kept.
async fn delivered(
    here: &Installation,
    case: &Case,
    paper: Paper,
    kind: ConsentKind,
) -> Result<Result<Vec<Claim>, AdapterError>, Failure> {
    let identity = case.application.identity.as_ref();
    let identity = identity.ok_or(Failure::of(ProblemCode::NotFromHere))?;
    let (today, known_as) = (here.today(), known_as(identity));
    let service = "deliveries".to_owned();
    if paper == Paper::PurchaseContract {
        let contracts = ask_under(here, case, kind, service, async |authorisation| {
            here.outside.purchases(known_as, authorisation, today).await
        })
        .await?;
        return Ok(contracts.map(|found| found.into_iter().map(Claim::Purchase).collect()));
    }
    let lists = ask_under(here, case, kind, service, async |authorisation| {
        here.outside.payables(known_as, authorisation, today).await
    })
    .await?;
    let supplier = identity.business.as_ref().map(|business| &business.uscc);
    let owed = supplier.map(|supplier| {
        lists.map(|lists| {
            let owed = lists.iter().flat_map(|list| list.payable_to(supplier, today));
            owed.map(Claim::Payable).collect()
        })
    });
    Ok(owed.unwrap_or_else(|| Ok(Vec::new())))
}

/// What a chain company knows the borrower as: a business by its code, a farmer by name and number.
fn known_as(identity: &Identity) -> &str {
    let business = identity.business.as_ref().map(|business| business.uscc.as_str());
    business.unwrap_or_else(|| identity.resident_id.as_str())
}
