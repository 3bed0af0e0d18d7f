//! A decision and everything that is recorded with it: stage, version, evidence, papers, and what
//! becomes of the task at the desk. The same for the engine's and for a person's decision.

use shared::application::{Application, Stage};
use shared::consent::ConsentKind;
use shared::decision::{Answer, Decision, DecisionError, DecisionRequest, decide};
use shared::desk::{DecisionMade, OnPaper, Record, follows};
use shared::evidence::{DecisionOutcome, EvidenceBody};
use shared::facts::{Facts, Metric, Source};

use super::case::paper;
use super::{Case, signatory};
use crate::adapters::FactsAnswer;
use crate::desk::tasks::{self, NamedTask};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::store::Document;
use crate::store::acts::{AdvanceApplication, VerifiedAnswer, With};

/// Everything verified about an application: what outside parties answered, the age that follows
/// from the resident ID, and over both what people of the bank saw proof of.
///
/// # Errors
/// [`Failure`] when what is stored does not read back.
pub async fn verified(here: &Installation, case: &Case) -> Result<Facts, Failure> {
    let answers = here.store.verified_answers(case.name()).await?;
    let mut facts = answered(here, &case.application, &answers)?;
    for record in records(here, case).await? {
        record.apply(&mut facts).map_err(Failure::internal)?;
    }
    Ok(facts)
}

/// What people of the bank wrote down about an application, oldest first.
///
/// # Errors
/// [`Failure`] when what is stored does not read back.
pub async fn records(here: &Installation, case: &Case) -> Result<Vec<Record>, Failure> {
    let stored = here.store.desk_records(case.name()).await?;
    Ok(stored.iter().map(|record| record.read("record")).collect::<Result<_, _>>()?)
}

fn answered(
    here: &Installation,
    application: &Application,
    answers: &[VerifiedAnswer],
) -> Result<Facts, Failure> {
    let today = here.today();
    let mut facts = Facts::new(application.segment());
    for kind in ConsentKind::ALL {
        let answer = answers.iter().find(|answer| answer.service == kind.key());
        if let Some(answer) = answer {
            let answer: FactsAnswer = answer.document.read("verified answer")?;
            answer.record(kind.source(), &mut facts).map_err(Failure::internal)?;
        }
    }
    if let Some(identity) = &application.identity {
        let age = i64::from(identity.resident_id.age_on(today));
        facts.set(Metric::ApplicantAge, age, Source::Identity, today).map_err(Failure::internal)?;
    }
    Ok(facts)
}

/// What is asked about an application, today: what the borrower said ([`Application::own_word`])
/// against what is verified.
pub fn request<'a>(
    here: &Installation,
    application: &'a Application,
    (said, verified): (&'a Facts, &'a Facts),
) -> DecisionRequest<'a> {
    DecisionRequest {
        declared: said,
        need: &application.need,
        on: here.today(),
        product_id: &application.product_id,
        verified,
    }
}

/// A decision to be recorded.
#[derive(Debug)]
pub struct Made {
    /// The decision.
    pub decision: Decision,
    /// The document its input is the digest of.
    pub question: With,
    /// What led to it, as the evidence chain records it before the decision.
    pub before: Vec<EvidenceBody>,
}

/// What the engine decides on these facts.
///
/// # Errors
/// [`Failure`] for a product the catalogue no longer has.
pub fn by_engine(
    here: &Installation,
    application: &Application,
    verified: &Facts,
) -> Result<Made, Failure> {
    on_request(here, &request(here, application, (&application.own_word(), verified)))
}

/// What the engine decides when it is asked this.
///
/// # Errors
/// [`Failure`] for a product the catalogue no longer has.
pub fn on_request(here: &Installation, request: &DecisionRequest<'_>) -> Result<Made, Failure> {
    let decision = decide(&here.catalogue, request).map_err(Failure::internal)?;
    let (_, question) = paper("decision_request", request)?;
    Ok(Made { decision, question, before: Vec::new() })
}

/// What the engine decides on facts among which one is from a paper.
///
/// # Errors
/// [`Failure`] for a product the catalogue no longer has.
pub fn on_paper(here: &Installation, asked: &OnPaper<'_>) -> Result<Made, Failure> {
    let decision = asked.decide(&here.catalogue).map_err(Failure::internal)?;
    let (_, question) = paper("decision_request", asked)?;
    Ok(Made { decision, question, before: Vec::new() })
}

/// The step that keeps a decision as this version, with the evidence of it and the documents its
/// digests name; the application stays as it is in `case`.
///
/// # Errors
/// [`Failure`] when a value cannot be written.
pub fn kept(
    here: &Installation,
    case: &Case,
    made: Made,
    version: u32,
) -> Result<AdvanceApplication, Failure> {
    let Made { decision, question, before } = made;
    let (facts, kept) = paper("facts", &decision.facts)?;
    let (_, catalogue) = paper("catalogue", here.catalogue.document())?;
    let (_, answer) = paper("decision_answer", &(&decision.answer, &decision.reasons))?;
    let document = Document::of(&decision)?;
    let mut step = case.step(here)?;
    step.evidence = before;
    step.evidence.extend([EvidenceBody::FactsUsed { facts }, decided(&decision)]);
    let version = With::Decision { version: i64::from(version), document };
    step.with = vec![kept, version, catalogue, question, answer];
    Ok(step)
}

/// How a decision is recorded.
#[derive(Debug)]
pub struct Recorded {
    /// The step to take.
    pub step: AdvanceApplication,
    /// The decision's version.
    pub version: u32,
    /// The task that waited, as it then is.
    pub waited: Option<NamedTask>,
    /// The task that opens.
    pub opened: Option<NamedTask>,
}

/// Records a decision: moves the case on and works out everything that goes with it.
///
/// # Errors
/// [`Failure`]: it takes no decision now, or a value cannot be written.
pub async fn record(here: &Installation, case: &mut Case, made: Made) -> Result<Recorded, Failure> {
    let version = next_version(here, case).await?;
    let waited = tasks::of_case(here, case).await?;
    let handed_on = hand_on(here, case, (&made.decision, version), waited)?;
    case.application.stage = next_stage(here, case, &made.decision, handed_on.holds)?;
    case.application.decision = Some(made.decision.clone());
    let found = signatory::found(here, case).await?;
    let bound = signatory::bind(&mut case.application, found)?;
    let mut step = kept(here, case, made, version)?;
    if let Some((event, shown)) = bound {
        step.evidence.insert(0, event);
        step.with.push(shown);
    }
    let HandedOn { waited, opened, .. } = handed_on;
    if let Some(task) = &waited {
        step.with.push(task.changed()?);
    }
    if let Some(task) = &opened {
        step.with.push(task.opened()?);
    }
    Ok(Recorded { step, version, waited, opened })
}

/// The version a decision made now will have.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn next_version(here: &Installation, case: &Case) -> Result<u32, Failure> {
    let made = here.store.decisions(case.name()).await?.len();
    Ok(u32::try_from(made).unwrap_or(u32::MAX).saturating_add(1))
}

/// What a decision means for the people of the bank.
struct HandedOn {
    waited: Option<NamedTask>,
    opened: Option<NamedTask>,
    holds: bool,
}

fn hand_on(
    here: &Installation,
    case: &Case,
    (decision, version): (&Decision, u32),
    waited: Option<NamedTask>,
) -> Result<HandedOn, Failure> {
    let application = &case.application;
    let unknown = || DecisionError::UnknownProduct(application.product_id.clone());
    let product = here.catalogue.product(&application.product_id);
    let product = product.ok_or_else(|| Failure::internal(unknown()))?;
    let made = DecisionMade {
        application_id: &application.id,
        product,
        decision,
        version,
        at: here.now(),
    };
    let (id, waited) = waited.map(|named| (named.id, named.task)).unzip();
    let follows = follows(waited, &made);
    let holds = follows.holds();
    let waited = id.zip(follows.waited).map(|(id, task)| NamedTask { id, task });
    let opened = match follows.opens {
        Some(task) => Some(NamedTask { id: here.identifier()?, task }),
        None => None,
    };
    Ok(HandedOn { waited, opened, holds })
}

/// Where a decision leads; a review that still waits for a person's answer stays where it is.
fn next_stage(
    here: &Installation,
    case: &Case,
    decision: &Decision,
    holds: bool,
) -> Result<Stage, Failure> {
    let (stage, now) = (case.application.stage.clone(), here.now());
    match &stage {
        Stage::Submitted { .. } => Ok(stage.decide(decision, now)?),
        Stage::Referred { .. } if holds => Ok(stage),
        _ => Ok(stage.decide_again(decision, now)?),
    }
}

fn decided(decision: &Decision) -> EvidenceBody {
    EvidenceBody::Decided {
        catalogue: decision.digests.catalogue,
        input: decision.digests.input,
        outcome: match decision.answer {
            Answer::Approve(_) => DecisionOutcome::Approve,
            Answer::CounterOffer(_) => DecisionOutcome::CounterOffer,
            Answer::Refer => DecisionOutcome::Refer,
            Answer::Decline => DecisionOutcome::Decline,
        },
        output: decision.digests.output,
    }
}
