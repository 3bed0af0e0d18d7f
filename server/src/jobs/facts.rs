//! Asks outside parties what they know, then decides with the same engine as the quote.

use shared::api::ProblemCode;
use shared::application::{Application, Identity, Stage};
use shared::canonical::Digest;
use shared::consent::{ConsentKind, Query, QueryPurpose};
use shared::decision::{Answer, Decision, DecisionRequest, decide};
use shared::evidence::{DecisionOutcome, EvidenceBody};
use shared::facts::{Facts, Metric, Source};

use super::Postponed;
use crate::adapters::FactsAnswer;
use crate::applications::Case;
use crate::applications::case::paper;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::store::acts::{Ask, RecordAnswer, VerifiedAnswer, With};
use crate::store::{Document, StoreError};

/// The stable word for a question that was answered.
pub const ANSWERED: &str = "answered";

/// Asks whoever has not answered yet; when all have, decides.
///
/// # Errors
/// [`Postponed`] when somebody gave no usable answer: what was answered is kept, and the
/// application waits.
pub async fn gather_and_decide(
    here: &Installation,
    borrower: &str,
    application: &str,
) -> Result<(), Postponed> {
    let case = Case::open(here, borrower, application).await?;
    let Stage::Submitted { .. } = case.application.stage else {
        // Taken back or decided meanwhile.
        return Ok(());
    };
    let product = here.catalogue.product(&case.application.product_id);
    let needed = product.map(|product| product.consents.clone()).unwrap_or_default();
    let answered = here.store.verified_answers(case.name()).await?;
    let mut unanswered = None;
    for kind in needed {
        let has_answered = answered.iter().any(|answer| answer.service == kind.key());
        if !has_answered && let Err(word) = ask(here, &case, kind).await? {
            unanswered = Some(word);
        }
    }
    match unanswered {
        Some(word) => Err(Postponed::Outside(word)),
        None => record_decision(here, case).await,
    }
}

/// Asks one party and keeps what it says. A purpose without a live authorisation, or
/// without an identity the party knows, is not asked: the decision then lacks its facts.
///
/// # Errors
/// [`Failure`] on our side; the inner word says how the party failed to answer.
pub async fn ask(
    here: &Installation,
    case: &Case,
    kind: ConsentKind,
) -> Result<Result<(), &'static str>, Failure> {
    let application = &case.application;
    let query = Query { kind, purpose: QueryPurpose::Approval };
    let covered = application.consents.iter().any(|consent| consent.covers(query, here.now()));
    let identity = application.identity.as_ref().and_then(|identity| known_as(identity, kind));
    let (true, Some(identity)) = (covered, identity) else { return Ok(Ok(())) };
    let query = here.identifier()?;
    let asking = Ask {
        borrower: case.borrower.clone(),
        application: application.id.clone(),
        query: query.clone(),
        purpose: kind.key().to_owned(),
        service: kind.key().to_owned(),
        at: here.now(),
    };
    let authorisation = match here.store.ask(asking).await {
        Ok(consent) => consent,
        Err(StoreError::NotAuthorised) => return Ok(Ok(())),
        Err(error) => return Err(error.into()),
    };
    let answer = here.outside.facts(kind.source(), identity, &authorisation).await;
    let (outcome, document) = match &answer {
        Ok(answer) => (ANSWERED, Some(Document::of(answer)?)),
        Err(error) => (error.word(), None),
    };
    let record = RecordAnswer {
        borrower: case.borrower.clone(),
        application: application.id.clone(),
        query,
        service: kind.key().to_owned(),
        outcome: outcome.to_owned(),
        answer_hash: document.as_ref().map(|answer| Digest::of(answer.as_str().as_bytes())),
        document,
        at: here.now(),
    };
    here.store.record_answer(record).await?;
    Ok(answer.map(|_| ()).map_err(|error| {
        tracing::warn!(
            service = kind.key(),
            reason = error.word(),
            "an outside party did not answer"
        );
        error.word()
    }))
}

/// What the party asked under an authorisation knows the applicant as.
fn known_as(identity: &Identity, kind: ConsentKind) -> Option<&str> {
    if kind.is_about_the_person() {
        return Some(identity.resident_id.as_str());
    }
    // A farmer has no registration: the chain company knows the person.
    let business = identity.business.as_ref().map(|business| business.uscc.as_str());
    business.or(Some(identity.resident_id.as_str()))
}

/// Decides on what was verified and records decision, evidence and stage together.
async fn record_decision(here: &Installation, mut case: Case) -> Result<(), Postponed> {
    let answers = here.store.verified_answers(case.name()).await?;
    let verified = verified_facts(here, &case.application, &answers)?;
    let request = DecisionRequest {
        declared: &case.application.declared,
        need: &case.application.need,
        on: here.today(),
        product_id: &case.application.product_id,
        verified: &verified,
    };
    let decision = decide(&here.catalogue, &request).map_err(Failure::internal)?;
    let now = here.now();
    case.application.stage =
        case.application.stage.decide(&decision, now).map_err(Failure::from)?;
    case.application.decision = Some(decision.clone());
    let (facts, kept) = paper("facts", &verified)?;
    let papers = papers_of(here, &request, &decision)?;
    let version = here.store.decisions(case.name()).await?.len();
    let version = i64::try_from(version).unwrap_or(i64::MAX).saturating_add(1);
    let mut step = case.step(here)?;
    step.evidence = vec![EvidenceBody::FactsUsed { facts }, decided(&decision)];
    step.with = vec![kept, With::Decision { version, document: Document::of(&decision)? }];
    step.with.extend(papers);
    match here.store.advance_application(step).await {
        Ok(()) => Ok(()),
        // Changed meanwhile: the next try reads it again.
        Err(StoreError::Changed) => Err(Failure::of(ProblemCode::VersionConflict).into()),
        Err(error) => Err(error.into()),
    }
}

/// Everything that was verified, and the age that follows from the resident ID.
///
/// # Errors
/// [`Failure`] when an answer kept does not read.
pub fn verified_facts(
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

/// What the digests of a decision are digests of: catalogue, question and answer.
///
/// # Errors
/// [`Failure`] when a value has no canonical form.
pub fn papers_of(
    here: &Installation,
    request: &DecisionRequest<'_>,
    decision: &Decision,
) -> Result<[With; 3], Failure> {
    let (_, catalogue) = paper("catalogue", here.catalogue.document())?;
    let (_, input) = paper("decision_request", request)?;
    let (_, output) = paper("decision_answer", &(&decision.answer, &decision.reasons))?;
    Ok([catalogue, input, output])
}

/// A decision as the evidence chain records it.
pub fn decided(decision: &Decision) -> EvidenceBody {
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
