//! Presenting a paper, asking about it again, taking it back.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use shared::api::{Empty, FacilityStatus, FacilityView, ProblemCode};
use shared::application::Identity;
use shared::backing::{Backing, Claimant, EntryProblem, Holder, PaperEntry};
use shared::catalogue::Paper;
use shared::guide::paper_name;

use super::query::authorised;
use super::{Presented, told};
use crate::applications::Case;
use crate::command::{Commanded, decided_again};
use crate::facilities::Facility;
use crate::facilities::view::view_with;
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::jobs::{CONFIRM_PAPER, new_job};
use crate::session::SignedIn;
use crate::store::Document;
use crate::store::acts::{AdvanceBacking, Answer, PresentBacking, TakeBackBacking};

/// Presents a paper; whoever can vouch for it is asked at once.
///
/// # Errors
/// [`Failure`]: another kind than the product takes, fields that cannot be accepted, no live
/// authorisation, presented before, financed already.
pub async fn present(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<PaperEntry>,
) -> Result<Response, Failure> {
    let presented =
        command.once(&here, &who.borrower, || present_new(&here, &who, &id, &command)).await?;
    here.work.notify_waiters();
    Ok(presented)
}

async fn present_new(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    command: &Commanded<PaperEntry>,
) -> Result<Answer, Failure> {
    let entry = &command.value;
    let facility = Facility::open(here, &who.borrower, id).await?;
    let kind = taken_by(here, &facility, entry.paper())?;
    let case = Case::open(here, &who.borrower, &facility.record.application_id).await?;
    let business = case.application.identity.as_ref().and_then(business_of);
    let claimant = Claimant {
        business,
        limit: facility.limit,
        advance: facility.record.offer.draws.advance.as_ref(),
        on: here.today(),
    };
    let claim = entry.claim(&claimant).map_err(|problems| refused_fields(&problems))?;
    authorised(here, &case, kind)?;
    let backing = Backing::presented(claim).ask(here.today()).map_err(Failure::internal)?;
    let paper = Presented::new(here.identifier()?, facility.id.clone(), backing);
    let mut papers = Presented::all(here, &facility).await?;
    papers.insert(0, paper.clone());
    let view = view_with(here, &facility, &papers).await?;
    let answered = command.answered_with(here, &who.borrower, &view)?;
    let answer = answered.answer.clone();
    let act = PresentBacking {
        command: answered,
        facility: facility.id,
        jobs: vec![new_job(here, CONFIRM_PAPER, &paper.id)?],
        backing: paper.to_keep()?,
    };
    here.store.present_backing(act).await.map_err(|error| told(error, &who.borrower))?;
    Ok(answer)
}

fn business_of(identity: &Identity) -> Option<&shared::identifier::Uscc> {
    identity.business.as_ref().map(|business| &business.uscc)
}

/// The authorisation a kind of paper is checked under, when this facility takes it now.
fn taken_by(
    here: &Installation,
    facility: &Facility,
    paper: Paper,
) -> Result<shared::consent::ConsentKind, Failure> {
    if facility.status(here.today()) != FacilityStatus::Active {
        return Err(Failure::of(ProblemCode::FacilityNotActive));
    }
    let taken = facility.record.offer.draws.paper();
    let kind = taken.filter(|taken| *taken == paper).and_then(Paper::authorisation);
    kind.ok_or_else(|| {
        let wanted = taken.map(paper_name);
        let name = |zh: bool| match &wanted {
            Some(name) if zh => name.zh.clone(),
            Some(name) => name.en.clone(),
            None if zh => "无".to_owned(),
            None => "none".to_owned(),
        };
        Failure::field(
            "paper",
            "paper_not_asked_for",
            &format!("这笔额度用款需要的单据是：{}。", name(true)),
            &format!("Draws of this facility rest on: {}.", name(false)),
        )
    })
}

fn refused_fields(problems: &[EntryProblem]) -> Failure {
    let refused =
        problems.iter().map(|problem| FieldRefusal::new(problem.field, &problem.why)).collect();
    Failure::fields(refused)
}

/// Asks again whoever let the time to confirm pass.
///
/// # Errors
/// [`ProblemCode::NotFromHere`] while an answer is awaited or given.
pub async fn ask_again(
    State(here): State<Installation>,
    who: SignedIn,
    Path((id, paper)): Path<(String, String)>,
    command: Commanded<Empty>,
) -> Result<Response, Failure> {
    let asked =
        command.once(&here, &who.borrower, || ask_anew(&here, &who, &id, &paper, &command)).await?;
    here.work.notify_waiters();
    Ok(asked)
}

async fn ask_anew(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    paper: &str,
    command: &Commanded<Empty>,
) -> Result<Answer, Failure> {
    let facility = Facility::open(here, &who.borrower, id).await?;
    let mut papers = Presented::all(here, &facility).await?;
    let paper = papers.iter_mut().find(|presented| presented.id == paper);
    let paper = paper.ok_or(Failure::of(ProblemCode::NotFound))?;
    let case = Case::open(here, &who.borrower, &facility.record.application_id).await?;
    authorised(here, &case, taken_by(here, &facility, paper.backing.paper())?)?;
    paper.backing = paper.backing.clone().ask(here.today()).map_err(|_| {
        Failure::of(ProblemCode::NotFromHere).because(
            "对方还在答复期内，或已经答复，不能再请。",
            "An answer is still awaited, or was given.",
        )
    })?;
    let (backing, expected_version) = (paper.id.clone(), paper.version);
    let document = Document::of(&paper.backing)?;
    let view = view_with(here, &facility, &papers).await?;
    let answered = command.answered_with(here, &who.borrower, &view)?;
    let answer = answered.answer.clone();
    let act = AdvanceBacking {
        borrower: who.borrower.clone(),
        expected_version,
        document,
        command: Some(answered),
        jobs: vec![new_job(here, CONFIRM_PAPER, &backing)?],
        backing,
    };
    here.store.advance_backing(act).await?;
    Ok(answer)
}

/// Takes back a paper that stands behind nothing.
///
/// # Errors
/// [`ProblemCode::PaperNotFree`] while it stands behind a loan.
pub async fn take_back(
    State(here): State<Installation>,
    who: SignedIn,
    Path((id, paper)): Path<(String, String)>,
) -> Result<Json<FacilityView>, Failure> {
    let facility = Facility::open(&here, &who.borrower, &id).await?;
    decided_again(|| take_back_one(&here, &facility, &paper)).await?;
    let papers = Presented::all(&here, &facility).await?;
    Ok(Json(view_with(&here, &facility, &papers).await?))
}

async fn take_back_one(here: &Installation, facility: &Facility, id: &str) -> Result<(), Failure> {
    let paper = Presented::open(here, facility, id).await?;
    let is_ours = |holder: &Holder| matches!(holder, Holder::Loan(_) | Holder::Facility);
    if paper.held.as_ref().is_some_and(|held| is_ours(&held.by)) {
        return Err(Failure::of(ProblemCode::PaperNotFree));
    }
    let act = TakeBackBacking {
        borrower: facility.borrower.clone(),
        backing: paper.id,
        expected_version: paper.version,
    };
    Ok(here.store.take_back_backing(act).await?)
}
