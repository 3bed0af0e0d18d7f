//! An application as its owner sees it.

use axum::Json;
use axum::extract::{Path, State};
use shared::api::{
    ApplicationView, ConsentGiven, DecisionView, FactQuery, FactQueryState, IdentityView, NextStep,
    ProblemCode, SignatoryView, Waiting,
};
use shared::application::{Application, Identity, Stage};
use shared::catalogue::{Condition, Label};
use shared::consent::ConsentKind;
use shared::decision::Decision;
use shared::language::Language;
use shared::signatory::Named;
use shared::timestamp::Timestamp;

use super::{Case, face};
use crate::adapters::Party;
use crate::as_of::AsOf;
use crate::desk::tasks;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::store::acts::QueryRecord;

/// The decision is promised this soon after handing in.
const DECISION_SECONDS: u32 = 60;

/// When an outside party cannot be reached, the decision is promised within a day.
const LATE_DECISION_DAYS: u32 = 1;

/// The application as its owner sees it.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn view(here: &Installation, case: &Case) -> Result<ApplicationView, Failure> {
    let application = &case.application;
    let product = here.catalogue.product(&application.product_id);
    let consents_needed = product.map(|product| product.consents.clone()).unwrap_or_default();
    let product_name = product.map_or_else(
        || Label::new(&application.product_id, &application.product_id),
        |product| product.name.clone(),
    );
    let decision = match &application.decision {
        Some(decision) => Some(decision_view(here, case, decision).await?),
        None => None,
    };
    let now = here.now();
    let facility_id = match &application.stage {
        Stage::Signed { facility_id, .. } => Some(facility_id.clone()),
        _ => None,
    };
    Ok(ApplicationView {
        application_id: application.id.clone(),
        product_id: application.product_id.clone(),
        product_name,
        segment: application.segment(),
        need: application.need.clone(),
        declared: application.declared.clone(),
        typed: application.typed.clone(),
        imports: application.imports.clone(),
        identity: application.identity.as_ref().map(identity_view),
        consents: consents(application, now),
        stage: application.stage.name(),
        next_step: next_step(here, application, &consents_needed),
        waiting: waiting(here, case, &consents_needed).await?,
        consents_needed,
        decision,
        signatory: signatory(here, application),
        face: face::shown(here, application),
        facility_id,
        created_at: application.created_at,
    })
}

/// Who applies, masked.
pub fn identity_view(identity: &Identity) -> IdentityView {
    let business = identity.business.as_ref();
    IdentityView {
        person_name: identity.person_name.masked(),
        resident_id: identity.resident_id.masked(),
        business_name: business.map(|business| business.name.as_str().to_owned()),
        uscc: business.map(|business| business.uscc.as_str().to_owned()),
    }
}

/// Whom the registry names to sign, as far as it was asked.
fn signatory(here: &Installation, application: &Application) -> Option<SignatoryView> {
    let found = application.signatory.as_ref()?;
    let name = match &found.named {
        Named::Applicant { .. } => Some(application.identity.as_ref()?.person_name.masked()),
        Named::SomebodyElse { name } => Some(name.masked()),
        Named::Nobody => None,
    };
    Some(SignatoryView {
        capacity: found.capacity,
        name,
        may_sign: found.may_sign(),
        source: found.source,
        as_of: found.as_of,
        simulated: here.outside.is_simulated(Party::Registry),
    })
}

fn consents(application: &Application, now: Timestamp) -> Vec<ConsentGiven> {
    application
        .consents
        .iter()
        .filter(|consent| consent.is_live(now))
        .map(|consent| ConsentGiven {
            kind: consent.kind,
            given_at: consent.given_at,
            valid_until: consent.valid_until,
        })
        .collect()
}

/// Whether a live consent to `kind` stands.
pub fn is_given(application: &Application, kind: ConsentKind, now: Timestamp) -> bool {
    application.consents.iter().any(|consent| consent.kind == kind && consent.is_live(now))
}

fn next_step(here: &Installation, application: &Application, needed: &[ConsentKind]) -> NextStep {
    let now = here.now();
    match &application.stage {
        Stage::Draft if application.identity.is_none() => NextStep::GiveIdentity,
        Stage::Draft if needed.iter().any(|kind| !is_given(application, *kind, now)) => {
            NextStep::GiveConsent
        }
        Stage::Draft => NextStep::Submit,
        Stage::Submitted { .. } => NextStep::WaitForDecision,
        Stage::Referred { .. } => NextStep::WaitForReview,
        Stage::Approved { .. } | Stage::Disclosed { .. } | Stage::Accepted { .. }
            if application.check_signatory().is_err() =>
        {
            NextStep::SettleSignatory
        }
        Stage::Approved { .. } | Stage::Disclosed { .. } => NextStep::ReadCostSheet,
        Stage::Accepted { .. } if face::check(here, application).is_err() => NextStep::VerifyFace,
        Stage::Accepted { .. } => NextStep::Sign,
        Stage::Signed { .. } => NextStep::Draw,
        Stage::Declined { .. } | Stage::Withdrawn { .. } | Stage::Expired { .. } => {
            NextStep::Nothing
        }
    }
}

async fn decision_view(
    here: &Installation,
    case: &Case,
    decision: &Decision,
) -> Result<DecisionView, Failure> {
    let versions = here.store.decisions(case.name()).await?.len();
    Ok(shown(decision, versions))
}

/// One of an application's decisions, counted from one.
fn shown(decision: &Decision, version: usize) -> DecisionView {
    DecisionView {
        answer: decision.answer.clone(),
        reasons: decision.reasons.clone(),
        differences: decision.differences.clone(),
        findings: decision.findings.clone(),
        score: decision.score.clone(),
        facts: decision.facts.clone(),
        digests: decision.digests,
        version: u32::try_from(version).unwrap_or(u32::MAX).max(1),
        by_person: decision.by_person.clone(),
    }
}

/// The latest decision on an application, as of today or of a past day.
///
/// # Errors
/// [`Failure`] when the application is not this borrower's, or nothing was decided by that day.
pub async fn decision(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    as_of: AsOf,
) -> Result<Json<DecisionView>, Failure> {
    let case = Case::open(&here, &who.borrower, &id).await?;
    let day = as_of.day(&here);
    let stored = here.store.decisions(case.name()).await?;
    for (index, document) in stored.iter().enumerate().rev() {
        let decision: Decision = document.read("decision")?;
        if decision.on <= day {
            return Ok(Json(shown(&decision, index.saturating_add(1))));
        }
    }
    Err(Failure::of(ProblemCode::NotFound))
}

async fn waiting(
    here: &Installation,
    case: &Case,
    needed: &[ConsentKind],
) -> Result<Option<Waiting>, Failure> {
    match &case.application.stage {
        Stage::Submitted { submitted_at } => {
            let queries = queries(here, case, needed).await?;
            let retrying = queries.iter().any(|query| query.state == FactQueryState::Retrying);
            let promised_by = if retrying {
                submitted_at.plus_days(LATE_DECISION_DAYS)
            } else {
                submitted_at.plus_seconds(DECISION_SECONDS)
            };
            Ok(Some(Waiting { promised_by, queries, green: Vec::new() }))
        }
        Stage::Referred { decided_at } => {
            let waits = tasks::of_case(here, case).await?.map(|named| named.task.promise);
            let promise = waits.unwrap_or_else(|| tasks::promise(here, case, *decided_at));
            let green = promise.green.iter().map(said).collect();
            Ok(Some(Waiting { promised_by: promise.due_at, queries: Vec::new(), green }))
        }
        _ => Ok(None),
    }
}

/// A condition in words.
fn said(condition: &Condition) -> Label {
    Label::new(condition.say(Language::Zh), condition.say(Language::En))
}

/// How the question to each party stands.
async fn queries(
    here: &Installation,
    case: &Case,
    needed: &[ConsentKind],
) -> Result<Vec<FactQuery>, Failure> {
    let answered = here.store.verified_answers(case.name()).await?;
    let asked = here.store.queries(case.name()).await?;
    let query = |kind: &ConsentKind| {
        // A visit is made by a person of the bank, after everybody else has answered.
        let party = Party::asked_for(*kind)?;
        let state = if answered.iter().any(|answer| answer.service == kind.key()) {
            FactQueryState::Answered
        } else if asked.iter().any(|query| has_failed(query, *kind))
            || !here.outside.would_ask(party)
        {
            FactQueryState::Retrying
        } else {
            FactQueryState::Waiting
        };
        let simulated = here.outside.is_simulated(party);
        Some(FactQuery { source: kind.source(), state, simulated })
    };
    Ok(needed.iter().filter_map(query).collect())
}

fn has_failed(query: &QueryRecord, kind: ConsentKind) -> bool {
    query.service == kind.key() && query.outcome.is_some()
}
