//! Who may sign for the business: bound with every decision, and asked about again.

use axum::extract::{Path, State};
use axum::response::Response;
use shared::api::{Empty, ProblemCode};
use shared::application::{Application, Identity, Stage};
use shared::consent::ConsentKind;
use shared::decision::Decision;
use shared::evidence::EvidenceBody;
use shared::facts::Facts;
use shared::signatory::{Capacity, Signatory};

use super::case::paper;
use super::view::{is_given, view};
use super::{Case, deciding};
use crate::adapters::{FactsAnswer, Party};
use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::asking;
use crate::session::SignedIn;
use crate::store::acts::{AdvanceApplication, Answer, With};

/// What the registry last said about who may sign; nothing for a farmer, and before it has answered.
///
/// # Errors
/// [`Failure`] when what is stored does not read back.
pub async fn found(here: &Installation, case: &Case) -> Result<Option<Signatory>, Failure> {
    let application = &case.application;
    let applicant = application.identity.as_ref().and_then(Identity::in_the_registry);
    let Some((capacity, applicant)) = Capacity::of(application.segment()).zip(applicant) else {
        return Ok(None);
    };
    let kind = ConsentKind::RegistryQuery;
    let answers = here.store.verified_answers(case.name()).await?;
    let Some(kept) = answers.iter().find(|answer| answer.service == kind.key()) else {
        return Ok(None);
    };
    let answer: FactsAnswer = kept.document.read("verified answer")?;
    let said = (kind.source(), answer.as_of);
    Ok(Some(Signatory::find(capacity, &applicant, answer.signatory.as_ref(), said)))
}

/// Binds what was found to an application: the event that records it and the document it names, when it is
/// not what was bound before.
///
/// # Errors
/// [`Failure`] when it cannot be written.
pub fn bind(
    application: &mut Application,
    found: Option<Signatory>,
) -> Result<Option<(EvidenceBody, With)>, Failure> {
    if application.signatory == found {
        return Ok(None);
    }
    application.signatory = found;
    let Some(found) = &application.signatory else { return Ok(None) };
    let (signatory, shown) = paper("signatory", found)?;
    let event = EvidenceBody::SignatoryNamed { may_sign: found.may_sign(), signatory };
    Ok(Some((event, shown)))
}

/// Asks the registry again who may sign, when it did not name the applicant.
///
/// # Errors
/// [`Failure`]: nothing offered or signed already, no live authorisation, a registry that does not answer.
pub async fn ask_again(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<Empty>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || ask_anew(&here, &who, &id, &command)).await
}

async fn ask_anew(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    command: &Commanded<Empty>,
) -> Result<Answer, Failure> {
    let mut case = Case::open(here, &who.borrower, id).await?;
    let (Stage::Approved { .. } | Stage::Disclosed { .. } | Stage::Accepted { .. }) =
        case.application.stage
    else {
        return Err(Failure::of(ProblemCode::NotFromHere));
    };
    if case.application.check_signatory().is_ok() {
        return command.answer(&view(here, &case).await?);
    }
    let kind = ConsentKind::RegistryQuery;
    if !is_given(&case.application, kind, here.now()) {
        return Err(Failure::of(ProblemCode::ConsentMissing));
    }
    if let Some(word) = asking::ask_again(here, &case, kind).await? {
        tracing::warn!(party = %Party::Registry, reason = word, "no usable answer");
        return Err(Failure::of(ProblemCode::OutsidePartyDown));
    }
    let (mut step, version) = on_what_it_says(here, &mut case).await?;
    let mut shown = view(here, &case).await?;
    if let Some((decision, version)) = shown.decision.as_mut().zip(version) {
        decision.version = version;
    }
    let answered = command.answered_with(here, &who.borrower, &shown)?;
    let answer = answered.answer.clone();
    step.command = Some(answered);
    here.store.advance_application(step).await?;
    Ok(answer)
}

/// The step that follows from the registry's new answer: bound to the application as it is, or decided again where
/// figures have changed and no person has decided on them; and the version of the decision then made.
async fn on_what_it_says(
    here: &Installation,
    case: &mut Case,
) -> Result<(AdvanceApplication, Option<u32>), Failure> {
    let verified = deciding::verified(here, case).await?;
    let rests_on_others = |decision: &Decision| {
        decision.by_person.is_none() && !same_values(&decision.facts, &verified)
    };
    if case.application.decision.as_ref().is_some_and(rests_on_others) {
        let made = deciding::by_engine(here, &case.application, &verified)?;
        let recorded = deciding::record(here, case, made).await?;
        return Ok((recorded.step, Some(recorded.version)));
    }
    let found = found(here, case).await?;
    let bound = bind(&mut case.application, found)?;
    let mut step = case.step(here)?;
    let (evidence, with) = bound.into_iter().unzip();
    (step.evidence, step.with) = (evidence, with);
    Ok((step, None))
}

/// Whether the figures are the same, of whichever day.
fn same_values(one: &Facts, other: &Facts) -> bool {
    let values = |facts: &Facts| -> Vec<_> {
        facts.iter().map(|(metric, datum)| (metric, datum.value)).collect()
    };
    values(one) == values(other)
}
