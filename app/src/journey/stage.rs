//! Where an application stands and which screens may be opened: plain facts, no screens.
//!
//! The server's answer is the only truth about the stage; nothing is remembered beside it.

use shared::{
    api::{ApplicationView, NextStep},
    application::StageName,
    consent::ConsentKind,
};

use super::step::Step;

/// Where the person should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// At a screen of the application.
    At(Step),
    /// Past it: at the facility it opened.
    Opened(String),
}

/// The screen an application waits at.
pub fn standing(application: &ApplicationView) -> Standing {
    Standing::At(match application.next_step {
        NextStep::GiveIdentity => Step::Identity,
        NextStep::GiveConsent => next_consent(application).map_or(Step::Review, Step::Consent),
        NextStep::Submit => Step::Review,
        NextStep::WaitForDecision => Step::Progress,
        NextStep::WaitForReview | NextStep::Nothing => Step::Decision,
        NextStep::ReadCostSheet if application.stage == StageName::Approved => Step::Decision,
        NextStep::ReadCostSheet => Step::CostSheet,
        NextStep::Sign => Step::Contract,
        NextStep::Draw => match &application.facility_id {
            Some(facility) => return Standing::Opened(facility.clone()),
            None => Step::Contract,
        },
    })
}

/// The first authorisation still to be given.
fn next_consent(application: &ApplicationView) -> Option<ConsentKind> {
    application.consents_needed.iter().copied().find(|kind| !is_given(application, *kind))
}

/// Whether an authorisation stands.
pub fn is_given(application: &ApplicationView, kind: ConsentKind) -> bool {
    application.consents.iter().any(|consent| consent.kind == kind)
}

/// Whether `step` makes sense now: what the draft may still change, or what has already happened.
pub fn may_open(application: &ApplicationView, step: Step) -> bool {
    if standing(application) == Standing::At(step) {
        return true;
    }
    let stage = application.stage;
    match step {
        Step::Identity => stage == StageName::Draft,
        Step::Consent(kind) => stage == StageName::Draft && is_given(application, kind),
        Step::Review => false,
        Step::Progress => stage == StageName::Submitted,
        Step::Decision => application.decision.is_some(),
        Step::CostSheet => matches!(stage, StageName::Approved | StageName::Disclosed),
        Step::Contract => stage == StageName::Accepted,
    }
}

/// How far along the form is: position and count, for the bar of steps. Only while it is filled in.
pub fn progress(application: &ApplicationView, step: Step) -> Option<(usize, usize)> {
    let consents = application.consents_needed.len();
    let position = match step {
        Step::Identity => 0,
        Step::Consent(kind) => {
            1 + application.consents_needed.iter().position(|other| *other == kind)?
        }
        Step::Review => 1 + consents,
        Step::Progress | Step::Decision | Step::CostSheet | Step::Contract => return None,
    };
    Some((position, 2 + consents))
}

/// The screen that follows while the form is filled in.
pub fn after(application: &ApplicationView, step: Step) -> Option<Step> {
    let mut consents = application.consents_needed.iter().copied().map(Step::Consent);
    match step {
        Step::Identity => consents.next().or(Some(Step::Review)),
        Step::Consent(_) => {
            consents.find(|consent| *consent == step)?;
            consents.next().or(Some(Step::Review))
        }
        Step::Review => Some(Step::Progress),
        Step::Progress | Step::Decision | Step::CostSheet | Step::Contract => None,
    }
}
