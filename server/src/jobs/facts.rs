//! Asks outside parties what they know, then decides with the same engine as the quote.

use shared::api::ProblemCode;
use shared::application::{Identity, Stage};
use shared::canonical::Digest;
use shared::consent::{ConsentKind, Query, QueryPurpose};
use shared::facts::Source;

use super::Postponed;
use crate::applications::{Case, deciding};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::store::acts::{Ask, RecordAnswer};
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
    // Nobody outside knows what a visit will show: it is a task for a person of the bank.
    for kind in needed.into_iter().filter(|kind| kind.source() != Source::FieldVisit) {
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
/// [`Failure`] when the store cannot keep it; inside, the word for what kept the party from
/// answering.
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

/// Decides on what was verified and records decision, evidence, stage and what follows together.
async fn record_decision(here: &Installation, mut case: Case) -> Result<(), Postponed> {
    let verified = deciding::verified(here, &case).await?;
    let made = deciding::by_engine(here, &case.application, &verified)?;
    let recorded = deciding::record(here, &mut case, made).await?;
    match here.store.advance_application(recorded.step).await {
        Ok(()) => Ok(()),
        // Changed meanwhile: the next try reads it again.
        Err(StoreError::Changed) => Err(Failure::of(ProblemCode::VersionConflict).into()),
        Err(error) => Err(error.into()),
    }
}
