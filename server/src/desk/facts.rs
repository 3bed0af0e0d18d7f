//! Writing down what was seen: facts, and the form of a visit. The engine then decides again.

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::NaiveDate;
use shared::api::{FactWrittenDown, ProblemCode, RecordFactsRequest, RecordVisitRequest};
use shared::application::Stage;
use shared::cross_check::findings;
use shared::desk::{Record, Recorded, RecordedFact, may_be_recorded};
use shared::evidence::EvidenceBody;
use shared::facts::Metric;

use super::{DeskCase, conclude, note};
use crate::applications::case::paper;
use crate::applications::deciding;
use crate::command::Commanded;
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::session::{Decides, Staff, Visits};
use crate::store::Document;
use crate::store::acts::{Answer, DeskStep, With};

/// Facts written down at once at most.
const FACTS_MAX: usize = 32;

/// Writes down facts an officer saw proof of; the engine decides again on them.
///
/// # Errors
/// [`Failure`]: no such task, over already, or a fact that may not be written down.
pub async fn record(
    State(here): State<Installation>,
    Decides(staff): Decides,
    Path(id): Path<String>,
    command: Commanded<RecordFactsRequest>,
) -> Result<Response, Failure> {
    let recorded = || async {
        let case = waiting_case(&here, &id).await?;
        let facts = acceptable(&here, &case, &command.value.facts)?;
        let what = Recorded::Facts(facts);
        redecide(&here, &staff, &command, case, (what, &command.value.note), "facts").await
    };
    command.once(&here, &staff.scope, recorded).await
}

/// Hands in the form of a visit; the engine decides again on what follows from it.
///
/// # Errors
/// [`Failure`]: no such task, over already, or a form that cannot be worked out.
pub async fn visit(
    State(here): State<Installation>,
    Visits(staff): Visits,
    Path(id): Path<String>,
    command: Commanded<RecordVisitRequest>,
) -> Result<Response, Failure> {
    let recorded = || async {
        let case = waiting_case(&here, &id).await?;
        let form = &command.value.form;
        form.work_out()
            .map_err(|refused| Failure::fields(vec![FieldRefusal::new("form", &refused)]))?;
        Record::may_be_visited(form, here.today())
            .map_err(|refused| Failure::fields(vec![FieldRefusal::new("visited_on", &refused)]))?;
        let what = Recorded::Visit(Box::new(form.clone()));
        redecide(&here, &staff, &command, case, (what, &command.value.note), "visit").await
    };
    command.once(&here, &staff.scope, recorded).await
}

/// A task about an application as a whole that waits for a person.
async fn waiting_case(here: &Installation, id: &str) -> Result<DeskCase, Failure> {
    let case = DeskCase::open_waiting(here, id).await?;
    match case.case.application.stage {
        Stage::Referred { .. } if case.task.task.matter.is_about_the_case() => Ok(case),
        _ => Err(Failure::of(ProblemCode::NotFromHere)),
    }
}

/// The facts as values, when each may be written down in this case.
fn acceptable(
    here: &Installation,
    case: &DeskCase,
    typed: &[FactWrittenDown],
) -> Result<Vec<RecordedFact>, Failure> {
    if typed.is_empty() || typed.len() > FACTS_MAX {
        return Err(Failure::field(
            "facts",
            "facts_count",
            "请录入1到32项。",
            "Write down 1 to 32 facts.",
        ));
    }
    let doubtful = doubtful(here, case);
    let read = |typed| acceptable_fact(case, &doubtful, typed, here.today());
    let (facts, refusals): (Vec<_>, Vec<_>) = typed.iter().map(read).partition(Result::is_ok);
    let refusals: Vec<FieldRefusal> = refusals.into_iter().filter_map(Result::err).collect();
    if refusals.is_empty() {
        Ok(facts.into_iter().filter_map(Result::ok).collect())
    } else {
        Err(Failure::fields(refusals))
    }
}

/// One fact as a value; refused under its metric's key.
///
/// # Errors
/// [`FieldRefusal`]: no such metric, no value of it, or one that may not be written down here.
pub fn acceptable_fact(
    case: &DeskCase,
    doubtful: &[Metric],
    typed: &FactWrittenDown,
    today: NaiveDate,
) -> Result<RecordedFact, FieldRefusal> {
    let unknown = |_| {
        let (zh, en) = ("没有这一项数据。", "There is no such fact.");
        FieldRefusal::because(&typed.metric, "unknown_metric", zh, en)
    };
    let metric: Metric = typed.metric.parse().map_err(unknown)?;
    let value = metric.unit().parse(&typed.value).map_err(|error| {
        let en = format!("Write {error}.");
        FieldRefusal::because(&typed.metric, "not_a_value", "请按这一项的单位填写。", &en)
    })?;
    let fact = RecordedFact { metric, value, source: typed.source, as_of: typed.as_of };
    let matter = &case.task.task.matter;
    match may_be_recorded(matter, &case.verified, doubtful, &fact, today) {
        Ok(()) => Ok(fact),
        Err(refused) => Err(FieldRefusal::new(&typed.metric, &refused)),
    }
}

/// The metrics that findings on the present facts name.
fn doubtful(here: &Installation, case: &DeskCase) -> Vec<Metric> {
    let application = &case.case.application;
    let Some(product) = here.catalogue.product(&application.product_id) else { return Vec::new() };
    let found = findings(product, &application.own_word(), &case.verified, here.today());
    found.iter().flat_map(|finding| [Some(finding.metric), finding.against]).flatten().collect()
}

/// Keeps what was written down, has the engine decide on it, and records both.
async fn redecide<T>(
    here: &Installation,
    staff: &Staff,
    command: &Commanded<T>,
    mut case: DeskCase,
    (what, typed_note): (Recorded, &str),
    act: &'static str,
) -> Result<Answer, Failure> {
    let kept = written(here, staff, what, typed_note)?;
    kept.record.apply(&mut case.verified).map_err(Failure::internal)?;
    let mut made = deciding::by_engine(here, &case.case.application, &case.verified)?;
    made.before = vec![kept.evidence];
    let mut recorded = deciding::record(here, &mut case.case, made).await?;
    recorded.step.with.extend(kept.with);
    conclude(here, staff, command, &case, act, recorded).await
}

/// A record as it will be kept.
pub struct Written {
    /// The record.
    pub record: Record,
    /// The event of the evidence chain.
    pub evidence: EvidenceBody,
    /// The steps that keep it.
    pub with: [With; 2],
}

/// Makes a record of what an officer saw.
///
/// # Errors
/// [`Failure`] for a note that is missing or too long.
pub fn written(
    here: &Installation,
    staff: &Staff,
    what: Recorded,
    typed_note: &str,
) -> Result<Written, Failure> {
    let note = note(typed_note)?;
    let record = Record { by: staff.officer.clone(), at: here.now(), what, note };
    let (digest, shown) = paper("record", &record)?;
    let officer = staff.officer.signature();
    let evidence = EvidenceBody::FactsRecorded { officer, record: digest };
    let document = Document::of(&record)?;
    Ok(Written { record, evidence, with: [shown, With::Desk(DeskStep::Record { document })] })
}
