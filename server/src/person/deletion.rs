//! Deletion: planned, then done at once as far as the law lets it; what is kept is explained by a person.
//!
//! Where something stays and its owner with it, the request becomes a case at the desk with a promised time
//! ([`ServiceRequestKind::Deletion`]). Where the account goes, nobody is left to read an answer: what the request
//! itself says is the whole of it.

use axum::Json;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use shared::api::{
    DeletionDone, DeletionPlan, Empty, LoanStatusView, ServiceRequestKind, ServiceRequestState,
    SteppedUpAct,
};
use shared::application::{Application, Stage};
use shared::facts::Facts;
use shared::retention::{Category, Fate, Holding, Line, plan};
use shared::timestamp::Timestamp;

use crate::applications::Case;
use crate::command::{Commanded, decided_again};
use crate::facilities::Facility;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::loans::{Loan, summary};
use crate::requests::{Request, promised};
use crate::session::{SignedIn, end_cookie};
use crate::step_up;
use crate::store::Document;
use crate::store::acts::{DeletePersonal, Explanation, Redaction};

/// What would become of everything held about the person signed in.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn plan_for(
    State(here): State<Installation>,
    who: SignedIn,
) -> Result<Json<DeletionPlan>, Failure> {
    let held = Held::of(&here, &who.borrower).await?;
    Ok(Json(held.plan(&here)))
}

/// Deletes what can be deleted and answers with what went and what stays.
///
/// # Errors
/// [`shared::api::ProblemCode::StepUpRequired`].
pub async fn ask(
    State(here): State<Installation>,
    who: SignedIn,
    _: Commanded<Empty>,
) -> Result<Response, Failure> {
    let verified = step_up::verified(&here, &who, &SteppedUpAct::Delete {}).await?;
    let request_id = here.identifier()?;
    let done =
        decided_again(|| delete(&here, &who.borrower, &request_id, verified.step_up.as_deref()))
            .await?;
    if done.plan.closes_account {
        return Ok(([(SET_COOKIE, end_cookie(&here)?)], Json(done)).into_response());
    }
    Ok(Json(done).into_response())
}

async fn delete(
    here: &Installation,
    borrower: &str,
    request_id: &str,
    step_up: Option<&str>,
) -> Result<DeletionDone, Failure> {
    let held = Held::of(here, borrower).await?;
    let plan = held.plan(here);
    let waiting = waiting_explanation(here, borrower, &plan).await?;
    let done = DeletionDone {
        request_id: request_id.to_owned(),
        asked_at: here.now(),
        answer_promised_by: waiting.as_ref().map(|waiting| waiting.promised_by()),
        plan,
    };
    let redactions: Vec<Redaction> =
        held.unsigned().map(|case| redaction(here, case)).collect::<Result<_, Failure>>()?;
    let names: Vec<String> =
        redactions.iter().map(|redaction| redaction.application.clone()).collect();
    here.store.forget_answers_about(borrower, &names).await?;
    let explanation = match waiting {
        Some(Waiting::New(promised_by)) => Some(Explanation {
            kind: ServiceRequestKind::Deletion.key(),
            document: Document::of(&Request::of_deletion(done.plan.lines.clone()))?,
            promised_by,
        }),
        Some(Waiting::Already(_)) | None => None,
    };
    let act = DeletePersonal {
        borrower: borrower.to_owned(),
        request: request_id.to_owned(),
        document: Document::of(&done)?,
        step_up: step_up.map(str::to_owned),
        redactions,
        explanation,
        closes_account: done.plan.closes_account,
        at: here.now(),
    };
    here.store.delete_personal(act).await?;
    Ok(done)
}

/// The explanation somebody will be given of what is kept, by when.
#[derive(Clone, Copy, Debug)]
enum Waiting {
    /// A person has the question since an earlier request.
    Already(Timestamp),
    /// It is put to a person now.
    New(Timestamp),
}

impl Waiting {
    const fn promised_by(self) -> Timestamp {
        match self {
            Self::Already(promised_by) | Self::New(promised_by) => promised_by,
        }
    }
}

/// Whether a person explains what is kept: when anything is, and the account stays to be told.
async fn waiting_explanation(
    here: &Installation,
    borrower: &str,
    plan: &DeletionPlan,
) -> Result<Option<Waiting>, Failure> {
    if plan.closes_account || plan.lines.iter().all(|line| line.fate == Fate::Deleted) {
        return Ok(None);
    }
    let requests = here.store.list_requests(borrower.to_owned()).await?;
    let waits = requests.iter().find(|stored| {
        stored.kind == ServiceRequestKind::Deletion.key()
            && stored.state == ServiceRequestState::Open.key()
    });
    Ok(Some(match waits {
        Some(stored) => Waiting::Already(stored.promised_by),
        None => Waiting::New(promised(ServiceRequestKind::Deletion, here.now())),
    }))
}

/// The fates of what somebody asked to have deleted, as they are explained today: what went then, and what is kept by
/// what is known now. Nothing more is deleted by explaining.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn explained(
    here: &Installation,
    borrower: &str,
    asked: Vec<Line>,
) -> Result<Vec<Line>, Failure> {
    if asked.is_empty() {
        return Ok(asked);
    }
    let today = Held::of(here, borrower).await?.plan(here).lines;
    let is_kept = |line: &Line| line.fate != Fate::Deleted;
    let now = |line: Line| {
        let same = |other: &&Line| other.category == line.category && is_kept(other);
        let known = today.iter().find(same).filter(|_| is_kept(&line)).cloned();
        known.unwrap_or(line)
    };
    Ok(asked.into_iter().map(now).collect())
}

/// Everything held about somebody.
struct Held {
    cases: Vec<Case>,
    facilities: Vec<Facility>,
    /// The day each loan ended; nothing while it runs.
    loans: Vec<Option<NaiveDate>>,
    quotes: usize,
    consents: usize,
    last_asked: Option<NaiveDate>,
}

impl Held {
    async fn of(here: &Installation, borrower: &str) -> Result<Self, Failure> {
        let queries = here.store.questions_about(borrower.to_owned()).await?;
        let consents = here.store.consents(borrower.to_owned()).await?;
        let moments = queries.iter().map(|query| query.asked_at);
        let loans = Loan::all(here, borrower).await?;
        let today = here.today();
        let last = moments.chain(consents.iter().map(|consent| consent.given_at)).max();
        Ok(Self {
            cases: Case::all(here, borrower).await?,
            facilities: Facility::all(here, borrower).await?,
            loans: loans.iter().map(|loan| ended_on(loan, today)).collect::<Result<_, _>>()?,
            quotes: here.store.quotes_of(borrower.to_owned()).await?.len(),
            consents: consents.len(),
            last_asked: last.map(Timestamp::date_in_china),
        })
    }

    fn unsigned(&self) -> impl Iterator<Item = &Case> {
        self.cases.iter().filter(|case| !is_signed(&case.application))
    }

    fn plan(&self, here: &Installation) -> DeletionPlan {
        let lines = plan(&self.holdings(), here.today());
        let closes_account = lines
            .iter()
            .any(|line| line.category == Category::Account && line.fate == Fate::Deleted);
        let under_way = self.unsigned().filter(|case| is_under_way(&case.application.stage));
        DeletionPlan { lines, closes_account, takes_back_applications: count(under_way.count()) }
    }

    fn holdings(&self) -> [Holding; 6] {
        let of =
            |category, many: usize, ended_on| Holding { category, count: count(many), ended_on };
        let unsigned = self.unsigned().count();
        [
            of(Category::UnsignedApplications, unsigned, None),
            of(Category::Quotes, self.quotes, None),
            of(Category::Authorisations, self.consents, self.last_asked),
            of(Category::Agreements, self.cases.len() - unsigned, self.ended_on()),
            of(Category::Loans, self.loans.len(), self.ended_on()),
            of(Category::Account, 1, None),
        ]
    }

    /// The day the last facility and the last loan ended; nothing while one of them lasts.
    fn ended_on(&self) -> Option<NaiveDate> {
        let loans = self.loans.iter().copied();
        let facilities = self.facilities.iter().map(|facility| Some(facility.record.expires_on));
        loans.chain(facilities).collect::<Option<Vec<_>>>()?.into_iter().max()
    }
}

/// The day a loan was settled, or its payout refused.
fn ended_on(loan: &Loan, today: NaiveDate) -> Result<Option<NaiveDate>, Failure> {
    Ok(match summary(loan, today)?.status {
        LoanStatusView::Settled { on } | LoanStatusView::PayoutRefused { on } => Some(on),
        LoanStatusView::Disbursing
        | LoanStatusView::Performing
        | LoanStatusView::Overdue { .. } => None,
    })
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

const fn is_signed(application: &Application) -> bool {
    matches!(application.stage, Stage::Signed { .. })
}

const fn is_under_way(stage: &Stage) -> bool {
    !matches!(
        stage,
        Stage::Signed { .. }
            | Stage::Withdrawn { .. }
            | Stage::Expired { .. }
            | Stage::Declined { .. }
    )
}

/// The application without anything about anybody: it names the product, and what was agreed
/// to when, for the authorisations that stay as proof.
fn redaction(here: &Installation, case: &Case) -> Result<Redaction, Failure> {
    let mut application = case.application.clone();
    let now = here.now();
    application.declared = Facts::new(application.segment());
    application.typed.clear();
    application.identity = None;
    application.decision = None;
    application.signatory = None;
    application.face = None;
    application.stage = Stage::Withdrawn { withdrawn_at: now };
    for consent in &mut application.consents {
        *consent = consent.clone().withdraw(now);
    }
    Ok(Redaction {
        application: application.id.clone(),
        expected_version: case.version,
        stage: application.stage.name().key().to_owned(),
        document: Document::of(&application)?,
    })
}
