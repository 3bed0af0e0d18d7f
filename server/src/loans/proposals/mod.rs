//! What a borrower asks for after the draw: previewed, kept, confirmed or taken back.

mod booked;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use shared::api::{
    Empty, ProblemCode, ProposalState, ProposalView, ProposeRequest, ServicingOption, ServicingView,
};
use shared::calendar::Calendar;
use shared::canonical;
use shared::catalogue::Product;
use shared::decision::Reason;
use shared::evidence::EvidenceBody;
use shared::language::{Label, Language, Say};
use shared::servicing::{
    ServicingAction, ServicingPreview, ServicingRefused, ServicingRequest, Standing, preview,
};

use self::booked::Booked;
use super::{Loan, overdue_since, standing};
use crate::command::Commanded;
use crate::facilities::Facility;
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::randomness::is_identifier;
use crate::session::SignedIn;
use crate::store::Document;
use crate::store::acts::{
    Answer, CancelProposal, ConfirmProposal, FindLoan, FindProposal, OpenProposal, StoredProposal,
};

/// A request and its preview, as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Proposal {
    action: ServicingAction,
    preview: ServicingPreview,
}

/// A loan with everything a request is judged by.
struct Case {
    loan: Loan,
    facility: Facility,
    standing: Standing,
}

impl Case {
    async fn open(here: &Installation, borrower: &str, loan: &str) -> Result<Self, Failure> {
        let loan = Loan::open(here, borrower, loan).await?;
        let facility = Facility::open(here, borrower, &loan.record.facility_id).await?;
        let standing = Standing {
            is_frozen: facility.frozen.is_some(),
            overdue_elsewhere: overdue_since(here, borrower, |other| other.id != loan.id).await?,
        };
        Ok(Self { loan, facility, standing })
    }

    fn product<'a>(&self, here: &'a Installation) -> Option<&'a Product> {
        here.catalogue.product(&self.facility.record.offer.product_id)
    }

    fn preview(
        &self,
        here: &Installation,
        action: &ServicingAction,
    ) -> Result<ServicingPreview, ServicingRefused> {
        preview(&ServicingRequest {
            action,
            events: &self.loan.events,
            product: self.product(here),
            renewals: self.loan.record.service.renewals,
            standing: self.standing,
            agreed_rate: self.facility.record.offer.price.annual_rate,
            account: &self.loan.record.account.number,
            on: here.today(),
            calendar: &Calendar::china(),
        })
    }

    /// Each kind of request in its smallest form.
    fn smallest(&self, here: &Installation) -> Vec<ServicingAction> {
        let mut actions = vec![
            ServicingAction::DeferPrincipal { instalments: 1 },
            ServicingAction::Extend { months: 1 },
            ServicingAction::DiscountRate,
        ];
        let Some(product) = self.product(here) else { return actions };
        if let Some(term_months) = product.terms_months.first().copied() {
            let method = product.method_or_usual(Some(self.loan.record.terms.method));
            actions.push(ServicingAction::Renew { term_months, method });
        }
        let rules = product.servicing.as_ref().and_then(|rules| rules.method_change.as_ref());
        let others = rules.map_or(&[] as &[_], |rule| rule.to.as_slice());
        let now = standing::book_today(here, &self.loan).map(|book| book.terms().method);
        if let Some(method) = others.iter().find(|other| now.as_ref().ok() != Some(*other)) {
            actions.push(ServicingAction::ChangeMethod { method: *method });
        }
        actions
    }
}

/// What can be asked for on a loan, and what stands against it now.
///
/// # Errors
/// [`Failure`] when the loan is not this borrower's.
pub async fn offered(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<ServicingView>, Failure> {
    let case = Case::open(&here, &who.borrower, &id).await?;
    let options = case.smallest(&here).into_iter().map(|action| {
        let against = case.preview(&here, &action).err().map(|refused| reason(&refused));
        ServicingOption { action, against }
    });
    let find = FindLoan { borrower: who.borrower.clone(), loan: case.loan.id.clone() };
    let stored = here.store.list_proposals(find).await?;
    let open = stored.iter().filter(|stored| stored.state == "open");
    Ok(Json(ServicingView {
        rules: case.product(&here).and_then(|product| product.servicing.clone()),
        options: options.collect(),
        proposals: open.map(|stored| view(&here, &case.loan, stored)).collect::<Result<_, _>>()?,
    }))
}

/// Previews a request and keeps the preview.
///
/// # Errors
/// [`ProblemCode::ServicingRefused`] with the reason; nothing has changed.
pub async fn propose(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<ProposeRequest>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || propose_new(&here, &who, &id, &command)).await
}

async fn propose_new(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    command: &Commanded<ProposeRequest>,
) -> Result<Answer, Failure> {
    let case = Case::open(here, &who.borrower, id).await?;
    standing::book_today(here, &case.loan)?;
    let action = command.value.action.clone();
    let preview = case.preview(here, &action).map_err(|refused| refusal(&refused))?;
    let proposal = Proposal { action, preview };
    let stored = StoredProposal {
        proposal: here.identifier()?,
        loan: case.loan.id.clone(),
        loan_version: case.loan.version,
        state: "open".to_owned(),
        document: Document::of(&proposal)?,
        new_loan: None,
        made_at: here.now(),
    };
    let answered = command.answered_with(here, &who.borrower, &view(here, &case.loan, &stored)?)?;
    let answer = answered.answer.clone();
    let act = OpenProposal {
        command: answered,
        proposal: stored.proposal,
        loan: stored.loan,
        loan_version: stored.loan_version,
        document: stored.document,
    };
    here.store.open_proposal(act).await?;
    Ok(answer)
}

/// One proposal.
///
/// # Errors
/// [`ProblemCode::NotFound`].
pub async fn get(
    State(here): State<Installation>,
    who: SignedIn,
    Path((loan, proposal)): Path<(String, String)>,
) -> Result<Json<ProposalView>, Failure> {
    let loan = Loan::open(&here, &who.borrower, &loan).await?;
    let stored = find(&here, &loan, &proposal).await?;
    Ok(Json(view(&here, &loan, &stored)?))
}

async fn find(here: &Installation, loan: &Loan, proposal: &str) -> Result<StoredProposal, Failure> {
    let not_found = || Failure::of(ProblemCode::NotFound);
    if !is_identifier(proposal) {
        return Err(not_found());
    }
    let find = FindProposal { borrower: loan.borrower.clone(), proposal: proposal.to_owned() };
    let stored = here.store.find_proposal(find).await?;
    stored.filter(|stored| stored.loan == loan.id).ok_or_else(not_found)
}

/// Takes a proposal back; one that is confirmed stays confirmed.
///
/// # Errors
/// [`ProblemCode::NotFound`].
pub async fn cancel(
    State(here): State<Installation>,
    who: SignedIn,
    Path((loan, proposal)): Path<(String, String)>,
) -> Result<Json<ProposalView>, Failure> {
    let loan = Loan::open(&here, &who.borrower, &loan).await?;
    find(&here, &loan, &proposal).await?;
    let act = CancelProposal {
        borrower: who.borrower.clone(),
        proposal: proposal.clone(),
        at: here.now(),
    };
    here.store.cancel_proposal(act).await?;
    let stored = find(&here, &loan, &proposal).await?;
    Ok(Json(view(&here, &loan, &stored)?))
}

/// Books exactly what was previewed.
///
/// # Errors
/// [`ProblemCode::ProposalOutdated`] when the day or the loan is another by now,
/// [`ProblemCode::NotFromHere`] when it was taken back, [`ProblemCode::ServicingRefused`] when
/// something stands against it since it was previewed.
pub async fn confirm(
    State(here): State<Installation>,
    who: SignedIn,
    Path((loan, proposal)): Path<(String, String)>,
    command: Commanded<Empty>,
) -> Result<Response, Failure> {
    let confirmed = command
        .once(&here, &who.borrower, || confirm_new(&here, &who, &loan, &proposal, &command))
        .await?;
    here.work.notify_waiters();
    Ok(confirmed)
}

async fn confirm_new(
    here: &Installation,
    who: &SignedIn,
    loan: &str,
    proposal: &str,
    command: &Commanded<Empty>,
) -> Result<Answer, Failure> {
    let case = Case::open(here, &who.borrower, loan).await?;
    let loan = &case.loan;
    let mut stored = find(here, loan, proposal).await?;
    let kept: Proposal = stored.document.read("proposal")?;
    match view(here, loan, &stored)?.state {
        ProposalState::Open => {}
        ProposalState::Outdated => return Err(Failure::of(ProblemCode::ProposalOutdated)),
        ProposalState::Confirmed | ProposalState::Cancelled => {
            return Err(Failure::of(ProblemCode::NotFromHere).because(
                "这个方案已经确认或取消，请重新查看。",
                "This proposal was confirmed or taken back. Look again.",
            ));
        }
    }
    // What was previewed must still be what the rules give: the limit may be frozen by now.
    if case.preview(here, &kept.action).map_err(|refused| refusal(&refused))? != kept.preview {
        return Err(Failure::of(ProblemCode::ProposalOutdated));
    }
    let booked = Booked::of(here, loan, &kept)?;
    "confirmed".clone_into(&mut stored.state);
    stored.new_loan = booked.new_loan.as_ref().map(|new| new.loan.clone());
    let answered = command.answered_with(here, &who.borrower, &view(here, loan, &stored)?)?;
    let answer = answered.answer.clone();
    let digest = canonical::digest(&kept)?;
    let act = ConfirmProposal {
        command: answered,
        proposal: stored.proposal,
        loan: loan.id.clone(),
        expected_version: stored.loan_version,
        document: Document::of(&booked.loan.record)?,
        events: kept.preview.booking.events.iter().map(Document::of).collect::<Result<_, _>>()?,
        new_loan: booked.new_loan,
        entries: booked.entries,
        application: loan.record.application_id.clone(),
        evidence: EvidenceBody::LoanChanged { loan_id: loan.id.clone(), preview: digest },
        paper: (digest, stored.document),
        jobs: booked.jobs,
    };
    match here.store.confirm_proposal(act).await.map_err(Failure::from) {
        Ok(()) => Ok(answer),
        Err(failure) if failure.code() == ProblemCode::VersionConflict => {
            Err(Failure::of(ProblemCode::ProposalOutdated))
        }
        Err(failure) => Err(failure),
    }
}

fn view(
    here: &Installation,
    loan: &Loan,
    stored: &StoredProposal,
) -> Result<ProposalView, Failure> {
    let kept: Proposal = stored.document.read("proposal")?;
    let fresh = stored.loan_version == loan.version && kept.preview.on == here.today();
    let state = match stored.state.as_str() {
        "confirmed" => ProposalState::Confirmed,
        "cancelled" => ProposalState::Cancelled,
        _ if fresh => ProposalState::Open,
        _ => ProposalState::Outdated,
    };
    Ok(ProposalView {
        proposal_id: stored.proposal.clone(),
        loan_id: stored.loan.clone(),
        action: kept.action,
        preview: kept.preview,
        state,
        made_at: stored.made_at,
        new_loan_id: stored.new_loan.clone(),
    })
}

fn reason(refused: &ServicingRefused) -> Reason {
    let text = Label::new(refused.say(Language::Zh), refused.say(Language::En));
    Reason { code: refused.code().to_owned(), text }
}

fn refusal(refused: &ServicingRefused) -> Failure {
    Failure::of(ProblemCode::ServicingRefused)
        .because(refused.say(Language::Zh), refused.say(Language::En))
        .at(FieldRefusal::new("action", refused))
}
