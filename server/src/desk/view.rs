//! A case with everything a person needs to decide it.

use axum::Json;
use axum::extract::{Path, State};
use shared::api::{
    DecisionVersion, DeskAct, DeskApplicant, DeskCaseView, EngineSays, IdentityView, KeptPaper,
    QueryLogged, RecordView,
};
use shared::application::Application;
use shared::assessment::assess;
use shared::decision::{Decision, decide};
use shared::desk::{MatterKind, Record};
use shared::identifier::Mobile;
use shared::language::Label;

use super::opened::DeskCase;
use crate::applications::view::identity_view;
use crate::applications::{Case, deciding};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::AtTheDesk;
use crate::store::acts::FindTask;

/// One case.
///
/// # Errors
/// [`Failure`] when there is no such task.
pub async fn get(
    State(here): State<Installation>,
    AtTheDesk(staff): AtTheDesk,
    Path(id): Path<String>,
) -> Result<Json<DeskCaseView>, Failure> {
    let case = DeskCase::open(&here, &id).await?;
    tracing::info!(staff = staff.officer.number, task = id, "a case was opened");
    Ok(Json(view(&here, &case).await?))
}

/// The case as people of the bank see it.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn view(here: &Installation, opened: &DeskCase) -> Result<DeskCaseView, Failure> {
    let DeskCase { task, case, verified } = opened;
    let application = &case.application;
    let is_visit = task.task.matter.kind() == MatterKind::Visit && task.task.is_open();
    let records = deciding::records(here, case).await?;
    Ok(DeskCaseView {
        task_id: task.id.clone(),
        matter: task.task.matter.clone(),
        promise: task.task.promise.clone(),
        outcome: task.task.outcome().cloned(),
        application_id: application.id.clone(),
        stage: application.stage.name(),
        product_id: application.product_id.clone(),
        product_name: product_name(here, application),
        segment: application.segment(),
        need: application.need.clone(),
        applicant: applicant(here, case, is_visit).await?,
        declared: application.declared.clone(),
        verified: verified.clone(),
        engine: engine(here, opened)?,
        decisions: versions(here, case).await?,
        records: records.into_iter().map(record_view).collect(),
        queries: queries(here, case).await?,
        papers: papers(here, case).await?,
        acts: acts(here, opened).await?,
        today: here.today(),
    })
}

/// The product's name, or its identifier once it has left the catalogue.
pub fn product_name(here: &Installation, application: &Application) -> Label {
    let product = here.catalogue.product(&application.product_id);
    product.map_or_else(|| Label::same(&application.product_id), |product| product.name.clone())
}

/// Masked, except for what arranging a visit needs: the name, and the number to call.
async fn applicant(
    here: &Installation,
    case: &Case,
    is_visit: bool,
) -> Result<DeskApplicant, Failure> {
    let identity = case.application.identity.as_ref();
    let mobile = here.store.mobile_of(case.borrower.clone()).await?.unwrap_or_default();
    let masked = mobile.parse::<Mobile>().map(|mobile| mobile.masked());
    let named = |view: IdentityView| match identity {
        Some(identity) if is_visit => {
            IdentityView { person_name: identity.person_name.as_str().to_owned(), ..view }
        }
        _ => view,
    };
    Ok(DeskApplicant {
        identity: identity.map(identity_view).map(named),
        mobile: if is_visit { mobile } else { masked.unwrap_or_default() },
    })
}

/// What the engine says on the facts as they are now; nothing for a product that has left the
/// catalogue.
fn engine(here: &Installation, opened: &DeskCase) -> Result<Option<EngineSays>, Failure> {
    let application = &opened.case.application;
    let request = deciding::request(here, application, &opened.verified);
    let product = here.catalogue.product(&application.product_id);
    let (Some(product), Some(lpr)) = (product, here.catalogue.lpr_on(request.on)) else {
        return Ok(None);
    };
    let Decision { answer, reasons, differences, findings, trace, .. } =
        decide(&here.catalogue, &request).map_err(Failure::internal)?;
    let assessment = assess(product, &opened.verified, lpr);
    Ok(Some(EngineSays {
        answer,
        reasons,
        limit: assessment.limit,
        step: product.facility.step,
        annual_rate: assessment.price.annual_rate,
        binding: assessment.binding,
        missing: assessment.missing,
        trace,
        findings,
        differences,
    }))
}

/// Every decision on an application, oldest first.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn versions(here: &Installation, case: &Case) -> Result<Vec<DecisionVersion>, Failure> {
    let stored = here.store.decisions(case.name()).await?;
    let version = |(version, stored): (u32, &crate::store::Document)| {
        let Decision { on, answer, reasons, facts, by_person, .. } = stored.read("decision")?;
        Ok(DecisionVersion { version, on, answer, reasons, facts, by_person })
    };
    (1..).zip(&stored).map(version).collect()
}

fn record_view(record: Record) -> RecordView {
    let Record { by, at, what, note } = record;
    RecordView { by, at, what, note }
}

async fn queries(here: &Installation, case: &Case) -> Result<Vec<QueryLogged>, Failure> {
    let log = here.store.query_log(case.name()).await?;
    let logged = log.into_iter().map(|query| QueryLogged {
        service: query.service,
        asked_at: query.asked_at,
        answered_at: query.answered_at,
        outcome: query.outcome,
    });
    Ok(logged.collect())
}

async fn papers(here: &Installation, case: &Case) -> Result<Vec<KeptPaper>, Failure> {
    let kept = here.store.papers_kept(case.name()).await?;
    let papers = kept.into_iter().map(|paper| KeptPaper {
        kind: paper.kind,
        digest: paper.digest,
        kept_at: paper.kept_at,
    });
    Ok(papers.collect())
}

async fn acts(here: &Installation, opened: &DeskCase) -> Result<Vec<DeskAct>, Failure> {
    let find = FindTask { borrower: opened.case.borrower.clone(), task: opened.task.id.clone() };
    let acts = here.store.desk_acts(find).await?;
    let acts = acts.into_iter();
    Ok(acts.map(|act| DeskAct { officer: act.officer, at: act.at, act: act.act }).collect())
}
